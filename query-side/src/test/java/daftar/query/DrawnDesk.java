package daftar.query;

import daftar.messages.Actor;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.query.InboxView.Because;
import daftar.messages.rights.ClosedDepartment;
import daftar.messages.rights.DeskScope;
import daftar.messages.rights.Rights;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.Fix;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Solution;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.StageKind;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An organisation and its tickets, drawn at random, and the rule of who knows what of them: written from the specification,
 * over what was drawn, with nothing of the code that it is held against.
 */
final class DrawnDesk {

    /** How much somebody knows of a ticket. */
    enum Knows {
        ALL,
        PUBLIC,
        SOLUTION,
        NOTHING
    }

    private static final Map<String, List<String>> PATHS = Map.of(
            "department-a", List.of("department-house", "department-a"),
            "department-a1", List.of("department-house", "department-a", "department-a1"),
            "department-b", List.of("department-house", "department-b"));
    private static final List<String> DEPARTMENTS = List.of("department-a", "department-a1", "department-b");
    private static final List<String> TEAMS = List.of("team-one", "team-two", "team-three");

    private final Random random;
    private final List<String> people = new ArrayList<>();
    private final Map<String, String> departments = new HashMap<>();
    private final Map<String, String> supervisors = new HashMap<>();
    private final Map<String, String> managers = new HashMap<>();
    private final Map<String, Set<String>> members = new LinkedHashMap<>();
    private final Rights rights;
    final List<Drawn> tickets = new ArrayList<>();

    /** A ticket as it stands: what was drawn, kept by hand. */
    static final class Drawn {

        record Entry(String performer, @Nullable String team, int minutes) {}

        String id = "";
        String requester = "";
        Status status = Status.NEW;
        List<String> path = List.of();

        @Nullable Set<String> named;

        @Nullable String owner;

        List<String> holders = List.of();

        @Nullable String team;

        @Nullable String vendor;

        List<String> workers = List.of();

        @Nullable String workingTeam;

        boolean solved;
        final Set<String> involved = new HashSet<>();
        final Set<String> words = new HashSet<>();
        final List<Entry> work = new ArrayList<>();

        boolean isSolved() {
            return solved && (status == Status.RESOLVED || status == Status.CLOSED);
        }
    }

    DrawnDesk(Random random) {
        this.random = random;
        for (int i = 0; i < 9; i++) {
            String person = "person-p" + i;
            people.add(person);
            if (random.nextInt(5) > 0) {
                departments.put(person, one(DEPARTMENTS));
            }
            if (i > 0 && random.nextBoolean()) {
                supervisors.put(person, people.get(random.nextInt(i)));
            }
        }
        for (String department : List.of("department-house", "department-a", "department-a1", "department-b")) {
            if (random.nextBoolean()) {
                managers.put(department, person());
            }
        }
        TEAMS.forEach(team -> members.put(team, some(random.nextInt(4))));
        List<ClosedDepartment> closed = new ArrayList<>();
        for (String department : DEPARTMENTS) {
            if (random.nextInt(3) == 0) {
                closed.add(new ClosedDepartment(department, List.copyOf(some(random.nextInt(2)))));
            }
        }
        rights = new Rights(random.nextBoolean() ? DeskScope.ALL : DeskScope.OWN_TEAMS, closed);
    }

    List<String> people() {
        return people;
    }

    Drawn byId(String id) {
        return tickets.stream()
                .filter(ticket -> ticket.id.equals(id))
                .findFirst()
                .orElseThrow();
    }

    Actor caller(Random random) {
        Set<Role> roles = new HashSet<>();
        List<Role> all = List.of(
                Role.REQUESTER,
                Role.SUPERVISOR,
                Role.DEPARTMENT_MANAGER,
                Role.SECURITY_OFFICER,
                Role.DISPATCHER,
                Role.SPECIALIST,
                Role.VENDOR,
                Role.MANAGER,
                Role.AUDITOR,
                Role.ANALYST,
                Role.ADMINISTRATOR,
                Role.IMPORTER);
        for (int i = random.nextInt(2); i >= 0; i--) {
            roles.add(all.get(random.nextInt(all.size())));
        }
        return new Actor(people.get(random.nextInt(people.size())), roles, "api", null);
    }

    // ---- the rule

    Knows knows(Actor who, Drawn t) {
        String me = who.person();
        if (who.is(Role.AUDITOR)) {
            return Knows.ALL;
        }
        boolean isRequester = t.requester.equals(me);
        boolean isNamed = t.named != null && t.named.contains(me);
        boolean isOfQueue =
                t.team != null && members.getOrDefault(t.team, Set.of()).contains(me);
        boolean hasOrHadIt = isOfQueue
                || t.workers.contains(me)
                || t.workingTeam != null
                        && members.getOrDefault(t.workingTeam, Set.of()).contains(me)
                || me.equals(t.owner);
        boolean desk = isDesk(who);
        if (desk && !isRequester && (isNamed || hasOrHadIt)) {
            return Knows.ALL;
        }
        if (desk && opensByRole(who) && !isHidden(me, t)) {
            return Knows.ALL;
        }
        if (isRequester || isNamed || isOfQueue || t.holders.contains(me)) {
            return Knows.PUBLIC;
        }
        if (who.is(Role.VENDOR) && !desk) {
            if (t.vendor != null
                    && (t.vendor.equals(me)
                            || members.getOrDefault(t.vendor, Set.of()).contains(me))) {
                return Knows.PUBLIC;
            }
        } else if (t.involved.contains(me) && t.named == null) {
            return Knows.PUBLIC;
        }
        if (!isHidden(me, t)) {
            if (who.is(Role.SUPERVISOR) && me.equals(supervisors.get(t.requester))) {
                return Knows.PUBLIC;
            }
            if (who.is(Role.DEPARTMENT_MANAGER)
                    && t.path.stream().anyMatch(department -> me.equals(managers.get(department)))) {
                return Knows.PUBLIC;
            }
            if (who.is(Role.ANALYST) && t.isSolved()) {
                return Knows.SOLUTION;
            }
        }
        return Knows.NOTHING;
    }

    /** Whether an interval or a work entry of this ticket is counted for a member of the desk or an auditor. */
    boolean counts(Actor who, Drawn t, List<String> workers, @Nullable String team) {
        String me = who.person();
        return who.is(Role.AUDITOR)
                || workers.contains(me)
                || t.named != null && t.named.contains(me)
                || team != null && members.getOrDefault(team, Set.of()).contains(me)
                || opensByRole(who) && !isHidden(me, t);
    }

    private static boolean isDesk(Actor who) {
        return who.isAny(Role.DISPATCHER, Role.SPECIALIST, Role.MANAGER, Role.IMPORTER);
    }

    private boolean opensByRole(Actor who) {
        return rights.desk() == DeskScope.ALL || who.is(Role.MANAGER) || who.is(Role.IMPORTER);
    }

    private boolean isHidden(String me, Drawn t) {
        if (t.named != null) {
            return true;
        }
        String mine = departments.get(me);
        List<String> myPath = mine == null ? List.of() : PATHS.get(mine);
        for (ClosedDepartment closed : rights.closed()) {
            boolean inside =
                    myPath.contains(closed.department()) || closed.people().contains(me);
            if (t.path.contains(closed.department()) && !inside) {
                return true;
            }
        }
        return false;
    }

    /** Why it stands in somebody's inbox; null where it does not. */
    @Nullable Because waitsFor(Actor who, Drawn t) {
        String me = who.person();
        boolean held = t.holders.contains(me);
        if (t.status == Status.AWAITING_APPROVAL) {
            return held ? Because.APPROVAL : null;
        }
        if (t.status == Status.RESOLVED && t.requester.equals(me)) {
            return Because.CONFIRMATION;
        }
        if (t.status.isEnd()) {
            return null;
        }
        if (held) {
            return Because.ASSIGNED;
        }
        boolean queue = t.team != null && members.getOrDefault(t.team, Set.of()).contains(me) && t.holders.isEmpty();
        return queue ? Because.TEAM_QUEUE : null;
    }

    // ---- what happens

    void fill(SampleDesk desk, int many) {
        for (int i = 0; i < many; i++) {
            Instant at = SampleDesk.START.plusSeconds(i * 60L);
            Drawn t = raise(desk, at);
            tickets.add(t);
            for (int steps = random.nextInt(7); steps > 0 && !t.status.isEnd(); steps--) {
                step(desk, t, at.plusSeconds(10));
            }
        }
    }

    Drawn raise(SampleDesk desk, Instant at) {
        Drawn t = new Drawn();
        t.id = desk.newId();
        t.requester = person();
        String registrar = random.nextInt(3) == 0 ? person() : t.requester;
        t.path = random.nextInt(6) == 0 ? List.of() : PATHS.get(one(DEPARTMENTS));
        t.named = random.nextInt(6) == 0 ? some(random.nextInt(3)) : null;
        t.involved.addAll(List.of(t.requester, registrar));
        t.words.add("titleword");
        String department = t.path.isEmpty() ? null : t.path.getLast();
        desk.happened(
                t.id,
                at,
                registrar,
                new TicketRaised(
                        "T-" + (2_000 + tickets.size()),
                        t.requester,
                        Channel.PORTAL,
                        "incident",
                        null,
                        null,
                        null,
                        null,
                        department,
                        "incident",
                        1,
                        "en",
                        Text.of("titleword"),
                        null,
                        List.of(),
                        List.of(),
                        null,
                        Map.of(),
                        null,
                        t.path,
                        t.named == null ? null : List.copyOf(t.named)));
        enter(desk, t, at, StageKind.TRIAGE, Holder.team(one(TEAMS)));
        return t;
    }

    void step(SampleDesk desk, Drawn t, Instant at) {
        String somebody = person();
        switch (random.nextInt(13)) {
            case 0, 1 -> enter(desk, t, at, StageKind.WORK, Holder.people(List.of(somebody), one(TEAMS)));
            case 2 -> enter(desk, t, at, StageKind.APPROVAL, Holder.person(somebody));
            case 3 ->
                enter(desk, t, at, StageKind.EXTERNAL, Holder.vendor(random.nextBoolean() ? somebody : one(TEAMS)));
            case 4 -> {
                t.owner = somebody;
                t.involved.add(somebody);
                desk.happened(t.id, at, somebody, new OwnerChanged(null, somebody, null));
            }
            case 5 -> {
                t.involved.add(somebody);
                desk.happened(t.id, at, somebody, new ObserverAdded(somebody));
            }
            case 6 -> {
                t.words.add("secretword");
                desk.happened(t.id, at, somebody, new WorkNoteAdded(Text.of("the secretword")));
            }
            case 7 -> {
                t.words.add("commentword");
                desk.happened(t.id, at, somebody, new CommentAdded(Text.of("a commentword"), true));
            }
            case 8 -> {
                t.solved = true;
                t.words.add("solutionword");
                t.words.add("secretword");
                desk.happened(
                        t.id,
                        at,
                        somebody,
                        new TicketResolved(
                                new Solution(Text.of("solutionword"), "done", Text.of("secretword"), Fix.PERMANENT),
                                false));
                enter(desk, t, at, StageKind.CONFIRMATION, Holder.person(t.requester));
                if (random.nextBoolean()) {
                    desk.happened(t.id, at, somebody, new TicketClosed(CloseReason.VOID, null));
                    t.status = Status.CLOSED;
                    t.holders = List.of();
                    t.team = null;
                    t.vendor = null;
                }
            }
            case 9 -> {
                t.named = some(random.nextInt(3));
                desk.happened(t.id, at, somebody, new TicketMadeConfidential(List.copyOf(t.named), null));
            }
            case 10 -> {
                t.named = null;
                desk.happened(t.id, at, somebody, new ConfidentialityLifted(Text.of("over")));
            }
            case 11 -> {
                String department = one(DEPARTMENTS);
                t.path = PATHS.get(department);
                desk.happened(t.id, at, Actor.SYSTEM, new TicketDepartmentChanged(department, t.path));
            }
            default -> {
                t.work.add(new Drawn.Entry(somebody, t.team, 5));
                desk.happened(
                        t.id,
                        at,
                        somebody,
                        new WorkLogged("e" + t.work.size(), somebody, at, 5, "diagnosis", List.of(), null, "work"));
            }
        }
    }

    static void enter(SampleDesk desk, Drawn t, Instant at, StageKind kind, Holder holder) {
        desk.happened(t.id, at, "person-p0", SampleDesk.entered(kind.name().toLowerCase(), kind, holder));
        t.holders = holder.people();
        t.team = holder.team();
        t.vendor = holder.vendor();
        t.involved.addAll(holder.people());
        if (kind == StageKind.TRIAGE || kind == StageKind.WORK || kind == StageKind.EXTERNAL) {
            t.workers = holder.people();
            t.workingTeam = holder.team();
        }
        t.status = switch (kind) {
            case APPROVAL -> Status.AWAITING_APPROVAL;
            case TRIAGE -> Status.NEW;
            case WORK -> Status.ASSIGNED;
            case EXTERNAL -> Status.ON_HOLD;
            case CONFIRMATION -> Status.RESOLVED;
            case END -> t.status;
        };
    }

    private String person() {
        return one(people);
    }

    private Set<String> some(int many) {
        Set<String> some = new TreeSet<>();
        for (int i = 0; i < many; i++) {
            some.add(person());
        }
        return some;
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** The organisation as queries are told of it. */
    People organisation() {
        return new People() {
            @Override
            public Set<String> supervisedBy(String person) {
                return supervisors.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(person))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
            }

            @Override
            public Set<String> departmentsManagedBy(String person) {
                return managers.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(person))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
            }

            @Override
            public List<String> departmentPathOf(String person) {
                String department = departments.get(person);
                return department == null ? List.of() : PATHS.get(department);
            }

            @Override
            public Rights rights() {
                return rights;
            }

            @Override
            public List<String> teamsOf(String person) {
                return TEAMS.stream()
                        .filter(team -> members.get(team).contains(person))
                        .toList();
            }

            @Override
            public Set<String> teamsLedBy(String person) {
                return Set.of();
            }

            @Override
            public List<String> membersOf(String team) {
                return List.copyOf(members.getOrDefault(team, Set.of()));
            }

            @Override
            public String languageOf(String person) {
                return "en";
            }

            @Override
            public ZoneId zoneOf(String person) {
                return ZoneId.of("UTC");
            }
        };
    }
}
