package daftar.domain.ticket;

import daftar.domain.directory.Delegations;
import daftar.domain.directory.OnDuty;
import daftar.domain.ticket.Loads.Load;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.directory.Rota;
import daftar.messages.ticket.Holder;
import daftar.messages.workflow.HolderRule;
import daftar.messages.workflow.HolderRule.*;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a ticket that enters a stage. A rule that finds nobody never leaves a ticket stuck: it falls back to others, and
 * says so by name ({@code manager-of-department instead of supervisor}).
 */
final class HolderFinding {

    /** How far up a hierarchy is followed; more would be a circle. */
    static final int DEPTH = 50;

    /** @param rule the name of the rule that found the holder */
    record Found(Holder holder, String rule) {
        Found insteadOf(String wanted) {
            return new Found(holder, rule + " instead of " + wanted);
        }
    }

    private final TicketState ticket;
    private final Workflow workflow;
    private final DecisionContext context;
    private final Reference reference;
    private final boolean approval;

    private HolderFinding(TicketState ticket, Workflow workflow, DecisionContext context, Stage stage) {
        this.ticket = ticket;
        this.workflow = workflow;
        this.context = context;
        this.reference = context.reference();
        this.approval = stage.kind() == StageKind.APPROVAL;
    }

    static Found find(Course course, Stage stage) {
        return find(course.ticket(), course.workflow(), course.context, stage);
    }

    static Found find(TicketState ticket, Workflow workflow, DecisionContext context, Stage stage) {
        return new HolderFinding(ticket, workflow, context, stage).find(stage.holder());
    }

    /** People or a team, though the stage's rule names a provider or nobody; null where there are none at all. */
    static @Nullable Found findAtDesk(Course course, Stage stage) {
        var finding = new HolderFinding(course.ticket(), course.workflow(), course.context, stage);
        Found found = finding.find(stage.holder());
        if (isAtDesk(found)) {
            return found;
        }
        for (HolderRule fallback : finding.workFallbacks(stage.holder())) {
            Found instead = finding.tried(fallback);
            if (instead != null && isAtDesk(instead)) {
                return instead.insteadOf(name(stage.holder()));
            }
        }
        return null;
    }

    private static boolean isAtDesk(Found found) {
        return !found.holder().people().isEmpty() || found.holder().team() != null;
    }

    private Found find(HolderRule rule) {
        if (rule instanceof EachOf(List<HolderRule> rules)) {
            return each(rules);
        }
        Found found = tried(rule);
        if (found != null) {
            return found;
        }
        String wanted =
                name(rule instanceof FirstOf(List<HolderRule> rules) && !rules.isEmpty() ? rules.getFirst() : rule);
        for (HolderRule fallback : approval ? approvalFallbacks() : workFallbacks(rule)) {
            Found instead = tried(fallback);
            if (instead != null) {
                return instead.insteadOf(wanted);
            }
        }
        return new Found(Holder.NOBODY, "nobody instead of " + wanted);
    }

    /** Each rule falls back on its own, so that none of several approvals is lost because its rule finds nobody. */
    private Found each(List<HolderRule> rules) {
        Set<String> people = new LinkedHashSet<>();
        List<String> names = new ArrayList<>();
        for (HolderRule rule : rules) {
            Found found = find(rule);
            people.addAll(found.holder().people());
            names.add(found.rule());
        }
        Holder all = people.isEmpty() ? Holder.NOBODY : Holder.people(List.copyOf(people), null);
        return new Found(all, String.join(" + ", names));
    }

    private static List<HolderRule> approvalFallbacks() {
        return List.of(
                new ManagerOfDepartment(),
                new HolderOfRole(Role.MANAGER.name()),
                new HolderOfRole(Role.DEPARTMENT_MANAGER.name()),
                new HolderOfRole(Role.DISPATCHER.name()));
    }

    private List<HolderRule> workFallbacks(HolderRule failed) {
        List<HolderRule> rules = new ArrayList<>();
        switch (failed) {
            case LeastLoadedOfTeam(String team) -> rules.add(new QueueOfTeam(team));
            case RoundRobinOfTeam(String team) -> rules.add(new QueueOfTeam(team));
            case LeadOnDutyOfTeam(String team) -> rules.add(new QueueOfTeam(team));
            case WhoHadItBefore before -> {
                String team = ticket.hands().assigned().team();
                if (team != null) {
                    rules.add(new QueueOfTeam(team));
                }
            }
            default -> {}
        }
        Stage triage = workflow.firstOf(StageKind.TRIAGE);
        if (triage != null) {
            rules.add(triage.holder());
        }
        rules.add(new HolderOfRole(Role.DISPATCHER.name()));
        rules.add(new HolderOfRole(Role.MANAGER.name()));
        return rules;
    }

    private @Nullable Found tried(HolderRule rule) {
        if (rule instanceof FirstOf(List<HolderRule> rules)) {
            for (HolderRule each : rules) {
                Found found = tried(each);
                if (found != null) {
                    return each == rules.getFirst() ? found : found.insteadOf(name(rules.getFirst()));
                }
            }
            return null;
        }
        if (rule instanceof LeastLoadedOfTeam(String team)) {
            return leastLoaded(team);
        }
        Holder holder = holder(rule);
        return holder == null ? null : new Found(holder, name(rule));
    }

    /** Null where the rule finds nobody. */
    private @Nullable Holder holder(HolderRule rule) {
        return switch (rule) {
            case Supervisor supervisor -> supervisor();
            case ManagerOfDepartment manager -> managerOfDepartment();
            case HolderOfRole(String role) -> holdersOf(role);
            case NamedPerson(String person) -> named(person);
            case QueueOfTeam(String team) -> queue(team);
            case OwnerOfCategory owner -> ownerOfCategory();
            case ChosenByTriage chosen -> assigned();
            case LeastLoadedOfTeam least -> null; // says how much is queued; see tried
            case RoundRobinOfTeam(String team) -> nextInTurn(team);
            case LeadOnDutyOfTeam(String team) -> leadOnDuty(team);
            case WhoHadItBefore before -> whoHadItBefore();
            case Provider(String vendor) -> Holder.vendor(vendor);
            case TheRequester requester -> Holder.person(ticket.origin().requester());
            case Nobody nobody -> Holder.NOBODY;
            case FirstOf firstOf -> null;
            case EachOf eachOf -> null;
        };
    }

    private @Nullable Holder assigned() {
        return stillHere(ticket.hands().assigned(), context);
    }

    /**
     * Without the people who were deactivated since; null where nobody is left. The importer's are kept: another desk's log
     * names people who have left.
     */
    static @Nullable Holder stillHere(Holder holder, DecisionContext context) {
        List<String> here = holder.people().stream()
                .filter(person -> {
                    Reference.Person known = context.reference().person(person);
                    return context.byImporter() || known == null || known.active();
                })
                .toList();
        Holder left = new Holder(here, holder.team(), holder.vendor());
        return left.isNobody() ? null : left;
    }

    /** Not where they are off shift; who is away is represented. A queue that had it has it again. */
    private @Nullable Holder whoHadItBefore() {
        Holder before = assigned();
        if (before == null || before.people().isEmpty()) {
            return before;
        }
        String team = before.team();
        Reference.Team found = team == null ? null : reference.team(team);
        Rota rota = found == null ? null : found.rota();
        List<String> there = rota == null
                ? before.people()
                : before.people().stream()
                        .filter(person -> rota.isThere(person, context.now()))
                        .toList();
        return there.isEmpty() ? null : Holder.people(there, team);
    }

    /** Who of the team is there and may get it: nobody is given their own request. */
    private List<String> candidates(String team) {
        Reference.Team found = reference.team(team);
        return found == null
                ? List.of()
                : OnDuty.membersOf(found, context.now(), reference).stream()
                        .filter(person -> !isRequester(person))
                        .toList();
    }

    private @Nullable Holder nextInTurn(String team) {
        List<String> candidates = candidates(team);
        Map<String, Load> loads = context.loads().of(candidates);
        return candidates.stream()
                .min(Comparator.comparing(person -> lastGiven(loads, person)))
                .map(person -> Holder.people(List.of(person), team))
                .orElse(null);
    }

    private @Nullable Found leastLoaded(String team) {
        List<String> candidates = candidates(team);
        Map<String, Load> loads = context.loads().of(candidates);
        return candidates.stream()
                .min(Comparator.<String>comparingLong(person -> queued(loads, person))
                        .thenComparing(person -> lastGiven(loads, person)))
                .map(person -> new Found(
                        Holder.people(List.of(person), team),
                        "least-loaded (" + queued(loads, person) + " min queued)"))
                .orElse(null);
    }

    private static Instant lastGiven(Map<String, Load> loads, String person) {
        Instant last = loads.getOrDefault(person, Load.NOTHING).lastGiven();
        return last == null ? Instant.MIN : last;
    }

    private static long queued(Map<String, Load> loads, String person) {
        return loads.getOrDefault(person, Load.NOTHING).queuedMinutes();
    }

    private @Nullable Holder leadOnDuty(String team) {
        Reference.Team found = reference.team(team);
        String lead = found == null ? null : OnDuty.leadOf(found, context.now(), reference);
        return lead == null || isRequester(lead) ? null : Holder.people(List.of(lead), team);
    }

    /** The next one up who is not the requester. */
    private @Nullable Holder supervisor() {
        Reference.Person at = reference.person(ticket.origin().requester());
        for (int depth = 0; at != null && depth < DEPTH; depth++) {
            String above = at.supervisor();
            at = above == null ? null : reference.person(above);
            if (at != null && at.active() && !isRequester(at.id())) {
                return Holder.person(at.id());
            }
        }
        return null;
    }

    private @Nullable Holder managerOfDepartment() {
        String department = ticket.origin().department();
        for (int depth = 0; department != null && depth < DEPTH; depth++) {
            Reference.Department found = reference.department(department);
            if (found == null) {
                return null;
            }
            String manager = found.manager();
            if (manager != null && !isRequester(manager) && isActive(manager)) {
                return Holder.person(manager);
            }
            department = found.parent();
        }
        return null;
    }

    private @Nullable Holder holdersOf(String roleOrPost) {
        Role role = role(roleOrPost);
        List<Reference.Person> holders = role == null ? reference.holdersOfPost(roleOrPost) : reference.holdersOf(role);
        List<String> people = new ArrayList<>();
        for (Reference.Person person : holders) {
            if (!approval || !isRequester(person.id())) {
                people.add(person.id());
            }
        }
        if (!approval) {
            // work goes to those who are here, where there are any; else who acts for them gets it
            List<String> here = people.stream().filter(this::isHere).toList();
            people = here.isEmpty() ? people : here;
        }
        return people.isEmpty() ? null : Holder.people(people, null);
    }

    private boolean isHere(String person) {
        Reference.Person known = reference.person(person);
        return known != null && !Delegations.isAway(known, context.now());
    }

    private static @Nullable Role role(String name) {
        String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
        for (Role role : Role.values()) {
            if (role.name().equals(wanted)) {
                return role;
            }
        }
        return null;
    }

    private @Nullable Holder named(String person) {
        boolean fits = isActive(person) && !(approval && isRequester(person));
        return fits ? Holder.person(person) : null;
    }

    private @Nullable Holder queue(String team) {
        return reference.team(team) == null ? null : Holder.team(team);
    }

    private @Nullable Holder ownerOfCategory() {
        String category = ticket.subject().category();
        for (int depth = 0; category != null && depth < DEPTH; depth++) {
            Reference.Category found = reference.category(category);
            if (found == null) {
                return null;
            }
            String team = found.team();
            if (team != null && reference.team(team) != null) {
                return Holder.team(team);
            }
            category = found.parent();
        }
        return null;
    }

    private boolean isActive(String person) {
        Reference.Person found = reference.person(person);
        return found != null && found.active();
    }

    private boolean isRequester(String person) {
        return person.equals(ticket.origin().requester());
    }

    private static String name(HolderRule rule) {
        return switch (rule) {
            case Supervisor supervisor -> "supervisor";
            case ManagerOfDepartment manager -> "manager-of-department";
            case HolderOfRole(String role) -> "role " + role;
            case NamedPerson named -> "named-person";
            case QueueOfTeam queue -> "team";
            case OwnerOfCategory owner -> "owner-of-category";
            case ChosenByTriage chosen -> "chosen-by-triage";
            case LeastLoadedOfTeam least -> "least-loaded";
            case RoundRobinOfTeam round -> "round-robin";
            case LeadOnDutyOfTeam lead -> "lead-on-duty";
            case WhoHadItBefore before -> "who-had-it-before";
            case Provider provider -> "provider";
            case TheRequester requester -> "requester";
            case Nobody nobody -> "nobody";
            case FirstOf firstOf -> "first-of";
            case EachOf eachOf -> "each-of";
        };
    }
}
