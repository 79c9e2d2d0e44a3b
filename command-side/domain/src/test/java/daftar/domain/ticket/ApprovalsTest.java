package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.*;
import daftar.messages.workflow.HolderRule.*;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Any of, all of, one after the other; never by oneself, never by silence, and a decline is a decline. */
class ApprovalsTest {

    private static final HolderRule THREE =
            new EachOf(List.of(new Supervisor(), new ManagerOfDepartment(), new NamedPerson("security")));

    record Answer(String person, boolean approves) {}

    // ---- in sequence

    @Test
    void in_sequence_each_is_asked_once_the_one_before_has_approved() {
        Story story = raised(Quorum.IN_SEQUENCE, THREE, "requester");
        assertThat(story.ticket.holder()).isEqualTo(Holder.person("supervisor"));
        assertThat(story.refused("chief", new Approve(ID, null)).code()).isEqualTo("not-allowed");
        List<Event> events = story.does("supervisor", new Approve(ID, null));
        assertThat(events).hasSize(2);
        assertThat(events.get(1)).isInstanceOfSatisfying(StageEntered.class, entered -> {
            assertThat(entered.stage()).isEqualTo("first");
            assertThat(entered.outcome()).isNull();
            assertThat(entered.holder()).isEqualTo(Holder.person("chief"));
            assertThat(entered.rule()).isEqualTo("next-in-sequence");
        });
        assertThat(story.refused("supervisor", new Approve(ID, null)).code()).isEqualTo("not-allowed");
        story.does("chief", new Approve(ID, null));
        assertThat(story.ticket.holder()).isEqualTo(Holder.person("security"));
        assertThat(story.status()).isEqualTo(Status.AWAITING_APPROVAL);
        story.does("security", new Approve(ID, null));
        assertThat(story.ticket.place().stage()).isEqualTo("second");
    }

    @Test
    void a_decline_in_the_middle_of_a_sequence_ends_it() {
        Story story = raised(Quorum.IN_SEQUENCE, THREE, "requester").and("supervisor", new Approve(ID, null));
        story.does("chief", new Decline(ID, text()));
        assertThat(story.status()).isEqualTo(Status.DECLINED);
        assertThat(story.refused("security", new Approve(ID, null)).kind()).isNotEqualTo(Refused.Kind.STALE);
    }

    // ---- never by oneself

    @Test
    void an_approver_who_is_the_requester_is_passed_over_for_whom_their_rule_falls_back_to() {
        Story story = raised(Quorum.ALL, THREE, "security");
        assertThat(story.ticket.holder().people()).isNotEmpty().doesNotContain("security");
        assertThat(story.refused("security", new Approve(ID, null)).kind()).isEqualTo(Refused.Kind.FORBIDDEN);
        Story chief = raised(Quorum.IN_SEQUENCE, THREE, "chief");
        assertThat(chief.ticket.holder().people()).doesNotContain("chief");
    }

    // ---- never by silence

    @Test
    void an_approval_that_nobody_answers_stays_open_however_long() {
        for (Quorum quorum : Quorum.values()) {
            Story story = raised(quorum, THREE, "requester").later(Duration.ofDays(1_000));
            for (TicketCommand command : List.of(
                    new CloseUnconfirmed(ID),
                    new ResumeWork(ID, null),
                    new Approve(ID, null),
                    new Decline(ID, text()))) {
                assertThat(story.refused(Actor.SYSTEM, command).kind())
                        .isIn(Refused.Kind.FORBIDDEN, Refused.Kind.CONFLICT);
            }
            assertThat(story.status()).isEqualTo(Status.AWAITING_APPROVAL);
        }
    }

    // ---- whatever the order of answers

    /** Known elsewhere: a refusal was recorded as granted, and the second step was never created. */
    @Property(tries = 500)
    void a_decline_is_never_granted_and_the_second_approval_always_arrives(
            @ForAll("quorums") Quorum quorum,
            @ForAll("rules") HolderRule rule,
            @ForAll("requesters") String requester,
            @ForAll("answers") List<Answer> answers) {
        Story story = raised(quorum, rule, requester);
        boolean declined = false;
        Set<String> approved = new HashSet<>();
        Set<String> asked = new HashSet<>(story.ticket.holder().people());
        for (Answer answer : answers) {
            String stage = story.ticket.place().stage();
            Set<String> due = new HashSet<>(story.ticket.holder().people());
            List<Event> events = tried(story, answer);
            if (events.isEmpty()) {
                continue;
            }
            assertThat(answer.person()).as("nobody answers their own request").isNotEqualTo(requester);
            assertThat(due).as("only who is asked answers").contains(answer.person());
            assertThat(declined).as("nothing is answered after a decline").isFalse();
            if (!answer.approves()) {
                declined = true;
                assertThat(events).noneMatch(ApprovalGiven.class::isInstance);
                assertThat(story.status()).isEqualTo(Status.DECLINED);
                continue;
            }
            assertThat(events).noneMatch(ApprovalDeclined.class::isInstance);
            approved.add(answer.person());
            String now = story.ticket.place().stage();
            if (stage.equals("first") && !now.equals("first")) {
                assertThat(now).as("the second approval arrives").isEqualTo("second");
                assertThat(story.status()).isEqualTo(Status.AWAITING_APPROVAL);
                assertThat(story.ticket.holder().isNobody()).isFalse();
                if (quorum != Quorum.ANY) {
                    assertThat(approved).as("all who were asked have approved").containsAll(asked);
                }
                approved.clear();
                asked.clear();
            }
            if (stage.equals("second") && !now.equals("second")) {
                assertThat(now).isEqualTo("work");
                if (quorum != Quorum.ANY) {
                    assertThat(approved).containsAll(asked);
                }
            }
            asked.addAll(story.ticket.holder().people());
        }
        if (declined) {
            assertThat(story.status()).isEqualTo(Status.DECLINED);
            assertThat(story.log).extracting(Recorded::event).noneMatch(ApprovalsTest::isWork);
        }
    }

    private static boolean isWork(Event event) {
        return event instanceof StageEntered entered && entered.kind() == StageKind.WORK;
    }

    private static List<Event> tried(Story story, Answer answer) {
        TicketCommand command = answer.approves() ? new Approve(ID, null) : new Decline(ID, text());
        try {
            return new ArrayList<>(story.does(answer.person(), command));
        } catch (Refused refused) {
            return List.of();
        }
    }

    @Provide
    Arbitrary<Quorum> quorums() {
        return Arbitraries.of(Quorum.class);
    }

    @Provide
    Arbitrary<HolderRule> rules() {
        return Arbitraries.of(
                THREE,
                new Supervisor(),
                new HolderOfRole("DISPATCHER"),
                new FirstOf(List.of(new NamedPerson("requester"), new HolderOfRole("MANAGER"))),
                new EachOf(List.of(new NamedPerson("chief"), new HolderOfRole("DISPATCHER"), new Supervisor())));
    }

    @Provide
    Arbitrary<String> requesters() {
        return Arbitraries.of("requester", "chief", "supervisor", "security", "dispatcher", "stranger");
    }

    @Provide
    Arbitrary<List<Answer>> answers() {
        Arbitrary<String> people = Arbitraries.of(
                "requester", "supervisor", "boss", "chief", "security", "dispatcher", "dispatcher2", "manager");
        Arbitrary<Boolean> mostly = Arbitraries.of(true, true, true, true, true, true, true, false);
        return Combinators.combine(people, mostly)
                .as(Answer::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    private static Story raised(Quorum quorum, HolderRule rule, String requester) {
        Workflow flow = new Workflow(
                "own",
                1,
                LocalizedText.of("en", "own"),
                List.of(
                        approval("first", rule, quorum, "second"),
                        approval("second", rule, quorum, "work"),
                        stage(
                                "work",
                                StageKind.WORK,
                                new QueueOfTeam("team-network"),
                                Map.of("solved", "closed"),
                                null),
                        stage("closed", StageKind.END, new Nobody(), Map.of(), Status.CLOSED),
                        stage("declined", StageKind.END, new Nobody(), Map.of(), Status.DECLINED)),
                Duration.ofDays(1));
        Organisation house = Organisation.usual().publish(flow).choose(new WorkflowChoice(null, null, null, "own"));
        assertThat(house.person(requester).roles()).doesNotContain(Role.AUDITOR);
        return new Story(house).and(requester, Story.raise(null, "incident"));
    }

    private static Stage approval(String code, HolderRule rule, Quorum quorum, String next) {
        return new Stage(
                code,
                LocalizedText.of("en", code),
                StageKind.APPROVAL,
                rule,
                quorum,
                Duration.ofDays(1),
                Map.of("approved", next, "declined", "declined"),
                null);
    }

    private static Stage stage(
            String code, StageKind kind, HolderRule holder, Map<String, String> outcomes, Status end) {
        return new Stage(code, LocalizedText.of("en", code), kind, holder, null, null, outcomes, end);
    }
}
