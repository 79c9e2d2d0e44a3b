package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.OTHER;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.StageKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever anybody asks in whatever order, a ticket stays a ticket. */
class AnyCourseOfTicketTest {

    private static final List<String> PEOPLE = List.of(
            "requester",
            "supervisor",
            "chief",
            "dispatcher",
            "specialist",
            "specialist2",
            "manager",
            "vendor",
            "importer",
            "stranger",
            "auditor",
            Actor.SYSTEM);

    private static final Set<Class<?>> AFTER_DECLINE = Set.of(WorkNoteAdded.class, TicketLinked.class);

    record Step(String person, TicketCommand command, int daysLater) {}

    @Property(tries = 400)
    void no_sequence_of_commands_breaks_a_ticket(@ForAll("types") String type, @ForAll("steps") List<Step> steps) {
        Story story = Story.begin().and("requester", Story.raise(null, type));
        for (Step step : steps) {
            story.later(Duration.ofDays(step.daysLater()));
            try {
                story.does(step.person(), step.command());
            } catch (Refused refused) {
                assertThat(refused.kind()).isNotIn(Refused.Kind.NOT_FOUND, Refused.Kind.STALE);
                assertThat(refused.getMessage()).isNotBlank();
            }
            stands(story);
        }
        sameWhenReplayed(story, steps);
        nothingAfterADecline(story.log);
    }

    private static void stands(Story story) {
        TicketState.Place place = story.ticket.place();
        assertThat(place.hold() != null)
                .as("on hold for a reason, else not: %s", story.log)
                .isEqualTo(place.status() == Status.ON_HOLD);
        assertThat(kinds(place.status())).contains(place.kind());
        assertThat(place.holder().isNobody()).as("whoever is to act is known").isEqualTo(place.kind() == StageKind.END);
        Recorded entered = story.log.stream()
                .filter(recorded -> recorded.event() instanceof StageEntered)
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(((StageEntered) entered.event()).stage()).isEqualTo(place.stage());
        assertThat(story.ticket.revision()).isEqualTo(story.log.size() - 1L);
        assertThat(story.ticket.milestones().closedAt() != null)
                .isEqualTo(place.status().isEnd());
    }

    private static Set<StageKind> kinds(Status status) {
        return switch (status) {
            case AWAITING_APPROVAL -> Set.of(StageKind.APPROVAL);
            case NEW -> Set.of(StageKind.TRIAGE);
            case ASSIGNED, IN_PROGRESS -> Set.of(StageKind.WORK);
            case ON_HOLD -> Set.of(StageKind.TRIAGE, StageKind.WORK, StageKind.EXTERNAL);
            case RESOLVED -> Set.of(StageKind.CONFIRMATION);
            case CLOSED, DECLINED, CANCELLED -> Set.of(StageKind.END);
        };
    }

    /** A state folded from the log decides as the one that lived through it. */
    private static void sameWhenReplayed(Story story, List<Step> steps) {
        TicketState replayed = null;
        for (Recorded recorded : story.log) {
            replayed = TicketFold.evolve(replayed, recorded);
        }
        assertThat(replayed).isEqualTo(story.ticket);
        for (Step step : steps) {
            Object live = answer(story, story.ticket, step);
            assertThat(answer(story, replayed, step)).isEqualTo(live);
        }
    }

    private static Object answer(Story story, TicketState state, Step step) {
        DecisionContext context =
                new DecisionContext(ID, story.house.actor(step.person()), story.now, story.house, () -> "T-1");
        try {
            Decision decision = TicketDecider.decide(state, step.command(), context);
            return decision;
        } catch (Refused refused) {
            return refused.code();
        }
    }

    private static void nothingAfterADecline(List<Recorded> log) {
        boolean declined = false;
        for (Recorded recorded : log) {
            Event event = recorded.event();
            if (declined
                    && !(event instanceof StageEntered(var s, var kind, var o, var h, var r, var d, var p)
                            && kind == StageKind.END)) {
                assertThat(AFTER_DECLINE).contains(event.getClass());
            }
            declined |= event instanceof TicketDeclined;
        }
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of("incident", "service-request", "purchase-request", "access-request");
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(Arbitraries.of(PEOPLE), commands(), Arbitraries.of(0, 0, 0, 1, 8, 20))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    private static Arbitrary<TicketCommand> commands() {
        Arbitrary<String> person = Arbitraries.of("specialist", "specialist2", "dispatcher", "requester", "vendor");
        return Arbitraries.<TicketCommand>frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.of(new Approve(ID, null), new Decline(ID, text()))),
                net.jqwik.api.Tuple.of(3, Arbitraries.of(Story.triage(), Story.triage("specialist"))),
                net.jqwik.api.Tuple.of(3, person.map(Story::assign)),
                net.jqwik.api.Tuple.of(2, person.map(Story::referToPerson)),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(Story.referToVendor("vendor"))),
                net.jqwik.api.Tuple.of(1, person.map(to -> new ReturnTicket(ID, to, text()))),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(new ReturnTicket(ID, null, text()))),
                net.jqwik.api.Tuple.of(4, Arbitraries.of(new StartWork(ID), new ResumeWork(ID, null))),
                net.jqwik.api.Tuple.of(3, Arbitraries.of(HoldReason.values()).map(Story::hold)),
                net.jqwik.api.Tuple.of(3, Arbitraries.of(new AddComment(ID, text()), new AddWorkNote(ID, text()))),
                net.jqwik.api.Tuple.of(
                        4,
                        Arbitraries.of(
                                new ResolveTicket(ID, Story.solution()),
                                new ConfirmResolution(ID, 3, null),
                                new RejectResolution(ID, text()),
                                new ReopenTicket(ID, text()),
                                new CloseUnconfirmed(ID))),
                net.jqwik.api.Tuple.of(
                        2,
                        Arbitraries.of(
                                new LogWork(ID, "a", Story.work(3)),
                                new LogWork(ID, null, Story.work(3)),
                                new CorrectWork(ID, "a", null, text()),
                                new ChangePriority(ID, Impact.HIGH, Urgency.HIGH, null),
                                new Reclassify(ID, null, "mail", null, null, null, null),
                                new LinkTicket(ID, LinkKind.RELATES, OTHER),
                                new ChangeOwner(ID, "manager", null),
                                new Escalate(ID, null, text()),
                                new CompleteStage(ID, "delivered", null),
                                new CompleteStage(ID, "returned", null),
                                new MoveToStage(ID, "work", text()),
                                new MoveToStage(ID, "triage", text()))),
                net.jqwik.api.Tuple.of(
                        1,
                        Arbitraries.of(
                                new CloseTicket(ID, CloseReason.VOID, null),
                                new MergeTicket(ID, OTHER, null),
                                new CancelTicket(ID, text()))));
    }
}
