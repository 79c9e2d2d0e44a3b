package daftar.domain.ticket;

import daftar.messages.Money;
import daftar.messages.Text;
import daftar.messages.file.FileVisibility;
import daftar.messages.sla.ServiceLevels;
import daftar.messages.sla.SlaHistory;
import daftar.messages.sla.SlaTerms;
import daftar.messages.sla.Target;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.CostApproval;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.LinkKind;
import daftar.messages.ticket.Patience;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.Timers;
import daftar.messages.ticket.Urgency;
import daftar.messages.workflow.StageKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a ticket need to know of its past; texts are not part of it. Immutable, and in groups that change
 * together, so that an event copies little.
 *
 * @param stream the ticket's id
 * @param revision of the last event
 * @param latest business time of the last event
 * @param origin what never changes, but for the version of its workflow where a manager moved it
 * @param place where in its workflow the ticket is, and who has it there
 * @param hands who works, answers and watches
 * @param targets what was promised, and what that is counted from
 * @param journal what later entries refer to
 * @param milestones when what mattered happened
 * @param reach who may know of it
 * @param ledger timers that run, and what the requester thought of it
 * @param enclosures files, and tickets that were merged into it
 */
public record TicketState(
        String stream,
        long revision,
        Instant latest,
        Origin origin,
        Subject subject,
        Place place,
        Hands hands,
        Targets targets,
        Journal journal,
        Milestones milestones,
        Reach reach,
        Ledger ledger,
        Enclosures enclosures) {

    /**
     * @param registrar who registered it; in whose name where somebody acted for another
     * @param externalRef the old desk's number, or null
     */
    public record Origin(
            String number,
            String requester,
            String registrar,
            @Nullable String department,
            String workflow,
            int workflowVersion,
            @Nullable String externalRef,
            Instant raisedAt,
            Channel channel) {

        Origin onVersion(int version) {
            return new Origin(
                    number, requester, registrar, department, workflow, version, externalRef, raisedAt, channel);
        }
    }

    /**
     * @param department that it belongs to; that of the requester at the raising unless the organisation was rearranged
     * @param path the department and those above it, from the top down
     * @param named the people who may see it although it is confidential; null where it is not
     */
    public record Reach(
            @Nullable String department,
            List<String> path,
            @Nullable List<String> named) {

        boolean confidential() {
            return named != null;
        }

        boolean names(String person) {
            return named != null && named.contains(person);
        }

        Reach to(@Nullable List<String> people) {
            return new Reach(department, path, people);
        }
    }

    /** What the ticket is about. Impact, urgency and priority are null until it was triaged. */
    public record Subject(
            String type,
            @Nullable String category,
            @Nullable String service,
            @Nullable String symptom,
            @Nullable String location,
            @Nullable Impact impact,
            @Nullable Urgency urgency,
            @Nullable Priority priority) {

        Subject prioritised(Impact newImpact, Urgency newUrgency, Priority newPriority) {
            return new Subject(type, category, service, symptom, location, newImpact, newUrgency, newPriority);
        }
    }

    /**
     * @param stage the stage's code
     * @param holder who has it in this stage; of an approval those who are asked
     * @param dueAt when the stage falls due; null for never
     * @param approvals who has approved in this stage, or handed it over: who is not to be asked any more
     * @param hold why it waits; null unless it is on hold
     * @param given the questions answered and the points ticked off in this stage, by their codes
     * @param awaited for how long those who are asked have been, and what was done about it
     */
    public record Place(
            Status status,
            String stage,
            StageKind kind,
            Holder holder,
            @Nullable Instant dueAt,
            Set<String> approvals,
            @Nullable Hold hold,
            Map<String, String> substitutes,
            Set<String> given,
            Awaited awaited) {

        Place in(Status newStatus) {
            return newStatus == status
                    ? this
                    : new Place(newStatus, stage, kind, holder, dueAt, approvals, hold, substitutes, given, awaited);
        }

        /** Given to somebody by hand: nobody acts for another by rule any more. */
        Place with(Holder newHolder) {
            return new Place(status, stage, kind, newHolder, dueAt, approvals, hold, Map.of(), given, awaited);
        }

        Place with(@Nullable Hold newHold) {
            return new Place(status, stage, kind, holder, dueAt, approvals, newHold, substitutes, given, awaited);
        }

        Place approvedBy(Set<String> approvers) {
            return new Place(status, stage, kind, holder, dueAt, approvers, hold, substitutes, given, awaited);
        }

        Place delegated(String person, String substitute, @Nullable String inPlaceOf) {
            Map<String, String> more = new TreeMap<>(substitutes);
            more.put(person, substitute);
            List<String> people = new ArrayList<>(holder.people());
            if (!people.contains(substitute)) {
                people.addFirst(substitute);
            }
            if (inPlaceOf != null) {
                people.remove(inPlaceOf);
            }
            return new Place(
                    status,
                    stage,
                    kind,
                    new Holder(people, holder.team(), holder.vendor()),
                    dueAt,
                    approvals,
                    hold,
                    Map.copyOf(more),
                    given,
                    awaited);
        }

        /** What was on one is on another; an approval that was asked of the first is not asked of them again. */
        Place handedOver(String from, String to, Instant at) {
            Map<String, String> changed = new TreeMap<>(substitutes);
            String substitute = changed.remove(from);
            changed.replaceAll((person, acting) -> acting.equals(from) ? to : acting);
            changed.remove(to); // who took over acts for themself
            if (substitute != null && !substitute.equals(to)) {
                changed.put(to, substitute); // was asked beside the first, and goes on being so
            }
            Set<String> settled = new HashSet<>(approvals);
            boolean asked = kind == StageKind.APPROVAL && holder.people().contains(from);
            if (asked) {
                settled.add(from);
            }
            return new Place(
                    status,
                    stage,
                    kind,
                    holder.replacing(from, to),
                    dueAt,
                    Set.copyOf(settled),
                    hold,
                    Map.copyOf(changed),
                    given,
                    awaited.handedOver(from, to, asked && !approvals.contains(from) ? at : null));
        }

        Place knowing(Set<String> nowGiven) {
            return new Place(status, stage, kind, holder, dueAt, approvals, hold, substitutes, nowGiven, awaited);
        }

        Place awaiting(Awaited now) {
            return new Place(status, stage, kind, holder, dueAt, approvals, hold, substitutes, given, now);
        }

        /** Another is asked besides, in somebody's name. */
        Place passedOn(String person, String to) {
            List<String> people = new ArrayList<>(holder.people());
            if (!people.contains(to)) {
                people.addFirst(to);
            }
            Holder asked = new Holder(people, holder.team(), holder.vendor());
            return new Place(
                    status,
                    stage,
                    kind,
                    asked,
                    dueAt,
                    approvals,
                    hold,
                    substitutes,
                    given,
                    awaited.passedOn(person, to));
        }

        /** Whether they are asked for another only. */
        boolean standsIn(String person) {
            return substitutes.containsValue(person) || awaited.standsIn(person);
        }

        /** For whom somebody acts in this stage, by id; empty where they have it in their own name. */
        List<String> representedBy(String substitute) {
            Set<String> represented = new TreeSet<>();
            substitutes.forEach((person, acting) -> {
                if (acting.equals(substitute)) {
                    List<String> behind = awaited.representedBy(person);
                    represented.addAll(behind.isEmpty() ? List.of(person) : behind);
                }
            });
            represented.addAll(awaited.representedBy(substitute));
            return List.copyOf(represented);
        }
    }

    /**
     * What was done about those who do not answer.
     *
     * @param since when they were asked
     * @param patience what is still to be done
     * @param passed who was silent → who was asked besides in their name
     * @param reminded who was silent → how often they were reminded
     * @param overdueNoted whether it was said that the stage is overdue
     */
    public record Awaited(
            Instant since,
            Patience patience,
            Map<String, List<String>> passed,
            Map<String, Integer> reminded,
            boolean overdueNoted) {

        static Awaited from(Instant since, Patience patience) {
            return new Awaited(since, patience, Map.of(), Map.of(), false);
        }

        Awaited with(Instant newSince, Patience newPatience) {
            return new Awaited(newSince, newPatience, passed, reminded, overdueNoted);
        }

        Awaited reminded(String person, int number) {
            Map<String, Integer> more = new TreeMap<>(reminded);
            more.put(person, number);
            return new Awaited(since, patience, passed, Map.copyOf(more), overdueNoted);
        }

        Awaited passedOn(String person, String to) {
            Map<String, List<String>> more = new TreeMap<>(passed);
            List<String> asked = new ArrayList<>(more.getOrDefault(person, List.of()));
            asked.add(to);
            more.put(person, List.copyOf(asked));
            return new Awaited(since, patience, Map.copyOf(more), reminded, overdueNoted);
        }

        Awaited overdue() {
            return new Awaited(since, patience, passed, reminded, true);
        }

        /** @param at since when another is asked, who is given the same time from then on; null where it is not so */
        Awaited handedOver(String from, String to, @Nullable Instant at) {
            Map<String, List<String>> changed = new TreeMap<>();
            passed.forEach((person, asked) -> {
                String now = person.equals(from) ? to : person;
                changed.put(
                        now,
                        asked.stream()
                                .map(one -> one.equals(from) ? to : one)
                                .filter(one -> !one.equals(now))
                                .distinct()
                                .toList());
            });
            Map<String, List<String>> asked = Map.copyOf(changed);
            return at == null
                    ? new Awaited(since, patience, asked, reminded, overdueNoted)
                    : new Awaited(at, patience.later(Duration.between(since, at)), asked, reminded, overdueNoted);
        }

        boolean standsIn(String person) {
            return passed.values().stream().anyMatch(asked -> asked.contains(person));
        }

        List<String> representedBy(String person) {
            return passed.entrySet().stream()
                    .filter(entry -> entry.getValue().contains(person))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }
    }

    /**
     * @param until when it comes back by itself; null for open
     * @param from the status that it goes back to
     */
    public record Hold(HoldReason reason, @Nullable Instant until, Status from) {}

    /**
     * @param assigned who has the work, or had it last; nobody before anybody was chosen
     * @param owner who answers to the requester; null while nobody does
     * @param before those who had the ticket earlier
     * @param passedOn whether it was ever given to somebody else than who registered it
     */
    public record Hands(
            Holder assigned,
            @Nullable String owner,
            Set<String> observers,
            @Nullable Past<Holder> before,
            boolean passedOn) {

        Hands with(Holder newAssigned, boolean nowPassedOn) {
            return new Hands(newAssigned, owner, observers, before, passedOn || nowPassedOn);
        }

        Hands ownedBy(String newOwner) {
            return new Hands(assigned, newOwner, observers, before, passedOn);
        }

        Hands observedBy(Set<String> people) {
            return new Hands(assigned, owner, people, before, passedOn);
        }

        Hands handedOver(String from, String to) {
            String answers = from.equals(owner) ? to : owner;
            boolean had = assigned.people().contains(from);
            Hands now = new Hands(assigned.replacing(from, to), answers, observers, before, passedOn || had);
            return had ? now.remembering(assigned) : now;
        }

        Hands remembering(Holder earlier) {
            return earlier.isNobody() || (before != null && before.newest().equals(earlier))
                    ? this
                    : new Hands(assigned, owner, observers, Past.add(before, earlier), passedOn);
        }
    }

    /**
     * @param responseDueAt null where it is not promised, as with the others
     * @param policy that the promises come from; null where nothing is promised
     * @param decided whether it was ever decided what is promised
     * @param history what happened that matters to them
     * @param reached the warning points that were told, of promises that still stand
     */
    public record Targets(
            @Nullable Instant responseDueAt,
            @Nullable Instant resolutionDueAt,
            @Nullable Instant nextWordDueAt,
            @Nullable String policy,
            @Nullable String calendar,
            SlaTerms terms,
            boolean decided,
            SlaHistory history,
            List<Reached> reached) {

        static final Targets NONE =
                new Targets(null, null, null, null, null, SlaTerms.NONE, false, SlaHistory.NONE, List.of());

        /** What an event does to them, and to what they are counted from. */
        Targets after(TicketEvent event, Instant at) {
            SlaHistory longer = history.after(event, at);
            return switch (event) {
                case TicketEvent.TargetsSet set -> {
                    // other promises have points of their own
                    boolean same = terms.policyVersion() == set.terms().policyVersion()
                            && Objects.equals(policy, set.policy())
                            && Objects.equals(terms.level(), set.terms().level());
                    yield new Targets(
                            set.responseDueAt(),
                            set.resolutionDueAt(),
                            set.nextWordDueAt(),
                            set.policy(),
                            set.calendar(),
                            set.terms(),
                            true,
                            longer,
                            same ? reached : List.of());
                }
                case TicketEvent.TargetPointReached point -> {
                    List<Reached> more = new ArrayList<>(reached);
                    more.add(new Reached(point.target(), point.percent()));
                    yield with(longer, List.copyOf(more));
                }
                default ->
                    longer == history ? this : with(longer, SlaHistory.isWord(event) ? withoutNextWord() : reached);
            };
        }

        private Targets with(SlaHistory longer, List<Reached> points) {
            return new Targets(
                    responseDueAt, resolutionDueAt, nextWordDueAt, policy, calendar, terms, decided, longer, points);
        }

        /** The next word is promised anew with each. */
        private List<Reached> withoutNextWord() {
            return reached.stream()
                    .filter(point -> point.target() != Target.NEXT_WORD)
                    .toList();
        }

        /** Whether they come from this level. */
        boolean isOf(ServiceLevels.@Nullable Found found) {
            return found != null
                    && terms.policyVersion() == found.version()
                    && found.policy().equals(policy)
                    && found.level().code().equals(terms.level());
        }

        boolean hasReached(Target target, int percent) {
            return reached.stream().anyMatch(point -> point.target() == target && point.percent() >= percent);
        }
    }

    /** A warning point that was told. */
    public record Reached(Target target, int percent) {}

    /**
     * @param work the entries of work; a later one of the same id replaces it
     * @param escalations how often it was escalated
     * @param major what is to be known of it as a major incident; null where it never was one
     */
    public record Journal(
            @Nullable Past<Entry> work,
            @Nullable Past<Link> links,
            int escalations,
            @Nullable Major major) {

        Journal with(@Nullable Major newMajor) {
            return new Journal(work, links, escalations, newMajor);
        }
    }

    /**
     * @param active false once it was stood down
     * @param updates how many updates there were
     * @param missed whether it was said that the next update is overdue
     */
    public record Major(boolean active, int updateEveryMinutes, int updates, Instant nextUpdateDueAt, boolean missed) {}

    /**
     * An entry of work.
     *
     * @param spender who wrote down what it cost: whose limit counts
     * @param amounts its lines of cost, one sum per currency; without the price of the time
     * @param approvers who is asked about them, or was
     * @param besides who was asked, or told, in their place or because they did not decide
     * @param patience what is still to be done while nobody decides
     */
    public record Entry(
            String id,
            String performer,
            Instant performedAt,
            boolean struckOut,
            String activity,
            String spender,
            List<Money> amounts,
            CostApproval approval,
            List<String> approvers,
            List<String> besides,
            Patience patience) {

        Entry(
                String id,
                String performer,
                Instant performedAt,
                boolean struckOut,
                String activity,
                String spender,
                List<Money> amounts) {
            this(
                    id,
                    performer,
                    performedAt,
                    struckOut,
                    activity,
                    spender,
                    amounts,
                    CostApproval.NOT_ASKED,
                    List.of(),
                    List.of(),
                    Patience.ENDLESS);
        }

        Entry asking(List<String> people, List<String> told, Patience newPatience) {
            return new Entry(
                    id,
                    performer,
                    performedAt,
                    struckOut,
                    activity,
                    spender,
                    amounts,
                    CostApproval.WAITING,
                    people,
                    told.stream().filter(person -> !people.contains(person)).toList(),
                    newPatience);
        }

        Entry askingBesides(List<String> people, Patience newPatience) {
            return new Entry(
                    id,
                    performer,
                    performedAt,
                    struckOut,
                    activity,
                    spender,
                    amounts,
                    approval,
                    approvers,
                    Stream.concat(besides.stream(), people.stream()).distinct().toList(),
                    newPatience);
        }

        Entry decided(CostApproval as) {
            return new Entry(
                    id,
                    performer,
                    performedAt,
                    struckOut,
                    activity,
                    spender,
                    amounts,
                    as,
                    approvers,
                    besides,
                    Patience.ENDLESS);
        }

        /** Whether their own answer counts. */
        boolean asks(String person) {
            return approvers.contains(person) || besides.contains(person);
        }
    }

    /**
     * @param timers the running timers, and those that were forgotten, by person
     * @param rated whether the last confirmation came with a rating
     * @param survey null until the requester was asked
     */
    public record Ledger(
            Map<String, Timer> timers,
            boolean rated,
            @Nullable Survey survey) {

        static final Ledger EMPTY = new Ledger(Map.of(), false, null);

        Ledger running(String person, @Nullable Timer timer) {
            Map<String, Timer> all = new TreeMap<>(timers);
            if (timer == null) {
                all.remove(person);
            } else {
                all.put(person, timer);
            }
            return new Ledger(Map.copyOf(all), rated, survey);
        }

        Ledger ratedAs(boolean nowRated) {
            return new Ledger(timers, nowRated, survey);
        }

        Ledger with(Survey newSurvey) {
            return new Ledger(timers, rated, newSurvey);
        }
    }

    /** @param note passed on as it is, sealed or not @param forgotten whether it was said that nobody works any more */
    public record Timer(
            Instant startedAt, String activity, @Nullable Text note, boolean forgotten) {

        Instant forgottenAt() {
            return startedAt.plus(Timers.FORGOTTEN_AFTER);
        }

        Timer asForgotten() {
            return new Timer(startedAt, activity, note, true);
        }
    }

    /** @param until when it can be answered */
    public record Survey(Instant until, boolean answered) {}

    /** A link that stands. */
    public record Link(LinkKind kind, String other) {}

    /** All null until they happen; {@code resolvedAt} and {@code closedAt} are null again after a reopening. */
    public record Milestones(
            @Nullable Instant respondedAt,
            @Nullable Instant resolvedAt,
            @Nullable Instant closedAt,
            @Nullable String mergedInto) {

        Milestones responded(Instant at) {
            return respondedAt != null ? this : new Milestones(at, resolvedAt, closedAt, mergedInto);
        }
    }

    /**
     * @param files every file that came; the newest first
     * @param count how many
     * @param bytes of all of them
     * @param withheld hashes of those in which the scanner found something
     * @param tickets ids of those that were merged into this one, each with who looks on because of it
     */
    public record Enclosures(
            @Nullable Past<Enclosed> files,
            int count,
            long bytes,
            Set<String> withheld,
            Map<String, List<String>> tickets) {

        static final Enclosures NONE = new Enclosures(null, 0, 0, Set.of(), Map.of());

        boolean has(String sha256) {
            return Past.find(files, file -> file.sha256().equals(sha256)) != null;
        }

        Enclosures plus(Enclosed file, long size) {
            return new Enclosures(Past.add(files, file), count + 1, bytes + size, withheld, tickets);
        }

        Enclosures withholding(String sha256) {
            Set<String> more = new HashSet<>(withheld);
            more.add(sha256);
            return new Enclosures(files, count, bytes, Set.copyOf(more), tickets);
        }

        Enclosures absorbing(String ticket, List<String> observers) {
            Map<String, List<String>> more = new HashMap<>(tickets);
            more.put(ticket, observers);
            return new Enclosures(files, count, bytes, withheld, Map.copyOf(more));
        }

        Enclosures releasing(String ticket) {
            Map<String, List<String>> fewer = new HashMap<>(tickets);
            fewer.remove(ticket);
            return new Enclosures(files, count, bytes, withheld, Map.copyOf(fewer));
        }
    }

    /** A file that is there for these eyes. */
    public record Enclosed(String sha256, FileVisibility visibility) {}

    public Status status() {
        return place.status();
    }

    public Holder holder() {
        return place.holder();
    }

    TicketState with(Origin newOrigin) {
        return new TicketState(
                stream,
                revision,
                latest,
                newOrigin,
                subject,
                place,
                hands,
                targets,
                journal,
                milestones,
                reach,
                ledger,
                enclosures);
    }

    TicketState with(Subject newSubject) {
        return new TicketState(
                stream,
                revision,
                latest,
                origin,
                newSubject,
                place,
                hands,
                targets,
                journal,
                milestones,
                reach,
                ledger,
                enclosures);
    }

    TicketState with(Place newPlace) {
        return newPlace == place
                ? this
                : new TicketState(
                        stream,
                        revision,
                        latest,
                        origin,
                        subject,
                        newPlace,
                        hands,
                        targets,
                        journal,
                        milestones,
                        reach,
                        ledger,
                        enclosures);
    }

    TicketState with(Hands newHands) {
        return new TicketState(
                stream,
                revision,
                latest,
                origin,
                subject,
                place,
                newHands,
                targets,
                journal,
                milestones,
                reach,
                ledger,
                enclosures);
    }

    TicketState with(Targets newTargets) {
        return newTargets == targets
                ? this
                : new TicketState(
                        stream,
                        revision,
                        latest,
                        origin,
                        subject,
                        place,
                        hands,
                        newTargets,
                        journal,
                        milestones,
                        reach,
                        ledger,
                        enclosures);
    }

    TicketState with(Journal newJournal) {
        return new TicketState(
                stream,
                revision,
                latest,
                origin,
                subject,
                place,
                hands,
                targets,
                newJournal,
                milestones,
                reach,
                ledger,
                enclosures);
    }

    TicketState with(Milestones newMilestones) {
        return new TicketState(
                stream,
                revision,
                latest,
                origin,
                subject,
                place,
                hands,
                targets,
                journal,
                newMilestones,
                reach,
                ledger,
                enclosures);
    }

    TicketState with(Reach newReach) {
        return new TicketState(
                stream,
                revision,
                latest,
                origin,
                subject,
                place,
                hands,
                targets,
                journal,
                milestones,
                newReach,
                ledger,
                enclosures);
    }

    TicketState with(Ledger newLedger) {
        return new TicketState(
                stream,
                revision,
                latest,
                origin,
                subject,
                place,
                hands,
                targets,
                journal,
                milestones,
                reach,
                newLedger,
                enclosures);
    }

    TicketState with(Enclosures newEnclosures) {
        return new TicketState(
                stream,
                revision,
                latest,
                origin,
                subject,
                place,
                hands,
                targets,
                journal,
                milestones,
                reach,
                ledger,
                newEnclosures);
    }

    TicketState at(long newRevision, Instant occurredAt) {
        Instant newest = occurredAt.isAfter(latest) ? occurredAt : latest;
        return new TicketState(
                stream,
                newRevision,
                newest,
                origin,
                subject,
                place,
                hands,
                targets,
                journal,
                milestones,
                reach,
                ledger,
                enclosures);
    }
}
