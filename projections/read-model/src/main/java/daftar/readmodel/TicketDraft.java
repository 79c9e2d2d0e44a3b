package daftar.readmodel;

import daftar.messages.Recorded;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.Fix;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent.TicketRaised;
import daftar.messages.ticket.Urgency;
import daftar.messages.workflow.StageKind;
import daftar.readmodel.TicketDocument.Approval;
import daftar.readmodel.TicketDocument.Handover;
import daftar.readmodel.TicketDocument.Link;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A {@link TicketDocument} while an event is folded into it: the same fields, open to change. Lists are replaced, never changed. */
final class TicketDraft {

    String id;
    String number;

    @Nullable String externalRef;

    long revision;
    long position;
    Channel channel;
    String language;
    String workflow;
    int workflowVersion;
    String requester;
    String raisedBy;

    @Nullable String owner;

    @Nullable String department;

    List<String> departmentPath;
    boolean confidential;
    List<String> namedPeople;
    List<String> observers;
    List<String> affectedPeople;
    List<String> affectedItems;
    List<String> visibleTo;
    String type;

    @Nullable String category;

    @Nullable String service;

    @Nullable String symptom;

    @Nullable String location;

    @Nullable Impact impact;

    @Nullable Urgency urgency;

    @Nullable Priority priority;

    @Nullable String title;

    @Nullable String description;

    @Nullable String contact;

    Map<String, String> fields;

    @Nullable String solution;

    @Nullable String solutionCode;

    @Nullable String cause;

    @Nullable Fix fix;

    List<String> publicTexts;
    List<String> internalTexts;
    boolean redacted;
    Status status;

    @Nullable String stage;

    @Nullable StageKind stageKind;

    List<String> assignees;

    @Nullable String team;

    @Nullable String vendor;

    List<String> deskPeople;

    @Nullable String deskTeam;

    @Nullable HoldReason holdReason;

    @Nullable Instant holdUntil;

    Instant stepFrom;
    Instant stageFrom;
    Instant intervalFrom;
    long heldMillis;
    Instant raisedAt;
    Instant updatedAt;
    Instant recordedAt;

    @Nullable Instant stageDueAt;

    @Nullable Instant responseDueAt;

    @Nullable Instant resolutionDueAt;

    @Nullable String targetPolicy;

    @Nullable Instant respondedAt;

    @Nullable Instant resolvedAt;

    @Nullable String resolvedBy;

    @Nullable Instant closedAt;

    @Nullable CloseReason closeReason;

    @Nullable Instant overdueAt;

    List<WorkEntry> work;
    int minutes;
    int contactMinutes;
    List<Cost> costs;

    @Nullable Integer rating;

    boolean firstContact;
    int reopenCount;
    int rejectCount;
    int reassignCount;
    int escalationLevel;
    List<Handover> handovers;
    List<Approval> approvals;
    List<Link> links;

    @Nullable String mergedInto;

    @Nullable String requestType;

    @Nullable Integer requestTypeVersion;

    List<FormAnswer> form;
    Relations relations;
    Ledger ledger;
    Satisfaction satisfaction;
    Course course;
    Waiting waiting;
    Enclosures enclosures = Enclosures.NONE;

    Promises sla;

    /** The draft of a ticket that is raised by this event. */
    TicketDraft(Recorded recorded, TicketRaised raised) {
        Instant at = recorded.occurredAt();
        id = recorded.stream();
        number = raised.number();
        channel = raised.channel();
        language = raised.language();
        workflow = raised.workflow();
        workflowVersion = raised.workflowVersion();
        requester = raised.requester();
        raisedBy = recorded.actor();
        type = raised.type();
        status = Status.NEW;
        stepFrom = at;
        stageFrom = at;
        intervalFrom = at;
        raisedAt = at;
        updatedAt = at;
        recordedAt = recorded.recordedAt();
        deskPeople = List.of();
        departmentPath = List.of();
        namedPeople = List.of();
        observers = List.of();
        affectedPeople = List.of();
        affectedItems = List.of();
        visibleTo = List.of();
        fields = Map.of();
        publicTexts = List.of();
        internalTexts = List.of();
        assignees = List.of();
        work = List.of();
        costs = List.of();
        handovers = List.of();
        approvals = List.of();
        links = List.of();
        form = List.of();
        relations = Relations.NONE;
        ledger = Ledger.SETTLED;
        satisfaction = Satisfaction.unknown(id);
        course = Course.NONE;
        waiting = Waiting.NOT;
        sla = Promises.NONE;
    }

    TicketDraft(TicketDocument before) {
        id = before.id();
        number = before.number();
        externalRef = before.externalRef();
        revision = before.revision();
        position = before.position();
        channel = before.channel();
        language = before.language();
        workflow = before.workflow();
        workflowVersion = before.workflowVersion();
        requester = before.requester();
        raisedBy = before.raisedBy();
        owner = before.owner();
        department = before.department();
        departmentPath = before.departmentPath();
        confidential = before.confidential();
        namedPeople = before.namedPeople();
        observers = before.observers();
        affectedPeople = before.affectedPeople();
        affectedItems = before.affectedItems();
        visibleTo = before.visibleTo();
        type = before.type();
        category = before.category();
        service = before.service();
        symptom = before.symptom();
        location = before.location();
        impact = before.impact();
        urgency = before.urgency();
        priority = before.priority();
        title = before.title();
        description = before.description();
        contact = before.contact();
        fields = before.fields();
        solution = before.solution();
        solutionCode = before.solutionCode();
        cause = before.cause();
        fix = before.fix();
        publicTexts = before.publicTexts();
        internalTexts = before.internalTexts();
        redacted = before.redacted();
        status = before.status();
        stage = before.stage();
        stageKind = before.stageKind();
        assignees = before.assignees();
        team = before.team();
        vendor = before.vendor();
        deskPeople = before.deskPeople();
        deskTeam = before.deskTeam();
        holdReason = before.holdReason();
        holdUntil = before.holdUntil();
        stepFrom = before.stepFrom();
        stageFrom = before.stageFrom();
        intervalFrom = before.intervalFrom();
        heldMillis = before.heldMillis();
        raisedAt = before.raisedAt();
        updatedAt = before.updatedAt();
        recordedAt = before.recordedAt();
        stageDueAt = before.stageDueAt();
        responseDueAt = before.responseDueAt();
        resolutionDueAt = before.resolutionDueAt();
        targetPolicy = before.targetPolicy();
        respondedAt = before.respondedAt();
        resolvedAt = before.resolvedAt();
        resolvedBy = before.resolvedBy();
        closedAt = before.closedAt();
        closeReason = before.closeReason();
        overdueAt = before.overdueAt();
        work = before.work();
        minutes = before.minutes();
        contactMinutes = before.contactMinutes();
        costs = before.costs();
        rating = before.rating();
        firstContact = before.firstContact();
        reopenCount = before.reopenCount();
        rejectCount = before.rejectCount();
        reassignCount = before.reassignCount();
        escalationLevel = before.escalationLevel();
        handovers = before.handovers();
        approvals = before.approvals();
        links = before.links();
        mergedInto = before.mergedInto();
        requestType = before.requestType();
        requestTypeVersion = before.requestTypeVersion();
        form = before.form();
        relations = before.relations();
        ledger = before.ledger();
        satisfaction = before.satisfaction();
        course = before.course();
        waiting = before.waiting();
        enclosures = before.enclosures();
        sla = before.sla();
    }

    TicketDocument document() {
        return new TicketDocument(
                id,
                number,
                externalRef,
                revision,
                position,
                channel,
                language,
                workflow,
                workflowVersion,
                requester,
                raisedBy,
                owner,
                department,
                departmentPath,
                confidential,
                namedPeople,
                observers,
                affectedPeople,
                affectedItems,
                visibleTo,
                type,
                category,
                service,
                symptom,
                location,
                impact,
                urgency,
                priority,
                title,
                description,
                contact,
                fields,
                solution,
                solutionCode,
                cause,
                fix,
                publicTexts,
                internalTexts,
                redacted,
                status,
                stage,
                stageKind,
                assignees,
                team,
                vendor,
                deskPeople,
                deskTeam,
                holdReason,
                holdUntil,
                stepFrom,
                stageFrom,
                intervalFrom,
                heldMillis,
                raisedAt,
                updatedAt,
                recordedAt,
                stageDueAt,
                responseDueAt,
                resolutionDueAt,
                targetPolicy,
                respondedAt,
                resolvedAt,
                resolvedBy,
                closedAt,
                closeReason,
                overdueAt,
                work,
                minutes,
                contactMinutes,
                costs,
                rating,
                firstContact,
                reopenCount,
                rejectCount,
                reassignCount,
                escalationLevel,
                handovers,
                approvals,
                links,
                mergedInto,
                requestType,
                requestTypeVersion,
                form,
                relations,
                ledger,
                satisfaction,
                course,
                waiting,
                enclosures,
                sla);
    }

    void hold(Holder holder) {
        assignees = holder.people().stream().distinct().toList();
        team = holder.team();
        vendor = holder.vendor();
        for (String person : holder.people()) {
            show(person);
        }
    }

    /** Who of the desk has the work, whoever has the ticket. */
    void work(Holder holder) {
        deskPeople = holder.people().stream().distinct().toList();
        deskTeam = holder.team();
        deskPeople.forEach(this::show);
    }

    Holder holder() {
        return new Holder(assignees, team, vendor);
    }

    /** The person may see the ticket from now on. */
    void show(String person) {
        if (!visibleTo.contains(person)) {
            visibleTo = plus(visibleTo, person);
        }
    }

    boolean sameStep(TicketDocument before) {
        return status == before.status()
                && Objects.equals(stage, before.stage())
                && Objects.equals(stageFrom, before.stageFrom())
                && sameHolder(before);
    }

    boolean sameHolder(TicketDocument before) {
        return assignees.equals(before.assignees())
                && Objects.equals(team, before.team())
                && Objects.equals(vendor, before.vendor());
    }

    /** Whether the intervals of {@link AssignmentDocument} go on. */
    boolean sameLoad(TicketDocument before) {
        return status == before.status()
                && sameHolder(before)
                && Objects.equals(stage, before.stage())
                && stageKind == before.stageKind()
                && holdReason == before.holdReason()
                && priority == before.priority()
                && Objects.equals(overdueAt, before.overdueAt())
                && type.equals(before.type())
                && Objects.equals(category, before.category())
                && Objects.equals(service, before.service())
                && sameMeasures(before)
                && sameReach(before);
    }

    /** Whether reports count the same of it, by {@link Measures}. */
    private boolean sameMeasures(TicketDocument before) {
        return Objects.equals(location, before.location())
                && deskPeople.equals(before.deskPeople())
                && Objects.equals(deskTeam, before.deskTeam())
                && Objects.equals(responseDueAt, before.responseDueAt())
                && Objects.equals(respondedAt, before.respondedAt())
                && Objects.equals(resolutionDueAt, before.resolutionDueAt())
                && Objects.equals(resolvedAt, before.resolvedAt())
                && Objects.equals(resolvedBy, before.resolvedBy())
                && Objects.equals(closedAt, before.closedAt())
                && firstContact == before.firstContact()
                && reopenCount == before.reopenCount()
                && rejectCount == before.rejectCount()
                && Objects.equals(rating, before.rating())
                && Objects.equals(sla.pausedSince(), before.sla().pausedSince())
                && course.equals(before.course());
    }

    /** Whether the same people may know of it by department or name. */
    boolean sameReach(TicketDocument before) {
        return confidential == before.confidential()
                && namedPeople.equals(before.namedPeople())
                && departmentPath.equals(before.departmentPath());
    }

    static <T> List<T> plus(List<T> list, T entry) {
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(entry);
        return longer;
    }
}
