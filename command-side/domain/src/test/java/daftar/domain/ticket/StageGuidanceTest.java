package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.LocalizedText;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.*;
import daftar.messages.workflow.HolderRule.*;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a stage asks before it is left, and a ticket's move to a newer version of its workflow. */
class StageGuidanceTest {

    private static final Guidance GUIDANCE = new Guidance(
            name("Call back first"),
            List.of(new Guidance.Item("backed-up", name("Backed up"))),
            List.of(new Guidance.Item("serial", name("Serial number?"))),
            Map.of("solved", List.of("serial", "backed-up", "work"), "sent-in", List.of("category")));

    @Test
    void a_stage_is_not_left_by_an_outcome_before_what_it_requires_is_there() {
        Story story = working();
        ResolveTicket resolve = new ResolveTicket(ID, Story.solution());
        requires(story, resolve, "answers.serial");
        story.does("specialist", new AnswerStage(ID, Map.of("serial", text()), List.of()));
        requires(story, resolve, "done.backed-up");
        story.does("specialist", new AnswerStage(ID, Map.of(), List.of("backed-up")));
        requires(story, resolve, "work");
        story.does("specialist", new LogWork(ID, "a", Story.work(5)));
        story.does("specialist", resolve);
        assertThat(story.status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void work_that_was_struck_out_is_none() {
        Story story = working()
                .and("specialist", new AnswerStage(ID, Map.of("serial", text()), List.of("backed-up")))
                .and("specialist", new LogWork(ID, "a", Story.work(5)))
                .and("specialist", new CorrectWork(ID, "a", null, text()));
        requires(story, new ResolveTicket(ID, Story.solution()), "work");
    }

    @Test
    void each_outcome_requires_its_own() {
        Story story = working();
        requires(story, new CompleteStage(ID, "sent-in", null), "category");
        story.does("specialist", new Reclassify(ID, null, "mail", null, null, null, null));
        story.does("specialist", new CompleteStage(ID, "sent-in", null));
        assertThat(story.ticket.place().stage()).isEqualTo("confirmation");
    }

    @Test
    void only_what_the_stage_asks_is_answered_and_the_same_tick_twice_is_nothing() {
        Story story = working();
        refused(story, new AnswerStage(ID, Map.of("colour", Text.of("red")), List.of()), "not-asked", "answers.colour");
        refused(story, new AnswerStage(ID, Map.of("backed-up", text()), List.of()), "not-asked", "answers.backed-up");
        refused(story, new AnswerStage(ID, Map.of(), List.of("serial")), "not-asked", "done[0]");
        refused(story, new AnswerStage(ID, Map.of(), List.of()), "nothing-answered", "answers");
        AnswerStage tick = new AnswerStage(ID, Map.of(), List.of("backed-up"));
        assertThat(story.does("specialist", tick)).containsExactly(new StageAnswered("work", Map.of(), tick.done()));
        assertThat(story.does("specialist", tick)).isEmpty();
    }

    @Test
    void what_was_answered_is_asked_again_when_the_stage_is_entered_again() {
        Story story = working()
                .and("specialist", new AnswerStage(ID, Map.of("serial", text()), List.of("backed-up")))
                .and("specialist", new LogWork(ID, "a", Story.work(5)))
                .and("specialist", new ResolveTicket(ID, Story.solution()))
                .and("requester", new RejectResolution(ID, text()));
        requires(story, new ResolveTicket(ID, Story.solution()), "answers.serial");
    }

    @Test
    void a_manager_gets_a_ticket_out_whatever_is_missing() {
        Story story = working();
        story.does("manager", new CloseTicket(ID, CloseReason.VOID, null));
        assertThat(story.status()).isEqualTo(Status.CLOSED);
    }

    // ---- a newer version

    @Test
    void a_ticket_stays_on_its_version_until_a_manager_moves_it() {
        Story story = working();
        story.house.publish(flow(2, "work", null));
        assertThat(story.refused("specialist", migrate(2, Map.of())).kind()).isEqualTo(Refused.Kind.FORBIDDEN);
        requires(story, new ResolveTicket(ID, Story.solution()), "answers.serial");
        assertThat(story.does("manager", migrate(2, Map.of())))
                .containsExactly(new TicketMovedToVersion("own", 1, 2, "work", "work", text()));
        assertThat(story.ticket.origin().workflowVersion()).isEqualTo(2);
        assertThat(story.status()).isEqualTo(Status.IN_PROGRESS);
        story.does("specialist", new ResolveTicket(ID, Story.solution()));
        assertThat(story.status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void a_stage_that_is_gone_is_mapped_and_whoever_works_keeps_the_ticket() {
        Story story = working();
        story.house.publish(flow(2, "repair", null));
        refused(story, "manager", migrate(2, Map.of()), "unmapped-stage", "stages.work");
        refused(story, "manager", migrate(2, Map.of("work", "none")), "unknown-stage", "stages.work");
        refused(story, "manager", migrate(2, Map.of("none", "repair")), "unknown-stage", "stages.none");
        refused(story, "manager", migrate(2, Map.of("work", "closed")), "wrong-stage", "stages.work");
        refused(story, "manager", migrate(2, Map.of("work", "confirmation")), "wrong-stage", "stages.work");
        refused(story, "manager", migrate(3, Map.of()), "unknown-version", "toVersion");
        refused(story, "manager", migrate(1, Map.of()), "older-version", "toVersion");
        story.does("manager", migrate(2, Map.of("work", "repair")));
        assertThat(story.ticket.place().stage()).isEqualTo("repair");
        assertThat(story.ticket.holder()).isEqualTo(Holder.person("specialist"));
        assertThat(story.status()).isEqualTo(Status.ASSIGNED);
    }

    @Test
    void approvals_of_the_old_version_are_asked_for_again() {
        Stage ask = new Stage(
                "ask",
                name("Ask"),
                StageKind.APPROVAL,
                new HolderOfRole("DISPATCHER"),
                Quorum.ALL,
                null,
                Map.of("approved", "work", "declined", "closed"),
                null);
        Organisation house = Organisation.usual()
                .publish(flow(1, "work", ask))
                .publish(flow(2, "work", ask))
                .choose(new WorkflowChoice(null, null, null, "own"));
        Workflow first = flow(1, "work", ask);
        Story story = new Story(house.publish(first));
        story.house.publish(flow(3, "work", ask));
        story.and("requester", Story.raise(null, "incident")).and("dispatcher", new Approve(ID, null));
        story.house.publish(flow(4, "work", ask));
        story.does("manager", migrate(4, Map.of()));
        story.does("dispatcher2", new Approve(ID, null));
        assertThat(story.status()).isEqualTo(Status.AWAITING_APPROVAL);
        story.does("dispatcher", new Approve(ID, null));
        assertThat(story.ticket.place().stage()).isEqualTo("work");
    }

    private static MigrateTicket migrate(int version, Map<String, String> stages) {
        return new MigrateTicket(ID, version, stages, text());
    }

    private static void requires(Story story, TicketCommand command, String field) {
        refused(story, command, "required-by-stage", field);
    }

    private static void refused(Story story, TicketCommand command, String code, String field) {
        refused(story, "specialist", command, code, field);
    }

    private static void refused(Story story, String person, TicketCommand command, String code, String field) {
        Refused refused = story.refused(person, command);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID);
    }

    private static Story working() {
        Organisation house =
                Organisation.usual().publish(flow(1, "work", null)).choose(new WorkflowChoice(null, null, null, "own"));
        return new Story(house)
                .and("requester", Story.raise(null, "incident"))
                .and("manager", Story.assign("specialist"))
                .and("specialist", new StartWork(ID));
    }

    /** Version 1 requires something; later ones do not. */
    private static Workflow flow(int version, String work, Stage before) {
        Stage doing = new Stage(
                work,
                name("Work"),
                StageKind.WORK,
                new QueueOfTeam("team-network"),
                null,
                null,
                Map.of("solved", "confirmation", "sent-in", "confirmation"),
                null,
                version == 1 ? GUIDANCE : null);
        Stage confirmation = new Stage(
                "confirmation",
                name("Confirmation"),
                StageKind.CONFIRMATION,
                new TheRequester(),
                null,
                Duration.ofDays(7),
                Map.of("confirmed", "closed", "rejected", work),
                null);
        Stage closed =
                new Stage("closed", name("Closed"), StageKind.END, new Nobody(), null, null, Map.of(), Status.CLOSED);
        List<Stage> stages =
                before == null ? List.of(doing, confirmation, closed) : List.of(before, doing, confirmation, closed);
        return new Workflow("own", version, name("Own"), stages, Duration.ofDays(1));
    }

    private static LocalizedText name(String text) {
        return LocalizedText.of("en", text);
    }
}
