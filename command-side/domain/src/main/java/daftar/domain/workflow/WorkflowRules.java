package daftar.domain.workflow;

import static daftar.messages.workflow.Outcome.APPROVED;
import static daftar.messages.workflow.Outcome.CONFIRMED;
import static daftar.messages.workflow.Outcome.DECLINED;
import static daftar.messages.workflow.Outcome.REJECTED;
import static daftar.messages.workflow.Outcome.TRIAGED;

import daftar.domain.Words;
import daftar.messages.Limits;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.ticket.Status;
import daftar.messages.workflow.Guidance;
import daftar.messages.workflow.HolderRule;
import daftar.messages.workflow.HolderRule.ChosenByTriage;
import daftar.messages.workflow.HolderRule.EachOf;
import daftar.messages.workflow.HolderRule.FirstOf;
import daftar.messages.workflow.HolderRule.HolderOfRole;
import daftar.messages.workflow.HolderRule.LeadOnDutyOfTeam;
import daftar.messages.workflow.HolderRule.LeastLoadedOfTeam;
import daftar.messages.workflow.HolderRule.ManagerOfDepartment;
import daftar.messages.workflow.HolderRule.NamedPerson;
import daftar.messages.workflow.HolderRule.Nobody;
import daftar.messages.workflow.HolderRule.OwnerOfCategory;
import daftar.messages.workflow.HolderRule.Provider;
import daftar.messages.workflow.HolderRule.QueueOfTeam;
import daftar.messages.workflow.HolderRule.RoundRobinOfTeam;
import daftar.messages.workflow.HolderRule.Supervisor;
import daftar.messages.workflow.HolderRule.TheRequester;
import daftar.messages.workflow.HolderRule.WhoHadItBefore;
import daftar.messages.workflow.Silence;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowFlaw;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow must be so that no ticket can get stuck in it: its words are well formed, its outcomes lead to stages
 * that there are, every stage can be reached, and from every stage an end can be reached. Each flaw names the stage.
 */
final class WorkflowRules {

    private static final Set<Status> ENDS = EnumSet.of(Status.CLOSED, Status.DECLINED, Status.CANCELLED);

    /** Its stream is that of the rules which choose a workflow. */
    private static final String RESERVED = "choices";

    private static final Duration LONGEST_SILENCE = Duration.ofDays(1_000);

    private final Workflow workflow;
    private final @Nullable Reference reference;
    private final boolean strict;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<WorkflowFlaw> flaws = new ArrayList<>();

    private WorkflowRules(Workflow workflow, @Nullable Reference reference, boolean strict) {
        this.workflow = workflow;
        this.reference = reference;
        this.strict = strict;
    }

    /**
     * All that is wrong; empty for a sound workflow.
     *
     * @param strict whether each rule must find somebody now, too, without the help of a fallback; a new installation
     *     has nobody yet
     */
    static List<WorkflowFlaw> flaws(Workflow workflow, Reference reference, boolean strict) {
        WorkflowRules rules = new WorkflowRules(workflow, reference, strict);
        rules.keepable();
        if (rules.flaws.isEmpty()) {
            rules.sound();
        }
        return List.copyOf(rules.flaws);
    }

    /** What would keep even a draft from being kept. */
    static List<WorkflowFlaw> unkeepable(Workflow workflow) {
        WorkflowRules rules = new WorkflowRules(workflow, null, false);
        rules.keepable();
        return List.copyOf(rules.flaws);
    }

    private void keepable() {
        attempt(null, () -> Words.code(workflow.name(), "workflow.name"));
        if (workflow.name().equals(RESERVED)) {
            wrong("reserved-name", "workflow.name", "\"choices\" cannot be a workflow's name.");
        }
        attempt(null, () -> Words.name(workflow.title(), "workflow.title"));
        if (workflow.reopenWithin().isNegative()) {
            wrong("negative-duration", "workflow.reopenWithin", "workflow.reopenWithin must not be negative.");
        }
        List<Stage> stages = workflow.stages();
        if (stages.isEmpty() || stages.size() > Limits.ENTRIES) {
            wrong("wrong-number-of-stages", "workflow.stages", "A workflow has 1 to " + Limits.ENTRIES + " stages.");
        }
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            String path = path(i);
            attempt(stage, () -> Words.code(stage.code(), path + ".code"));
            if (places.putIfAbsent(stage.code(), i) != null) {
                wrong("duplicate-stage", path + ".code", stage, "is there twice.");
            }
            attempt(stage, () -> Words.name(stage.name(), path + ".name"));
            stage.outcomes()
                    .keySet()
                    .forEach(outcome -> attempt(stage, () -> Words.code(outcome, path + ".outcomes." + outcome)));
        }
    }

    private void sound() {
        List<Stage> stages = workflow.stages();
        for (int i = 0; i < stages.size(); i++) {
            check(stages.get(i), path(i));
        }
        if (stages.getFirst().kind() == StageKind.END) {
            wrong("end-first", path(0) + ".kind", stages.getFirst(), "is an END and cannot be the first.");
        }
        everyStageIsReached(stages);
        everyPathEnds(stages);
    }

    private void check(Stage stage, String path) {
        if (stage.due() != null && !stage.due().isPositive()) {
            wrong("wrong-due", path + ".due", stage, "must have more time than none, or no due time.");
        }
        stage.outcomes().forEach((outcome, next) -> {
            if (!places.containsKey(next)) {
                wrong(
                        "unknown-stage",
                        path + ".outcomes." + outcome,
                        stage,
                        "leads by \"" + outcome + "\" to " + next + ", which is none.");
            }
        });
        switch (stage.kind()) {
            case APPROVAL -> needs(stage, path, APPROVED, DECLINED);
            case TRIAGE -> needs(stage, path, TRIAGED);
            case CONFIRMATION -> needs(stage, path, CONFIRMED, REJECTED);
            case WORK, EXTERNAL -> {
                if (stage.outcomes().isEmpty()) {
                    wrong("missing-outcome", path + ".outcomes", stage, "has no outcome, so nothing leaves it.");
                }
            }
            case END -> {
                if (!stage.outcomes().isEmpty()) {
                    wrong("end-with-outcomes", path + ".outcomes", stage, "is an END and leads nowhere.");
                }
            }
        }
        if ((stage.kind() == StageKind.APPROVAL) != (stage.quorum() != null)) {
            wrong("wrong-quorum", path + ".quorum", stage, "must have a quorum if, and only if, it is an APPROVAL.");
        }
        boolean endsWell = stage.end() != null && ENDS.contains(stage.end());
        if (stage.kind() == StageKind.END ? !endsWell : stage.end() != null) {
            wrong("wrong-end", path + ".end", stage, "must end as one of " + ENDS + " if, and only if, it is an END.");
        }
        if ((stage.kind() == StageKind.END) != (stage.holder() instanceof Nobody)) {
            wrong("wrong-holder", path + ".holder", stage, "is held by nobody if, and only if, it is an END.");
        }
        holder(stage.holder(), stage, path + ".holder", strict);
        if (stage.guidance() != null) {
            guidance(stage.guidance(), stage, path + ".guidance");
        }
        if (stage.silence() != null) {
            silence(stage.silence(), stage, path + ".silence");
        }
    }

    private void silence(Silence silence, Stage stage, String field) {
        boolean approval = stage.kind() == StageKind.APPROVAL;
        if (stage.kind() == StageKind.CONFIRMATION || stage.kind() == StageKind.END) {
            wrong(
                    "wrong-silence",
                    field,
                    stage,
                    "asks nobody who could be silent; of a CONFIRMATION its due time says when it is closed.");
            return;
        }
        Duration before = times(silence.remindAfter(), true, null, stage, field + ".remindAfter");
        before = times(silence.passToSubstituteAfter(), approval, before, stage, field + ".passToSubstituteAfter");
        before = times(silence.passToSuperiorAfter(), approval, before, stage, field + ".passToSuperiorAfter");
        before = times(silence.remindAgainAfter(), !approval, before, stage, field + ".remindAgainAfter");
        times(silence.closeAfter(), !approval, before, stage, field + ".closeAfter");
        if (silence.remindAgainAfter() != null && silence.remindAfter() == null) {
            wrong("wrong-silence", field + ".remindAgainAfter", stage, "reminds again without remindAfter.");
        }
    }

    /** The last time so far: nothing is done before, or together with, what comes before it. */
    private @Nullable Duration times(
            @Nullable Duration time, boolean fits, @Nullable Duration before, Stage stage, String field) {
        if (time == null) {
            return before;
        }
        if (!fits) {
            wrong(
                    "wrong-silence",
                    field,
                    stage,
                    "is of kind " + stage.kind() + "; "
                            + (stage.kind() == StageKind.APPROVAL
                                    ? "an approval takes remindAfter, passToSubstituteAfter and passToSuperiorAfter."
                                    : "a hold for the requester takes remindAfter, remindAgainAfter and closeAfter."));
        } else if (time.compareTo(LONGEST_SILENCE) > 0) {
            wrong("wrong-silence", field, stage, "must give at most " + LONGEST_SILENCE.toDays() + " days.");
        } else if (!time.isPositive() || before != null && time.compareTo(before) <= 0) {
            wrong(
                    "wrong-silence",
                    field,
                    stage,
                    before == null
                            ? "must give more time than none."
                            : "must give more time than " + before + ", after which the step before it comes.");
        }
        return time;
    }

    private void needs(Stage stage, String path, String... outcomes) {
        for (String outcome : outcomes) {
            if (!stage.outcomes().containsKey(outcome)) {
                wrong(
                        "missing-outcome",
                        path + ".outcomes." + outcome,
                        stage,
                        "is a stage of kind " + stage.kind() + " and must have the outcome \"" + outcome + "\".");
            }
        }
    }

    private void holder(HolderRule rule, Stage stage, String field, boolean somebody) {
        switch (rule) {
            case NamedPerson(String person) -> {
                if (known().person(person) == null) {
                    wrong("unknown-person", field, stage, "names " + person + ", a person that nobody knows.");
                }
            }
            case QueueOfTeam(String team) -> team(team, stage, field);
            case LeastLoadedOfTeam(String team) -> members(team, stage, field, somebody);
            case RoundRobinOfTeam(String team) -> members(team, stage, field, somebody);
            case LeadOnDutyOfTeam(String team) -> {
                team(team, stage, field);
                Reference.Team found = known().team(team);
                boolean leads = found != null
                        && (!found.leads().isEmpty()
                                || found.rota() != null
                                        && found.rota().shifts().stream().anyMatch(shift -> shift.lead() != null));
                if (somebody && found != null && !leads) {
                    wrong("nobody-found", field, stage, "asks for the lead of " + team + ", which has none.");
                }
            }
            case HolderOfRole(String name) -> {
                Role role = role(name);
                if (role == null && known().post(name) == null) {
                    wrong("unknown-role", field, stage, "names " + name + ", which is neither a role nor a post.");
                } else if (somebody
                        && (role == null ? known().holdersOfPost(name) : known().holdersOf(role)).isEmpty()) {
                    wrong("nobody-found", field, stage, "asks for " + name + ", which nobody is.");
                }
            }
            case Provider(String vendor) -> attempt(stage, () -> Words.id(vendor, "vendor-", field + ".vendor"));
            case FirstOf(List<HolderRule> rules) -> several(rules, stage, field, false);
            case EachOf(List<HolderRule> rules) -> several(rules, stage, field, somebody);
            case Supervisor(),
                    ManagerOfDepartment(),
                    OwnerOfCategory(),
                    ChosenByTriage(),
                    WhoHadItBefore(),
                    TheRequester(),
                    Nobody() -> {}
        }
        boolean simple = !(rule instanceof FirstOf) && !(rule instanceof EachOf) && !(rule instanceof Nobody);
        if (simple && stage.kind() == StageKind.APPROVAL && !asksPeople(rule)) {
            wrong(
                    "wrong-holder",
                    field,
                    stage,
                    "is an APPROVAL and must ask the supervisor, the department's manager, a role or a person.");
        }
        if (rule instanceof EachOf && stage.kind() != StageKind.APPROVAL) {
            wrong("wrong-holder", field, stage, "is no APPROVAL and cannot be held by each of several rules.");
        }
    }

    private void several(List<HolderRule> rules, Stage stage, String field, boolean somebody) {
        if (rules.isEmpty()) {
            wrong("empty-rule", field, stage, "is held by the first, or each, of no rules.");
        }
        for (int i = 0; i < rules.size(); i++) {
            HolderRule each = rules.get(i);
            if (each instanceof FirstOf || each instanceof EachOf || each instanceof Nobody) {
                wrong("wrong-holder", field, stage, "may take the first, or each, of simple rules only.");
            } else {
                holder(each, stage, field + ".rules[" + i + "]", somebody);
            }
        }
    }

    private static boolean asksPeople(HolderRule rule) {
        return rule instanceof Supervisor
                || rule instanceof ManagerOfDepartment
                || rule instanceof HolderOfRole
                || rule instanceof NamedPerson;
    }

    private static @Nullable Role role(String name) {
        for (Role role : Role.values()) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        return null;
    }

    private void members(String team, Stage stage, String field, boolean somebody) {
        team(team, stage, field);
        Reference.Team found = known().team(team);
        if (somebody && found != null && found.members().isEmpty()) {
            wrong("nobody-found", field, stage, "chooses among the members of " + team + ", which has none.");
        }
    }

    private void team(String team, Stage stage, String field) {
        if (known().team(team) == null) {
            wrong("unknown-team", field, stage, "names " + team + ", a team that nobody knows.");
        }
    }

    private void guidance(Guidance guidance, Stage stage, String field) {
        Set<String> codes = new HashSet<>(Guidance.FIELDS);
        items(guidance.checklist(), codes, stage, field + ".checklist");
        items(guidance.questions(), codes, stage, field + ".questions");
        guidance.required().forEach((outcome, names) -> {
            String place = field + ".required." + outcome;
            if (!stage.outcomes().containsKey(outcome)) {
                wrong("unknown-outcome", place, stage, "requires something of " + outcome + ", which is no outcome.");
            }
            for (String name : names) {
                if (!codes.contains(name)) {
                    wrong(
                            "unknown-field",
                            place,
                            stage,
                            "requires " + name + ", which is neither asked in it nor one of "
                                    + String.join(", ", Guidance.FIELDS) + ".");
                }
            }
        });
    }

    private void items(List<Guidance.Item> items, Set<String> codes, Stage stage, String field) {
        for (int i = 0; i < items.size(); i++) {
            Guidance.Item item = items.get(i);
            String place = field + "[" + i + "]";
            attempt(stage, () -> Words.code(item.code(), place + ".code"));
            attempt(stage, () -> Words.name(item.text(), place + ".text"));
            if (!codes.add(item.code())) {
                wrong("duplicate-code", place + ".code", stage, "asks for " + item.code() + " twice.");
            }
        }
    }

    private void everyStageIsReached(List<Stage> stages) {
        Set<String> reached = new HashSet<>();
        Deque<Stage> open = new ArrayDeque<>(List.of(stages.getFirst()));
        while (!open.isEmpty()) {
            Stage stage = open.pop();
            if (reached.add(stage.code())) {
                for (String next : stage.outcomes().values()) {
                    open.push(stages.get(places.getOrDefault(next, 0)));
                }
            }
        }
        for (int i = 0; i < stages.size(); i++) {
            if (!reached.contains(stages.get(i).code())) {
                wrong("unreachable-stage", path(i), stages.get(i), "is reached by no outcome.");
            }
        }
    }

    /** Goes backwards from the ends until nothing more is found; what is left over would keep a ticket for ever. */
    private void everyPathEnds(List<Stage> stages) {
        Set<String> ending = new HashSet<>();
        boolean found = true;
        while (found) {
            found = false;
            for (Stage stage : stages) {
                boolean ends = stage.kind() == StageKind.END
                        || stage.outcomes().values().stream().anyMatch(ending::contains);
                found |= ends && ending.add(stage.code());
            }
        }
        for (int i = 0; i < stages.size(); i++) {
            if (!ending.contains(stages.get(i).code())) {
                wrong("endless-stage", path(i), stages.get(i), "never comes to an END.");
            }
        }
    }

    private static String path(int stage) {
        return "workflow.stages[" + stage + "]";
    }

    private Reference known() {
        return Objects.requireNonNull(reference, "a draft's rules are not looked at");
    }

    private void attempt(@Nullable Stage stage, Runnable check) {
        try {
            check.run();
        } catch (Refused refused) {
            flaws.add(new WorkflowFlaw(
                    refused.code(),
                    Objects.requireNonNullElse(refused.field(), "workflow"),
                    stage == null ? null : stage.code(),
                    Objects.requireNonNullElse(refused.getMessage(), "")));
        }
    }

    private void wrong(String code, String field, String detail) {
        flaws.add(new WorkflowFlaw(code, field, null, detail));
    }

    private void wrong(String code, String field, Stage stage, String what) {
        flaws.add(new WorkflowFlaw(code, field, stage.code(), "Stage " + stage.code() + " " + what));
    }
}
