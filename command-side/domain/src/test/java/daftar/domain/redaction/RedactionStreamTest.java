package daftar.domain.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.domain.Caller;
import daftar.domain.DirectoryDesk;
import daftar.domain.RecordingSealing;
import daftar.domain.StreamOfCommand;
import daftar.domain.directory.Organisation;
import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.redaction.Place;
import daftar.messages.redaction.RedactTexts;
import daftar.messages.redaction.RedactedText;
import daftar.messages.redaction.RedactionCommand;
import daftar.messages.redaction.RedactionCommand.*;
import daftar.messages.redaction.RedactionEvent.*;
import daftar.messages.redaction.TextRedacted;
import daftar.messages.ticket.TicketEvent.CommentAdded;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two people with the right, and then Daftar itself. */
class RedactionStreamTest {

    private static final String ID = "redaction-1";
    private static final Instant NOW = Instant.parse("2040-11-22T12:00:00Z");
    private static final List<Place> PLACES = List.of(new Place("ticket-1", List.of(new RedactedText(3, "key"))));
    private static final Text WHY = Text.of("a password");
    private static final String ONE = "person-one";
    private static final String OTHER = "person-other";

    private final RecordingSealing sealing = new RecordingSealing();

    @Test
    void what_is_asked_names_the_texts_and_says_nothing_of_them() {
        fixture(RedactionStream.class)
                .givenNoPriorActivity()
                .when(ask(), by(ONE, Role.REDACTOR))
                .expectEvents(new RedactionRequested("ticket-1", PLACES, List.of(), WHY));
    }

    /** status × command × who: what it appends, or why it is refused. */
    @ParameterizedTest
    @CsvSource({
        "none,      ask,     one,   RedactionRequested",
        "none,      approve, other, unknown-redaction",
        "none,      decline, other, unknown-redaction",
        "none,      record,  clock, unknown-redaction",
        "none,      erase,   clock, unknown-redaction",
        "requested, ask,     one,   redaction-exists",
        "requested, approve, one,   four-eyes",
        "requested, approve, other, RedactionApproved",
        "requested, decline, one,   RedactionDeclined",
        "requested, decline, other, RedactionDeclined",
        "requested, record,  clock, redaction-not-approved",
        "requested, erase,   clock, redaction-not-approved",
        "declined,  approve, other, redaction-decided",
        "declined,  decline, other, nothing",
        "declined,  record,  clock, redaction-not-approved",
        "approved,  approve, other, nothing",
        "approved,  decline, one,   redaction-decided",
        "approved,  decline, other, redaction-decided",
        "approved,  record,  clock, RedactionCarriedOut",
        "approved,  erase,   clock, nothing",
        "done,      approve, other, nothing",
        "done,      decline, other, redaction-decided",
        "done,      record,  clock, nothing",
        "done,      erase,   clock, RedactionErased",
        "erased,    approve, other, nothing",
        "erased,    decline, one,   redaction-decided",
        "erased,    record,  clock, nothing",
        "erased,    erase,   clock, nothing",
    })
    void each_step_is_one_persons(String status, String command, String who, String outcome) {
        Actor actor =
                who.equals("clock") ? Actor.clock() : new Actor("person-" + who, Set.of(Role.REDACTOR), "api", null);
        RedactionCommand wish = command(command);
        var tried = given(RedactionStream.class, before(status)).when(wish, caller(actor));
        if (outcome.equals("nothing")) {
            tried.expectSuccessfulHandlerExecution().expectNoEvents();
        } else if (outcome.startsWith("Redaction")) {
            tried.expectSuccessfulHandlerExecution();
            tried.expectEventsMatching(matching(outcome));
        } else {
            tried.expectException(refusal(outcome));
        }
    }

    @Test
    void nobody_without_the_right_learns_anything_or_does_anything() {
        for (Role role : Role.values()) {
            for (String command : List.of("ask", "approve", "decline")) {
                if (role != Role.REDACTOR) {
                    given(RedactionStream.class, before("requested"))
                            .when(command(command), by(OTHER, role))
                            .expectException(refusal("not-allowed"));
                }
            }
            if (role != Role.CLOCK) {
                given(RedactionStream.class, before("approved"))
                        .when(new RecordRedaction(ID), by(OTHER, role))
                        .expectException(refusal("not-allowed"));
                given(RedactedStream.class, List.of(said(new CommentAdded(Text.of("x"), false), ONE)))
                        .when(
                                new RedactTexts(
                                        "ticket-1", ID, 1, PLACES.getFirst().texts()),
                                by(OTHER, role))
                        .expectException(refusal("not-allowed"));
            }
        }
    }

    @Test
    void a_redaction_of_nothing_is_not_asked() {
        fixture(RedactionStream.class)
                .givenNoPriorActivity()
                .when(new RequestRedaction(ID, "ticket-1", List.of(), List.of(), WHY), by(ONE, Role.REDACTOR))
                .expectException(refusal("nothing-to-redact"));
    }

    @Test
    void a_stream_says_once_what_is_gone_and_seals_with_the_newer_key_from_then_on() {
        List<Object> before = List.of(said(new CommentAdded(Text.of("x"), false), ONE));
        RedactTexts redact =
                new RedactTexts("ticket-1", ID, 2, PLACES.getFirst().texts());
        TextRedacted redacted = new TextRedacted(ID, 2, PLACES.getFirst().texts());
        given(RedactedStream.class, before).when(redact, caller(Actor.clock())).expectEvents(redacted);

        List<Object> after = new ArrayList<>(before);
        after.add(said(redacted, Actor.SYSTEM));
        given(RedactedStream.class, after).when(redact, caller(Actor.clock())).expectNoEvents();
        given(RedactedStream.class, after)
                .when(
                        new RedactTexts(
                                "ticket-1", "redaction-2", 3, PLACES.getFirst().texts()),
                        caller(Actor.clock()))
                .expectSuccessfulHandlerExecution();
        assertThat(sealing.generations)
                .as("of the key that the last was sealed with")
                .endsWith(2);

        fixture(RedactedStream.class)
                .givenNoPriorActivity()
                .when(redact, caller(Actor.clock()))
                .expectException(refusal("unknown-stream"));
    }

    private static RedactionCommand command(String name) {
        return switch (name) {
            case "ask" -> ask();
            case "approve" -> new ApproveRedaction(ID);
            case "decline" -> new DeclineRedaction(ID, null);
            case "record" -> new RecordRedaction(ID);
            default -> new RecordErasure(ID, true);
        };
    }

    private static RequestRedaction ask() {
        return new RequestRedaction(ID, "ticket-1", PLACES, List.of(), WHY);
    }

    private static List<Object> before(String status) {
        List<Object> events = new ArrayList<>();
        if (!status.equals("none")) {
            events.add(said(new RedactionRequested("ticket-1", PLACES, List.of(), WHY), ONE));
        }
        if (status.equals("declined")) {
            events.add(said(new RedactionDeclined(null), OTHER));
        }
        if (Set.of("approved", "done", "erased").contains(status)) {
            events.add(said(new RedactionApproved(), OTHER));
        }
        if (Set.of("done", "erased").contains(status)) {
            events.add(said(new RedactionCarriedOut(), Actor.SYSTEM));
        }
        if (status.equals("erased")) {
            events.add(said(new RedactionErased(true), Actor.SYSTEM));
        }
        return events;
    }

    private static Object said(Event event, String actor) {
        return new GenericEventMessage<>(event, Map.of("actor", actor));
    }

    private <T> AggregateTestFixture<T> fixture(Class<T> aggregate) {
        AggregateTestFixture<T> fixture = new AggregateTestFixture<>(aggregate);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(
                new DirectoryDesk(Organisation.REFERENCE, sealing, InstantSource.fixed(NOW)));
        return fixture;
    }

    private <T> TestExecutor<T> given(Class<T> aggregate, List<Object> events) {
        return fixture(aggregate).given(events);
    }

    private static Map<String, Object> by(String person, Role role) {
        return caller(new Actor(person, Set.of(role), "api", null));
    }

    private static Map<String, Object> caller(Actor actor) {
        // the id of a request that nobody repeats
        return Caller.of(actor, UUID.randomUUID(), "hash");
    }

    private static org.hamcrest.Matcher<List<? super org.axonframework.eventhandling.EventMessage<?>>> matching(
            String name) {
        return new org.hamcrest.CustomMatcher<>("one " + name) {
            @Override
            public boolean matches(@Nullable Object events) {
                return events instanceof List<?> list
                        && list.size() == 1
                        && list.getFirst() instanceof org.axonframework.eventhandling.EventMessage<?> message
                        && message.getPayloadType().getSimpleName().equals(name);
            }
        };
    }

    private static org.hamcrest.Matcher<Refused> refusal(String code) {
        return new org.hamcrest.CustomMatcher<>("refused as " + code) {
            @Override
            public boolean matches(@Nullable Object thrown) {
                return thrown instanceof Refused refused && refused.code().equals(code);
            }
        };
    }
}
