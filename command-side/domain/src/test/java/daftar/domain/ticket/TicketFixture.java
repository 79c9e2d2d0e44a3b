package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.domain.Sealing;
import daftar.domain.StreamOfCommand;
import daftar.domain.Unsealed;
import daftar.messages.Event;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.sla.SlaTerms;
import daftar.messages.sla.SlaTerms.PointAt;
import daftar.messages.sla.Target;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.StageKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;

/** One ticket in Axon's fixture: given what a {@link Story} appended, a command, and what is expected of it. */
abstract class TicketFixture {

    static final String COMMAND_ID = "5b0e1a52-0000-5000-8000-000000000001";
    static final Duration WEEK = Duration.ofDays(7);

    final List<String> prepared = new ArrayList<>();

    /** Where there is what tickets are given. */
    final RememberedFiles files = new RememberedFiles();

    Instant now = Story.START;

    // ---- stories

    static Story incident() {
        return Story.begin().and("requester", Story.raise(null, "incident"));
    }

    static Story request() {
        return Story.begin().and("requester", Story.raise(null, "service-request"));
    }

    static Story assigned() {
        return incident().and("dispatcher", Story.triage("specialist"));
    }

    static Story working() {
        return assigned().and("specialist", new StartWork(ID));
    }

    static Story resolved() {
        return working().and("specialist", new ResolveTicket(ID, Story.solution()));
    }

    static Story closed() {
        return resolved().and("requester", new ConfirmResolution(ID, null, null));
    }

    // ---- events

    static TicketRaised raised(String requester, String type) {
        return raised(requester, type, null);
    }

    static TicketRaised raised(String requester, String type, String externalRef) {
        return new TicketRaised(
                "T-1000",
                requester,
                Channel.PORTAL,
                type,
                null,
                null,
                null,
                null,
                "department-sales",
                "incident",
                1,
                "en",
                Text.of("No network"),
                null,
                List.of(),
                List.of(),
                null,
                Map.of(),
                externalRef,
                List.of("department-sales"),
                null);
    }

    StageEntered triageStage(String outcome) {
        return new StageEntered(
                "triage",
                StageKind.TRIAGE,
                outcome,
                Holder.team("team-service-desk"),
                "team instead of owner-of-category",
                now.plus(Duration.ofMinutes(30)));
    }

    static StageEntered confirmation(Instant now, String outcome) {
        return new StageEntered(
                "confirmation",
                StageKind.CONFIRMATION,
                outcome,
                Holder.person("requester"),
                "requester",
                now.plus(WEEK));
    }

    static StageEntered end(String stage, String outcome) {
        return new StageEntered(stage, StageKind.END, outcome, Holder.NOBODY, null, null);
    }

    /** As it comes with Daftar, and nobody has responded yet. */
    static TargetsSet targets(Instant from, int responseMinutes, int resolutionMinutes) {
        List<PointAt> points = new ArrayList<>(points(Target.RESPONSE, from, responseMinutes));
        points.addAll(points(Target.RESOLUTION, from, resolutionMinutes));
        points.sort(Comparator.comparing(PointAt::at).thenComparing(PointAt::target));
        return targets(
                from.plus(Duration.ofMinutes(responseMinutes)),
                from.plus(Duration.ofMinutes(resolutionMinutes)),
                resolutionMinutes == 60,
                points);
    }

    /** The same once somebody has responded: what was promised for that stays. */
    static TargetsSet targetsAfterResponse(Instant response, Instant from, int resolutionMinutes, boolean urgent) {
        return targets(
                response,
                from.plus(Duration.ofMinutes(resolutionMinutes)),
                urgent,
                points(Target.RESOLUTION, from, resolutionMinutes));
    }

    private static TargetsSet targets(Instant response, Instant resolution, boolean urgent, List<PointAt> points) {
        return new TargetsSet(
                response,
                resolution,
                "default",
                "around-the-clock",
                null,
                new SlaTerms(1, urgent ? "urgent" : "normal", 1, false, List.of(), false, points));
    }

    private static List<PointAt> points(Target target, Instant from, int minutes) {
        return Stream.of(50, 80, 100)
                .map(percent -> new PointAt(
                        target,
                        percent,
                        from.plus(Duration.ofMinutes(minutes)
                                .multipliedBy(percent)
                                .dividedBy(100))))
                .toList();
    }

    static Work costing(String amount, String currency, String quantity) {
        CostLine line = new CostLine(
                CostKind.MATERIAL,
                new BigDecimal(quantity),
                new daftar.messages.Money(new BigDecimal(amount), currency),
                null,
                null);
        return new Work(null, 5, "repair", List.of(line), null);
    }

    // ---- Axon's fixture, given what a story appended

    /** The command a minute after the story's last; expected events are to be made after this, from {@link #now}. */
    Prepared when(Story story, String person, TicketCommand command) {
        return new Prepared(story, person, command);
    }

    /** Runs when the expected events are known, since they are written with {@link #now}. */
    final class Prepared {
        private final ResultValidator<Ticket> result;

        Prepared(Story story, String person, TicketCommand command) {
            now = story.now;
            result = fixture(story).given(events(story)).when(command, metadata(story, person, "hash"));
        }

        ResultValidator<Ticket> expectEvents(Event... events) {
            return result.expectEvents((Object[]) events);
        }

        ResultValidator<Ticket> expectNoEvents() {
            return result.expectNoEvents();
        }
    }

    org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
            Story story, String person, TicketCommand command, Refused.Kind kind, String code) {
        now = story.now;
        ResultValidator<Ticket> result =
                fixture(story).given(events(story)).when(command, metadata(story, person, "hash"));
        Refused refused = refusal(result.expectNoEvents().expectException(Refused.class));
        assertThat(refused.kind()).isEqualTo(kind);
        assertThat(refused.code()).isEqualTo(code);
        return assertThat(refused);
    }

    static org.hamcrest.Matcher<List<? super EventMessage<?>>> stored(java.util.function.Consumer<MetaData> check) {
        return new org.hamcrest.TypeSafeMatcher<>() {
            @Override
            protected boolean matchesSafely(List<? super EventMessage<?>> events) {
                assertThat(events).isNotEmpty();
                events.forEach(event -> check.accept(((EventMessage<?>) event).getMetaData()));
                return true;
            }

            @Override
            public void describeTo(org.hamcrest.Description description) {
                description.appendText("events with the expected metadata");
            }
        };
    }

    static Refused refusal(ResultValidator<Ticket> result) {
        Refused[] seen = new Refused[1];
        result.expectException(new org.hamcrest.TypeSafeMatcher<Throwable>() {
            @Override
            protected boolean matchesSafely(Throwable thrown) {
                seen[0] = (Refused) thrown;
                return true;
            }

            @Override
            public void describeTo(org.hamcrest.Description description) {
                description.appendText("a refusal");
            }
        });
        return seen[0];
    }

    AggregateTestFixture<Ticket> fixture(Story story) {
        Sealing sealing = new Unsealed() {
            @Override
            public void prepare(String stream) {
                prepared.add(stream);
            }
        };
        InstantSource clock = () -> story.now;
        AggregateTestFixture<Ticket> fixture = new AggregateTestFixture<>(Ticket.class);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(
                new TicketDesk(story.house, Loads.NONE, () -> "T-1000", sealing, clock, files, story.limits));
        return fixture;
    }

    static List<EventMessage<?>> events(Story story) {
        List<EventMessage<?>> events = new ArrayList<>();
        for (Recorded recorded : story.log) {
            events.add(new GenericEventMessage<>(recorded.event(), recorded.metadata()));
        }
        return events;
    }

    static MetaData metadata(Story story, String person, String hash) {
        return MetaData.with(Meta.CALLER, story.house.actor(person))
                .and(Meta.COMMAND_ID, COMMAND_ID)
                .and(Meta.REQUEST_HASH, hash);
    }

    static MetaData stored(Story story, String person, String hash) {
        Map<String, String> stored = new HashMap<>();
        stored.put(Meta.ACTOR, person);
        stored.put(Meta.OCCURRED_AT, story.now.toString());
        stored.put(Meta.COMMAND_ID, COMMAND_ID);
        stored.put(Meta.REQUEST_HASH, hash);
        return MetaData.from(stored);
    }
}
