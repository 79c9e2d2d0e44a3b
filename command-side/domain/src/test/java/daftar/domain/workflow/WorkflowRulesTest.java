package daftar.domain.workflow;

import static daftar.domain.directory.Organisation.REFERENCE;
import static daftar.domain.directory.Organisation.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.messages.Refused;
import daftar.messages.ticket.Status;
import daftar.messages.workflow.HolderRule;
import daftar.messages.workflow.HolderRule.Quorum;
import daftar.messages.workflow.Silence;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowFlaw;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowRulesTest {

    private static final HolderRule SOMEBODY = new HolderRule.QueueOfTeam("team-service-desk");
    private static final Stage END = end("end", Status.CLOSED);

    @ParameterizedTest
    @MethodSource("daftar.domain.workflow.ShippedWorkflows#all")
    void a_shipped_workflow_is_sound(Workflow workflow) {
        assertThat(WorkflowRules.flaws(workflow, REFERENCE, false)).isEmpty();
    }

    @Test
    void a_workflow_may_leave_confirmation_out() {
        assertThatCode(() -> check(work("work", Map.of("solved", "end")), END)).doesNotThrowAnyException();
    }

    @Test
    void a_stage_that_nothing_leads_to_is_refused() {
        wrong(
                "unreachable-stage",
                "workflow.stages[1]",
                "lost",
                work("work", Map.of("solved", "end")),
                work("lost", Map.of("solved", "end")),
                END);
    }

    @Test
    void a_ring_without_an_end_is_refused() {
        wrong(
                "endless-stage",
                "workflow.stages[1]",
                "again",
                work("work", Map.of("solved", "end", "more", "again")),
                work("again", Map.of("solved", "forever")),
                work("forever", Map.of("solved", "again")),
                END);
    }

    @Test
    void an_outcome_must_lead_to_a_stage_that_there_is() {
        wrong("unknown-stage", "workflow.stages[0].outcomes.solved", "work", work("work", Map.of("solved", "no")), END);
    }

    @Test
    void two_stages_of_one_code_are_refused() {
        wrong(
                "duplicate-stage",
                "workflow.stages[1].code",
                "work",
                work("work", Map.of("solved", "end")),
                work("work", Map.of("solved", "end")),
                END);
    }

    @Test
    void an_approval_can_be_given_and_declined() {
        wrong(
                "missing-outcome",
                "workflow.stages[0].outcomes.declined",
                "ask",
                approval(Quorum.ANY, Map.of("approved", "end")),
                END);
        wrong(
                "missing-outcome",
                "workflow.stages[0].outcomes.approved",
                "ask",
                approval(Quorum.ANY, Map.of("declined", "end")),
                END);
        wrong(
                "wrong-quorum",
                "workflow.stages[0].quorum",
                "ask",
                approval(null, Map.of("approved", "end", "declined", "end")),
                END);
    }

    @Test
    void other_kinds_need_their_outcomes_too() {
        wrong(
                "missing-outcome",
                "workflow.stages[0].outcomes.triaged",
                "s",
                stage("s", StageKind.TRIAGE, Map.of("solved", "end")),
                END);
        wrong(
                "missing-outcome",
                "workflow.stages[0].outcomes.rejected",
                "s",
                stage("s", StageKind.CONFIRMATION, Map.of("confirmed", "end")),
                END);
        wrong("missing-outcome", "workflow.stages[0].outcomes", "s", stage("s", StageKind.WORK, Map.of()), END);
        wrong("missing-outcome", "workflow.stages[0].outcomes", "s", stage("s", StageKind.EXTERNAL, Map.of()), END);
    }

    @Test
    void an_end_has_a_status_of_an_end_and_leads_nowhere() {
        Stage work = work("work", Map.of("solved", "end"));
        wrong("wrong-end", "workflow.stages[1].end", "end", work, end("end", null));
        wrong("wrong-end", "workflow.stages[1].end", "end", work, end("end", Status.RESOLVED));
        wrong(
                "end-with-outcomes",
                "workflow.stages[1].outcomes",
                "end",
                work,
                new Stage(
                        "end",
                        name("E"),
                        StageKind.END,
                        new HolderRule.Nobody(),
                        null,
                        null,
                        Map.of("solved", "work"),
                        Status.CLOSED));
        wrong(
                "wrong-end",
                "workflow.stages[0].end",
                "work",
                new Stage(
                        "work",
                        name("W"),
                        StageKind.WORK,
                        SOMEBODY,
                        null,
                        null,
                        Map.of("solved", "end"),
                        Status.CLOSED),
                END);
        wrong("end-first", "workflow.stages[0].kind", "end", END);
    }

    @Test
    void holders_must_be_known() {
        held("unknown-team", new HolderRule.QueueOfTeam("team-no"));
        held("unknown-team", new HolderRule.LeastLoadedOfTeam("team-no"));
        held("unknown-team", new HolderRule.RoundRobinOfTeam("team-no"));
        held("unknown-team", new HolderRule.LeadOnDutyOfTeam("team-no"));
        held("unknown-person", new HolderRule.NamedPerson("person-no"));
        held("unknown-role", new HolderRule.HolderOfRole("CHEF"));
        held("empty-rule", new HolderRule.FirstOf(List.of()));
        held("wrong-holder", new HolderRule.FirstOf(List.of(new HolderRule.FirstOf(List.of(SOMEBODY)))));
        held("wrong-holder", new HolderRule.Nobody());
        Refused inner = refused(
                work(
                        "work",
                        new HolderRule.FirstOf(List.of(SOMEBODY, new HolderRule.NamedPerson("person-no"))),
                        Map.of("solved", "end")),
                END);
        assertThat(inner.field()).isEqualTo("workflow.stages[0].holder.rules[1]");
    }

    @Test
    void durations_names_and_codes_must_make_sense() {
        Stage work = work("work", Map.of("solved", "end"));
        wrong(
                "wrong-due",
                "workflow.stages[0].due",
                "work",
                new Stage(
                        "work",
                        name("W"),
                        StageKind.WORK,
                        SOMEBODY,
                        null,
                        Duration.ZERO,
                        Map.of("solved", "end"),
                        null),
                END);
        assertThat(refused(new Workflow("choices", 1, name("X"), List.of(work, END), Duration.ZERO))
                        .code())
                .isEqualTo("reserved-name");
        assertThat(refused(new Workflow("Big", 1, name("X"), List.of(work, END), Duration.ZERO))
                        .code())
                .isEqualTo("malformed-code");
        assertThat(refused(new Workflow("x", 1, name("X"), List.of(work, END), Duration.ofDays(-1)))
                        .code())
                .isEqualTo("negative-duration");
        assertThat(refused(new Workflow("x", 1, name("X"), List.of(), Duration.ZERO))
                        .code())
                .isEqualTo("wrong-number-of-stages");
    }

    @Test
    void what_happens_in_silence_happens_in_order_and_where_somebody_is_waited_for() {
        Duration day = Duration.ofDays(1);
        Duration two = Duration.ofDays(2);
        Duration three = Duration.ofDays(3);
        Map<String, String> decided = Map.of("approved", "end", "declined", "end");
        Map<String, String> solved = Map.of("solved", "end");
        check(silent(StageKind.APPROVAL, decided, new Silence(day, two, three, null, null)), END);
        check(silent(StageKind.APPROVAL, decided, new Silence(null, null, day, null, null)), END);
        check(silent(StageKind.WORK, solved, new Silence(day, null, null, two, three)), END);
        check(silent(StageKind.WORK, solved, new Silence(null, null, null, null, null)), END);
        unsilent("passToSuperiorAfter", StageKind.APPROVAL, decided, new Silence(day, three, two, null, null));
        unsilent("passToSubstituteAfter", StageKind.APPROVAL, decided, new Silence(day, day, null, null, null));
        unsilent("remindAfter", StageKind.APPROVAL, decided, new Silence(Duration.ZERO, day, null, null, null));
        unsilent("closeAfter", StageKind.APPROVAL, decided, new Silence(day, null, null, null, two));
        unsilent("passToSuperiorAfter", StageKind.WORK, solved, new Silence(day, null, two, null, null));
        unsilent("closeAfter", StageKind.WORK, solved, new Silence(day, null, null, three, two));
        unsilent("closeAfter", StageKind.WORK, solved, new Silence(null, null, null, null, Duration.ofDays(100_000)));
        unsilent("remindAgainAfter", StageKind.WORK, solved, new Silence(null, null, null, day, null));
        Stage confirmation = new Stage(
                "work",
                name("C"),
                StageKind.CONFIRMATION,
                new HolderRule.TheRequester(),
                null,
                null,
                Map.of("confirmed", "end", "rejected", "work"),
                null,
                null,
                new Silence(day, null, null, null, null));
        wrong("wrong-silence", "workflow.stages[0].silence", "work", confirmation, END);
    }

    private static void unsilent(String field, StageKind kind, Map<String, String> outcomes, Silence silence) {
        wrong("wrong-silence", "workflow.stages[0].silence." + field, "work", silent(kind, outcomes, silence), END);
    }

    private static Stage silent(StageKind kind, Map<String, String> outcomes, Silence silence) {
        boolean approval = kind == StageKind.APPROVAL;
        HolderRule holder = approval ? new HolderRule.Supervisor() : SOMEBODY;
        Quorum quorum = approval ? Quorum.ANY : null;
        return new Stage("work", name("W"), kind, holder, quorum, null, outcomes, null, null, silence);
    }

    private static void held(String code, HolderRule holder) {
        wrong(code, "workflow.stages[0].holder", "work", work("work", holder, Map.of("solved", "end")), END);
    }

    private static void wrong(String code, String field, String stage, Stage... stages) {
        Refused refused = refused(stages);
        assertThat(refused).isNotNull().hasMessageContaining(stage);
        assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.field()).isEqualTo(field);
    }

    private static Refused refused(Stage... stages) {
        return catchThrowableOfType(Refused.class, () -> check(stages));
    }

    private static Refused refused(Workflow workflow) {
        return catchThrowableOfType(Refused.class, () -> check(workflow));
    }

    private static void check(Stage... stages) {
        check(new Workflow("x", 1, name("X"), List.of(stages), Duration.ofDays(1)));
    }

    private static void check(Workflow workflow) {
        List<WorkflowFlaw> flaws = WorkflowRules.flaws(workflow, REFERENCE, false);
        if (!flaws.isEmpty()) {
            WorkflowFlaw first = flaws.getFirst();
            throw Refused.invalid(first.code(), first.field(), first.detail());
        }
    }

    private static Stage approval(Quorum quorum, Map<String, String> outcomes) {
        return new Stage("ask", name("Ask"), StageKind.APPROVAL, SOMEBODY, quorum, null, outcomes, null);
    }

    private static Stage work(String code, Map<String, String> outcomes) {
        return stage(code, StageKind.WORK, outcomes);
    }

    private static Stage work(String code, HolderRule holder, Map<String, String> outcomes) {
        return new Stage(code, name(code), StageKind.WORK, holder, null, null, outcomes, null);
    }

    private static Stage stage(String code, StageKind kind, Map<String, String> outcomes) {
        return new Stage(code, name(code), kind, SOMEBODY, null, null, outcomes, null);
    }

    private static Stage end(String code, Status status) {
        return new Stage(code, name(code), StageKind.END, new HolderRule.Nobody(), null, null, Map.of(), status);
    }
}
