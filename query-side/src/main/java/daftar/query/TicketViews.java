package daftar.query;

import daftar.messages.Money;
import daftar.messages.query.Named;
import daftar.messages.query.RelatedView;
import daftar.messages.query.TicketView;
import daftar.messages.query.TicketView.Feedback;
import daftar.messages.query.TicketView.Filled;
import daftar.messages.query.TicketView.Held;
import daftar.messages.query.TicketView.Link;
import daftar.messages.query.TicketView.Stage;
import daftar.messages.query.TicketView.Worked;
import daftar.messages.query.WorkView;
import daftar.messages.ticket.CostApproval;
import daftar.query.Visibility.Level;
import daftar.query.Visibility.Subject;
import daftar.readmodel.Cost;
import daftar.readmodel.Ledger;
import daftar.readmodel.Satisfaction;
import daftar.readmodel.TicketDocument;
import daftar.readmodel.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a caller sees of a ticket's document. Pure. */
final class TicketViews {

    private TicketViews() {}

    static Subject subject(TicketDocument ticket) {
        return new Subject(
                ticket.visibleTo(),
                ticket.requester(),
                ticket.owner(),
                ticket.departmentPath(),
                ticket.confidential(),
                ticket.namedPeople(),
                ticket.assignees(),
                ticket.team(),
                ticket.vendor(),
                ticket.deskPeople(),
                ticket.deskTeam(),
                ticket.status(),
                ticket.resolvedAt() != null,
                ticket.ledger().approvers());
    }

    /** @param viewer who sees it @param now the instant that the ticket is seen at */
    static TicketView view(
            TicketDocument ticket,
            Level level,
            String viewer,
            Naming naming,
            Instant now,
            @Nullable RelatedView related,
            boolean parked,
            boolean stale,
            TicketView.@Nullable Enclosures enclosures) {
        boolean internal = level == Level.INTERNAL;
        boolean withPeople = level != Level.KNOWLEDGE;
        return new TicketView(
                ticket.id(),
                ticket.number(),
                ticket.revision(),
                ticket.externalRef(),
                ticket.status(),
                ticket.holdReason(),
                ticket.holdUntil(),
                ticket.title(),
                ticket.description(),
                withPeople ? ticket.fields() : Map.of(),
                internal ? ticket.contact() : null,
                ticket.language(),
                naming.type(ticket.type()),
                naming.category(ticket.category()),
                ticket.service(),
                ticket.symptom(),
                ticket.location(),
                ticket.affectedItems(),
                withPeople ? naming.people(ticket.affectedPeople()) : List.of(),
                ticket.impact(),
                ticket.urgency(),
                ticket.priority(),
                ticket.channel(),
                named(withPeople, ticket.requester(), naming),
                named(withPeople, ticket.raisedBy(), naming),
                naming.department(ticket.department()),
                stage(ticket),
                withPeople ? naming.held(ticket.holder()) : Held.BY_NOBODY,
                withPeople ? naming.held(ticket.deskPeople(), ticket.deskTeam(), null) : Held.BY_NOBODY,
                named(withPeople, ticket.owner(), naming),
                withPeople ? naming.people(ticket.observers()) : List.of(),
                ticket.confidential(),
                internal
                        ? ticket.links().stream()
                                .map(link -> new Link(link.kind(), link.other()))
                                .toList()
                        : List.of(),
                solved(ticket, internal),
                withPeople ? feedback(ticket.satisfaction()) : null,
                ticket.closeReason(),
                work(ticket, internal, viewer, naming),
                ticket.raisedAt(),
                ticket.updatedAt(),
                ticket.responseDueAt(),
                ticket.respondedAt(),
                ticket.resolutionDueAt(),
                ticket.resolvedAt(),
                ticket.closedAt(),
                ticket.isOverdue(now),
                related,
                parked,
                stale,
                naming.requestType(ticket.requestType()),
                withPeople ? form(ticket, naming) : List.of(),
                withPeople ? waiting(ticket, internal, naming) : null,
                withPeople ? SlaViews.of(ticket, naming.names().promises(), now) : null,
                enclosures);
    }

    private static TicketView.@Nullable Waiting waiting(TicketDocument ticket, boolean internal, Naming naming) {
        Waiting waiting = ticket.waiting();
        boolean asked = waiting.nextAt() != null
                || waiting.reminders() > 0
                || !waiting.passedTo().isEmpty();
        boolean overdue = internal && waiting.stageOverdue();
        return !asked && !overdue
                ? null
                : new TicketView.Waiting(
                        waiting.since(),
                        waiting.reminders(),
                        waiting.next(),
                        waiting.nextAt(),
                        naming.people(waiting.passedTo()),
                        overdue);
    }

    private static List<Filled> form(TicketDocument ticket, Naming naming) {
        String requestType = ticket.requestType();
        Integer version = ticket.requestTypeVersion();
        if (requestType == null || version == null) {
            return List.of();
        }
        return ticket.form().stream()
                .map(answer -> {
                    String value = ticket.fields().get(answer.field());
                    return new Filled(
                            answer.field(),
                            naming.label(requestType, version, answer.field(), null),
                            answer.kind(),
                            value,
                            switch (answer.kind()) {
                                case CHOICE -> naming.label(requestType, version, answer.field(), value);
                                case PERSON ->
                                    value == null ? null : naming.person(value).name();
                                case TEXT, NUMBER, DATE, ASSET -> null;
                            });
                })
                .toList();
    }

    private static @Nullable Named named(boolean shown, @Nullable String person, Naming naming) {
        return shown ? naming.personOrNull(person) : null;
    }

    private static @Nullable Stage stage(TicketDocument ticket) {
        String stage = ticket.stage();
        return stage == null
                ? null
                : new Stage(
                        stage,
                        ticket.stageKind() == null ? null : ticket.stageKind().name(),
                        ticket.workflow(),
                        ticket.workflowVersion(),
                        ticket.stageFrom(),
                        ticket.stageDueAt());
    }

    private static TicketView.@Nullable Solved solved(TicketDocument ticket, boolean internal) {
        return ticket.fix() == null
                ? null
                : new TicketView.Solved(
                        ticket.solution(), ticket.solutionCode(), internal ? ticket.cause() : null, ticket.fix());
    }

    private static @Nullable Feedback feedback(Satisfaction satisfaction) {
        return satisfaction.rating() == null && satisfaction.askedAt() == null
                ? null
                : new Feedback(
                        satisfaction.rating(),
                        satisfaction.source() == null
                                ? null
                                : satisfaction.source().name(),
                        satisfaction.remark(),
                        satisfaction.ratedAt(),
                        satisfaction.askedAt(),
                        satisfaction.askedUntil());
    }

    private static @Nullable Worked work(TicketDocument ticket, boolean internal, String viewer, Naming naming) {
        Ledger ledger = ticket.ledger();
        if (!internal) {
            List<WorkView> asked = ticket.work().stream()
                    .filter(entry -> entry.approval().state() == CostApproval.WAITING
                            && (entry.approval().approvers().contains(viewer)
                                    || entry.approval().tells().contains(viewer)))
                    .map(entry -> WorkViews.of(entry, naming))
                    .toList();
            return asked.isEmpty() ? null : new Worked(0, List.of(), List.of(), List.of(), asked, List.of());
        }
        return new Worked(
                ticket.minutes(),
                costs(ticket.costs()),
                costs(ledger.waiting()),
                costs(ledger.declined()),
                ticket.work().stream().map(entry -> WorkViews.of(entry, naming)).toList(),
                ledger.timers().stream()
                        .map(timer -> new TicketView.Running(
                                naming.person(timer.person()),
                                timer.activity(),
                                timer.note(),
                                timer.startedAt(),
                                timer.forgotten()))
                        .toList());
    }

    static List<Money> costs(List<Cost> costs) {
        return costs.stream()
                .map(cost -> Cost.money(cost.currency(), cost.minor()))
                .toList();
    }
}
