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
import daftar.messages.workflow.HolderRule;
import daftar.messages.workflow.HolderRule.ChosenByTriage;
import daftar.messages.workflow.HolderRule.FirstOf;
import daftar.messages.workflow.HolderRule.HolderOfRole;
import daftar.messages.workflow.HolderRule.LeastLoadedOfTeam;
import daftar.messages.workflow.HolderRule.ManagerOfDepartment;
import daftar.messages.workflow.HolderRule.NamedPerson;
import daftar.messages.workflow.HolderRule.Nobody;
import daftar.messages.workflow.HolderRule.OwnerOfCategory;
import daftar.messages.workflow.HolderRule.Provider;
import daftar.messages.workflow.HolderRule.QueueOfTeam;
import daftar.messages.workflow.HolderRule.Supervisor;
import daftar.messages.workflow.HolderRule.TheRequester;
import daftar.messages.workflow.HolderRule.WhoHadItBefore;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a workflow must be so that no ticket can get stuck in it: its words are well formed, its outcomes lead to stages
 * that there are, every stage can be reached, and from every stage an end can be reached. A refusal names the stage.
 */
final class WorkflowRules {

    private static final Set<Status> ENDS = EnumSet.of(Status.CLOSED, Status.DECLINED, Status.CANCELLED);

    /** Its stream is that of the rules which choose a workflow. */
    private static final String RESERVED = "choices";

    private WorkflowRules() {}

    /** @throws Refused at the first thing that is wrong */
    static void check(Workflow workflow, Reference reference) {
        Words.code(workflow.name(), "workflow.name");
        if (workflow.name().equals(RESERVED)) {
            throw Refused.invalid("reserved-name", "workflow.name", "\"choices\" cannot be a workflow's name.");
        }
        Words.name(workflow.title(), "workflow.title");
        if (workflow.reopenWithin().isNegative()) {
            throw Refused.invalid(
                    "negative-duration", "workflow.reopenWithin", "workflow.reopenWithin must not be negative.");
        }
        List<Stage> stages = workflow.stages();
        if (stages.isEmpty() || stages.size() > Limits.ENTRIES) {
            throw Refused.invalid(
                    "wrong-number-of-stages", "workflow.stages", "A workflow has 1 to " + Limits.ENTRIES + " stages.");
        }
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < stages.size(); i++) {
            String code = stages.get(i).code();
            Words.code(code, path(i) + ".code");
            if (places.put(code, i) != null) {
                throw Refused.invalid("duplicate-stage", path(i) + ".code", "There are two stages " + code + ".");
            }
        }
        for (int i = 0; i < stages.size(); i++) {
            check(stages.get(i), path(i), places.keySet(), reference);
        }
        if (stages.getFirst().kind() == StageKind.END) {
            throw wrong("end-first", path(0) + ".kind", stages.getFirst(), "is an END and cannot be the first.");
        }
        everyStageIsReached(stages, places);
        everyPathEnds(stages);
    }

    private static void check(Stage stage, String path, Set<String> codes, Reference reference) {
        Words.name(stage.name(), path + ".name");
        if (stage.due() != null && !stage.due().isPositive()) {
            throw wrong("wrong-due", path + ".due", stage, "must have more time than none, or no due time.");
        }
        stage.outcomes().forEach((outcome, next) -> {
            String field = path + ".outcomes." + outcome;
            Words.code(outcome, field);
            if (!codes.contains(next)) {
                throw wrong(
                        "unknown-stage", field, stage, "leads by \"" + outcome + "\" to " + next + ", which is none.");
            }
        });
        switch (stage.kind()) {
            case APPROVAL -> needs(stage, path, APPROVED, DECLINED);
            case TRIAGE -> needs(stage, path, TRIAGED);
            case CONFIRMATION -> needs(stage, path, CONFIRMED, REJECTED);
            case WORK, EXTERNAL -> {
                if (stage.outcomes().isEmpty()) {
                    throw wrong("missing-outcome", path + ".outcomes", stage, "has no outcome, so nothing leaves it.");
                }
            }
            case END -> {
                if (!stage.outcomes().isEmpty()) {
                    throw wrong("end-with-outcomes", path + ".outcomes", stage, "is an END and leads nowhere.");
                }
            }
        }
        if ((stage.kind() == StageKind.APPROVAL) != (stage.quorum() != null)) {
            throw wrong(
                    "wrong-quorum", path + ".quorum", stage, "must have a quorum if, and only if, it is an APPROVAL.");
        }
        boolean endsWell = stage.end() != null && ENDS.contains(stage.end());
        if (stage.kind() == StageKind.END ? !endsWell : stage.end() != null) {
            throw wrong(
                    "wrong-end",
                    path + ".end",
                    stage,
                    "must end as one of " + ENDS + " if, and only if, it is an END.");
        }
        if ((stage.kind() == StageKind.END) != (stage.holder() instanceof Nobody)) {
            throw wrong("wrong-holder", path + ".holder", stage, "is held by nobody if, and only if, it is an END.");
        }
        holder(stage.holder(), stage, path + ".holder", reference);
    }

    private static void needs(Stage stage, String path, String... outcomes) {
        for (String outcome : outcomes) {
            if (!stage.outcomes().containsKey(outcome)) {
                throw wrong(
                        "missing-outcome",
                        path + ".outcomes." + outcome,
                        stage,
                        "is a stage of kind " + stage.kind() + " and must have the outcome \"" + outcome + "\".");
            }
        }
    }

    private static void holder(HolderRule rule, Stage stage, String field, Reference reference) {
        switch (rule) {
            case NamedPerson(String person) -> {
                if (reference.person(person) == null) {
                    throw wrong("unknown-person", field, stage, "names " + person + ", a person that nobody knows.");
                }
            }
            case QueueOfTeam(String team) -> team(team, stage, field, reference);
            case LeastLoadedOfTeam(String team) -> team(team, stage, field, reference);
            case HolderOfRole(String role) -> {
                if (Arrays.stream(Role.values()).noneMatch(known -> known.name().equals(role))) {
                    throw wrong("unknown-role", field, stage, "names " + role + ", which is no role.");
                }
            }
            case Provider(String vendor) -> Words.id(vendor, "vendor-", field + ".vendor");
            case FirstOf(List<HolderRule> rules) -> {
                if (rules.isEmpty()) {
                    throw wrong("empty-rule", field, stage, "takes the first of no rules.");
                }
                for (int i = 0; i < rules.size(); i++) {
                    if (rules.get(i) instanceof FirstOf || rules.get(i) instanceof Nobody) {
                        throw wrong("wrong-holder", field, stage, "may take the first of simple rules only.");
                    }
                    holder(rules.get(i), stage, field + ".rules[" + i + "]", reference);
                }
            }
            case Supervisor(),
                    ManagerOfDepartment(),
                    OwnerOfCategory(),
                    ChosenByTriage(),
                    WhoHadItBefore(),
                    TheRequester(),
                    Nobody() -> {}
        }
    }

    private static void team(String team, Stage stage, String field, Reference reference) {
        if (reference.team(team) == null) {
            throw wrong("unknown-team", field, stage, "names " + team + ", a team that nobody knows.");
        }
    }

    private static void everyStageIsReached(List<Stage> stages, Map<String, Integer> places) {
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
                throw wrong("unreachable-stage", path(i), stages.get(i), "is reached by no outcome.");
            }
        }
    }

    /** Goes backwards from the ends until nothing more is found; what is left over would keep a ticket for ever. */
    private static void everyPathEnds(List<Stage> stages) {
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
                throw wrong("endless-stage", path(i), stages.get(i), "never comes to an END.");
            }
        }
    }

    private static String path(int stage) {
        return "workflow.stages[" + stage + "]";
    }

    private static Refused wrong(String code, String field, Stage stage, String what) {
        return Refused.invalid(code, field, "Stage " + stage.code() + " " + what);
    }
}
