package daftar.query;

import daftar.messages.Money;
import daftar.messages.Recorded;
import daftar.messages.report.Grouping;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.CostLine;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.StageKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The desk as its events say that it stood at an instant: told from the raw events and by the words of the reports'
 * description, with nothing of the folds and queries that it is held against.
 */
final class Recount {

    /** A ticket. */
    static final class Told {
        final String id;
        final Instant raisedAt;
        final Channel channel;
        String type;

        @Nullable String category;

        @Nullable String service;

        @Nullable String location;

        @Nullable String department;

        List<String> path;

        @Nullable List<String> named;

        @Nullable Priority priority;

        Status status = Status.NEW;

        @Nullable String stage;

        Instant stageFrom;
        Holder holder = Holder.NOBODY;
        List<String> workers = List.of();

        @Nullable String workingTeam;

        @Nullable Instant responseDue;

        @Nullable Instant resolutionDue;

        @Nullable Instant responded;

        @Nullable Instant resolved;

        @Nullable String resolvedBy;

        @Nullable Instant firstResolved;

        @Nullable Instant closed;

        boolean firstContact;
        int reopened;
        int rejected;

        @Nullable Integer rating;

        @Nullable Instant rated;

        final List<String> teams = new ArrayList<>();
        final Map<String, Long> stages = new TreeMap<>();
        final Map<String, Long> vendors = new TreeMap<>();

        @Nullable Instant vendorFrom;

        final Map<String, Entry> work = new TreeMap<>();

        Told(Recorded first, TicketRaised raised) {
            id = first.stream();
            raisedAt = first.occurredAt();
            stageFrom = raisedAt;
            channel = raised.channel();
            type = raised.type();
            category = raised.category();
            service = raised.service();
            location = raised.location();
            department = raised.department();
            path = raised.departmentPath();
            named = raised.confidentialTo();
        }

        boolean ended() {
            return status == Status.CLOSED || status == Status.DECLINED || status == Status.CANCELLED;
        }

        boolean open() {
            return !ended() && status != Status.RESOLVED;
        }

        @Nullable Boolean responseMet() {
            return met(responseDue, responded);
        }

        @Nullable Boolean resolutionMet() {
            return met(resolutionDue, resolved == null && status == Status.CLOSED ? closed : resolved);
        }

        private static @Nullable Boolean met(@Nullable Instant due, @Nullable Instant done) {
            return due == null || done == null ? null : !done.isAfter(due);
        }

        int changes() {
            return Math.max(0, teams.size() - 1);
        }

        boolean cameBack() {
            return new TreeSet<>(teams).size() < teams.size();
        }

        /** What a row of this grouping would be called; several where it counts in several. */
        Collection<String> values(Grouping by) {
            return switch (by) {
                case DEPARTMENT -> one(department);
                case DEPARTMENT_TREE -> path.isEmpty() ? List.of("none") : path;
                case SERVICE -> one(service);
                case CATEGORY -> one(category);
                case TYPE -> one(type);
                case PRIORITY -> one(priority == null ? null : priority.name());
                case STATUS -> one(status.name());
                case TEAM -> one(workingTeam);
                case SPECIALIST -> one(resolved != null ? resolvedBy : workers.isEmpty() ? null : workers.getFirst());
                case CHANNEL -> one(channel.name());
                case LOCATION -> one(location);
                case VENDOR -> {
                    TreeSet<String> all = new TreeSet<>(vendors.keySet());
                    if (holder.vendor() != null) {
                        all.add(holder.vendor());
                    }
                    yield all.isEmpty() ? List.of("none") : all;
                }
                case REQUEST_TYPE -> List.of("none");
                case RATING -> rating == null ? List.of() : List.of(rating.toString());
                case TEAM_PAIR -> {
                    TreeSet<String> pairs = new TreeSet<>();
                    for (int i = 1; i < teams.size(); i++) {
                        pairs.add(teams.get(i - 1) + " " + teams.get(i));
                    }
                    yield pairs;
                }
                default -> throw new IllegalArgumentException(by.name());
            };
        }

        void happened(Recorded recorded) {
            TicketEvent event = (TicketEvent) recorded.event();
            Instant at = recorded.occurredAt();
            Status next = Status.after(status, event);
            String vendorBefore = holder.vendor();
            boolean ends = isEnd(next) && !ended();
            boolean entersAnother = event instanceof StageEntered && !ended() && stage != null;
            if (stage != null && (ends || entersAnother) && at.isAfter(stageFrom)) {
                stages.merge(stage, at.toEpochMilli() - stageFrom.toEpochMilli(), Long::sum);
            }
            if (ends) {
                closed = at;
                holder = Holder.NOBODY;
            }
            status = next;
            switch (event) {
                case StageEntered e -> {
                    stage = e.stage();
                    stageFrom = at;
                    holder = e.holder();
                    if (e.kind() == StageKind.TRIAGE || e.kind() == StageKind.WORK || e.kind() == StageKind.EXTERNAL) {
                        works(e.holder());
                    }
                }
                case TargetsSet e -> {
                    responseDue = e.responseDueAt();
                    resolutionDue = e.resolutionDueAt();
                }
                case TicketTriaged e -> {
                    type = e.type();
                    category = e.category();
                    service = e.service();
                    priority = e.priority();
                }
                case TicketReclassified e -> {
                    type = e.type();
                    category = e.category();
                    service = e.service();
                    location = e.location();
                }
                case TicketReferred e -> given(e.to());
                case TicketAssigned e -> given(Holder.people(e.assignees(), e.team()));
                case WorkStarted e -> responds(at);
                case CommentAdded e when e.byDesk() -> responds(at);
                case TicketResolved e -> {
                    responds(at);
                    resolved = at;
                    resolvedBy = recorded.actor();
                    firstResolved = firstResolved == null ? at : firstResolved;
                    firstContact = e.firstContact();
                }
                case ResolutionConfirmed e -> {
                    rated = e.rating() == null ? null : at;
                    rating = e.rating();
                }
                case ResolutionRejected e -> {
                    rejected++;
                    again();
                }
                case TicketReopened e -> {
                    reopened++;
                    again();
                }
                case TicketMadeConfidential e -> named = e.people();
                case ConfidentialityLifted e -> named = null;
                case TicketDepartmentChanged e -> {
                    department = e.department();
                    path = e.path();
                }
                case WorkLogged e ->
                    work.put(
                            e.entry(),
                            new Entry(
                                    this,
                                    e.entry(),
                                    e.performer(),
                                    e.performedAt(),
                                    e.minutes(),
                                    e.activity(),
                                    e.costs(),
                                    e.stage(),
                                    holder.team(),
                                    type,
                                    category,
                                    service,
                                    false));
                case WorkCorrected e ->
                    work.computeIfPresent(
                            e.entry(),
                            (entry, old) -> new Entry(
                                    this,
                                    entry,
                                    old.performer(),
                                    e.performedAt() == null ? old.performedAt() : e.performedAt(),
                                    e.minutes(),
                                    e.activity() == null ? old.activity() : e.activity(),
                                    e.costs(),
                                    old.stage(),
                                    old.team(),
                                    old.type(),
                                    old.category(),
                                    old.service(),
                                    e.struckOut()));
                default -> {}
            }
            if (workingTeam != null && (teams.isEmpty() || !teams.getLast().equals(workingTeam))) {
                teams.add(workingTeam);
            }
            if (vendorBefore != null
                    && !vendorBefore.equals(holder.vendor())
                    && vendorFrom != null
                    && at.isAfter(vendorFrom)) {
                vendors.merge(vendorBefore, at.toEpochMilli() - vendorFrom.toEpochMilli(), Long::sum);
            }
            if (holder.vendor() == null) {
                vendorFrom = null;
            } else if (!holder.vendor().equals(vendorBefore)) {
                vendorFrom = at;
            }
        }

        private static boolean isEnd(Status status) {
            return status == Status.CLOSED || status == Status.DECLINED || status == Status.CANCELLED;
        }

        private void given(Holder to) {
            works(to);
            holder = to;
        }

        private void works(Holder to) {
            workers = to.people();
            workingTeam = to.team();
        }

        private void responds(Instant at) {
            responded = responded == null ? at : responded;
        }

        private void again() {
            resolved = null;
            resolvedBy = null;
            closed = null;
            firstContact = false;
        }
    }

    /** A piece of work as it was last written down. */
    record Entry(
            Told ticket,
            String entry,
            String performer,
            Instant performedAt,
            int minutes,
            String activity,
            List<CostLine> costs,
            String stage,
            @Nullable String team,
            String type,
            @Nullable String category,
            @Nullable String service,
            boolean struckOut) {

        Collection<String> values(Grouping by) {
            return switch (by) {
                case DEPARTMENT, DEPARTMENT_TREE -> ticket.values(by);
                case SERVICE -> one(service);
                case CATEGORY -> one(category);
                case TYPE -> one(type);
                case TEAM -> one(team);
                case SPECIALIST -> one(performer);
                case ACTIVITY -> one(activity);
                case STAGE -> one(stage);
                default -> throw new IllegalArgumentException(by.name());
            };
        }

        Map<String, Money> sums() {
            Map<String, Money> sums = new HashMap<>();
            costs.forEach(line -> sums.merge(line.cost().currency(), line.cost(), Money::plus));
            return sums;
        }
    }

    private Recount() {}

    static Collection<String> one(@Nullable String value) {
        return List.of(value == null ? "none" : value);
    }

    /** Every ticket that had been raised by then. */
    static List<Told> asOf(Collection<List<Recorded>> log, Instant at) {
        List<Told> all = new ArrayList<>();
        for (List<Recorded> stream : log) {
            Told told = null;
            for (Recorded recorded : stream) {
                if (recorded.occurredAt().isAfter(at)) {
                    break;
                }
                if (recorded.event() instanceof TicketRaised raised) {
                    told = new Told(recorded, raised);
                } else if (told != null) {
                    told.happened(recorded);
                }
            }
            if (told != null) {
                all.add(told);
            }
        }
        return all;
    }
}
