package daftar.messages.sla;

import daftar.messages.sla.Mark.Kind;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.TicketEvent.*;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that happened to one ticket and matters to what was promised, and nothing else of it. Immutable.
 *
 * @param marks in the order of time; the first is {@link Kind#RAISED}; empty for a ticket of which none were kept
 */
public record SlaHistory(List<Mark> marks) {

    public static final SlaHistory NONE = new SlaHistory(List.of());

    public SlaHistory {
        marks = marks == null ? List.of() : List.copyOf(marks);
    }

    /** The same and what this event adds: pure. @param at when it happened, not before the last mark */
    public SlaHistory after(TicketEvent event, Instant at) {
        return switch (event) {
            case TicketRaised e -> with(Mark.raised(at, e.type(), e.service(), pathOf(e)));
            case TicketTriaged e ->
                with(Mark.classified(at, e.type(), e.service())).with(Mark.priority(at, e.priority()));
            case PriorityChanged e -> with(Mark.priority(at, e.priority()));
            case TicketReclassified e -> with(Mark.classified(at, e.type(), e.service()));
            case TicketDepartmentChanged e -> with(Mark.department(at, e.path()));
            case TargetsSet e ->
                with(Mark.terms(
                        at, e.terms().vip(), e.terms().pauses(), e.terms().approvalPauses()));
            case StageEntered e ->
                switch (e.kind()) {
                    case APPROVAL -> with(Mark.held(at, null));
                    case EXTERNAL -> with(Mark.held(at, HoldReason.VENDOR));
                    case TRIAGE, WORK, CONFIRMATION, END -> isHeld() ? with(Mark.of(Kind.RESUMED, at)) : this;
                };
            case TicketPutOnHold e -> with(Mark.held(at, e.reason()));
            case WorkResumed e -> isHeld() ? with(Mark.of(Kind.RESUMED, at)) : this;
            case WorkStarted e -> responded(at);
            case ContactLogged e -> e.reached() ? responded(at).with(Mark.of(Kind.WORD, at)) : this;
            case CommentAdded e -> e.byDesk() ? responded(at).with(Mark.of(Kind.WORD, at)) : this;
            case MajorIncidentUpdated e -> responded(at).with(Mark.of(Kind.WORD, at));
            case TicketResolved e -> responded(at).with(Mark.of(Kind.RESOLVED, at));
            case ResolutionRejected e -> with(Mark.of(Kind.REOPENED, at));
            case TicketReopened e -> with(Mark.of(Kind.REOPENED, at));
            case TicketClosed e -> with(Mark.of(Kind.ENDED, at));
            case TicketCancelled e -> with(Mark.of(Kind.ENDED, at));
            case TicketDeclined e -> with(Mark.of(Kind.ENDED, at));
            default -> this;
        };
    }

    private static List<String> pathOf(TicketRaised raised) {
        String department = raised.department();
        return raised.departmentPath().isEmpty() && department != null ? List.of(department) : raised.departmentPath();
    }

    private SlaHistory responded(Instant at) {
        return first(Kind.RESPONDED) == null ? with(Mark.of(Kind.RESPONDED, at)) : this;
    }

    private SlaHistory with(Mark mark) {
        List<Mark> more = new ArrayList<>(marks.size() + 1);
        more.addAll(marks);
        more.add(mark);
        return new SlaHistory(more);
    }

    private @Nullable Instant first(Kind kind) {
        for (Mark mark : marks) {
            if (mark.kind() == kind) {
                return mark.at();
            }
        }
        return null;
    }

    /** Whether the requester hears something by this event. */
    public static boolean isWord(TicketEvent event) {
        return switch (event) {
            case ContactLogged e -> e.reached();
            case CommentAdded e -> e.byDesk();
            case MajorIncidentUpdated e -> true;
            case TicketResolved e -> true;
            default -> false;
        };
    }

    /** Whether it waits for something now. */
    public boolean isHeld() {
        for (int i = marks.size() - 1; i >= 0; i--) {
            Kind kind = marks.get(i).kind();
            if (kind == Kind.HELD) {
                return true;
            }
            if (kind == Kind.RESUMED) {
                return false;
            }
        }
        return false;
    }

    /**
     * Since when the clock stands still by waiting, as the terms of their time say; null while it does not. What waited
     * already when its terms began to pause for it stands still from then on.
     */
    public @Nullable Instant pausedSince() {
        Instant since = null;
        boolean held = false;
        HoldReason reason = null;
        List<HoldReason> pauses = List.of();
        boolean approval = false;
        for (Mark mark : marks) {
            switch (mark.kind()) {
                case HELD -> {
                    held = true;
                    reason = mark.hold();
                }
                case RESUMED -> held = false;
                case TERMS -> {
                    pauses = Objects.requireNonNullElse(mark.pauses(), List.of());
                    approval = Boolean.TRUE.equals(mark.approvalPauses());
                }
                default -> {}
            }
            if (!held || !Sla.pauses(reason, pauses, approval)) {
                since = null;
            } else if (since == null) {
                since = mark.at();
            }
        }
        return since;
    }

    public @Nullable Instant raisedAt() {
        return first(Kind.RAISED);
    }
}
