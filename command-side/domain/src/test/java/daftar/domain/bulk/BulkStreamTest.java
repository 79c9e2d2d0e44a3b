package daftar.domain.bulk;

import static org.axonframework.test.matchers.Matchers.matches;

import daftar.domain.Caller;
import daftar.domain.DirectoryDesk;
import daftar.domain.RecordingSealing;
import daftar.domain.StreamOfCommand;
import daftar.messages.Actor;
import daftar.messages.Meta;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.bulk.BulkCommand.BeginBulk;
import daftar.messages.bulk.BulkEvent.BulkBegun;
import daftar.reference.ReferenceState;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkStreamTest {

    private static final Actor ACTOR = Caller.actor(Role.DISPATCHER);
    private static final UUID KEY = UUID.fromString("00000000-0000-5000-8000-000000000001");
    private static final String ID = "bulk-" + KEY;

    private AggregateTestFixture<BulkStream> fixture;

    @BeforeEach
    void bulks() {
        fixture = new AggregateTestFixture<>(BulkStream.class);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(
                new DirectoryDesk(ReferenceState.EMPTY, new RecordingSealing(), InstantSource.system()));
    }

    @Test
    void what_it_is_about_is_fixed_before_anything_is_done() {
        fixture.givenNoPriorActivity()
                .when(new BeginBulk(ID, "assign", List.of("T-1", "T-2")), Caller.of(ACTOR, KEY, "hash"))
                .expectResultMessagePayload(new Receipt(ID, null, 0, -1, false))
                .expectEvents(new BulkBegun("assign", List.of("T-1", "T-2")));
    }

    @Test
    void a_retry_finds_it_as_it_was_and_another_request_under_the_same_key_is_refused() {
        BulkBegun begun = new BulkBegun("assign", List.of("T-1"));
        Map<String, Object> first = Map.of(
                Meta.ACTOR,
                ACTOR.person(),
                Meta.COMMAND_ID,
                KEY.toString(),
                Meta.REQUEST_HASH,
                "sealed hash",
                Meta.OCCURRED_AT,
                "2026-11-22T12:00:00Z");
        EventMessage<?> recorded = new GenericDomainEventMessage<>("Bulk", ID, 0, begun, first);
        ResultValidator<BulkStream> again = fixture.given(recorded)
                .when(new BeginBulk(ID, "assign", List.of("T-9")), Caller.of(ACTOR, KEY, "hash"));
        again.expectNoEvents().expectResultMessagePayloadMatching(matches(receipt -> ((Receipt) receipt).repeated()));
        bulks();
        fixture.given(recorded)
                .when(new BeginBulk(ID, "close", List.of("T-1")), Caller.of(ACTOR, KEY, "other"))
                .expectNoEvents()
                .expectException(matches(thrown -> ((Refused) thrown).kind() == Refused.Kind.KEY_REUSED));
    }
}
