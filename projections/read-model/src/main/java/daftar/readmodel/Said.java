package daftar.readmodel;

import daftar.messages.Event;
import daftar.messages.Text;
import daftar.messages.file.FileRef;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.TicketEvent.*;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of an event, told apart by who may read them.
 *
 * @param open what the requester may read
 * @param internal what only the desk may read
 * @param redacted whether one of them is no longer readable
 */
public record Said(List<String> open, List<String> internal, boolean redacted) {

    private static final Said NOTHING = new Said(List.of(), List.of(), false);

    /** @param toRequester of a return, whether the ticket went back to its requester */
    public static Said of(Event event, boolean toRequester) {
        return event instanceof TicketEvent ofTicket ? of(ofTicket, toRequester) : NOTHING;
    }

    private static Said of(TicketEvent event, boolean toRequester) {
        return switch (event) {
            case TicketRaised e -> {
                Collector texts = new Collector().open(e.title()).open(e.description());
                e.fields().values().forEach(texts::open);
                // how to reach the caller concerns the desk alone, but it can be redacted as well
                yield texts.internal(e.contact()).said();
            }
            case ApprovalGiven e -> open(e.remark());
            case ApprovalDeclined e -> open(e.reason());
            case TicketReferred e -> internal(e.reason());
            case TicketHandedOver e -> internal(e.reason());
            case OwnerChanged e -> internal(e.reason());
            case TicketReturned e -> toRequester ? open(e.missing()) : internal(e.missing());
            case TicketMoved e -> internal(e.reason());
            case TicketPutOnHold e -> internal(e.note());
            case WorkResumed e -> internal(e.note());
            case WorkLogged e -> {
                Collector texts = new Collector().internal(e.note());
                e.costs().forEach(line -> texts.internal(line.description()));
                yield texts.said();
            }
            case WorkCorrected e -> {
                Collector texts = new Collector().internal(e.note()).internal(e.reason());
                e.costs().forEach(line -> texts.internal(line.description()));
                yield texts.said();
            }
            case ContactLogged e -> internal(e.summary());
            case CommentAdded e -> open(e.text());
            case WorkNoteAdded e -> internal(e.text());
            case PriorityChanged e -> internal(e.reason());
            case TicketReclassified e -> internal(e.reason());
            case TicketEscalated e -> internal(e.reason());
            case TicketMerged e -> internal(e.reason());
            case StageCompleted e -> internal(e.remark());
            case StageAnswered e -> {
                Collector texts = new Collector();
                e.answers().values().forEach(texts::internal);
                yield texts.said();
            }
            case TicketMovedToVersion e -> internal(e.reason());
            case TicketResolved e ->
                new Collector()
                        .open(e.solution().text())
                        .internal(e.solution().cause())
                        .said();
            case ResolutionConfirmed e -> open(e.remark());
            case ResolutionRejected e -> open(e.complaint());
            case TicketClosed e -> open(e.note());
            case TicketReopened e -> open(e.reason());
            case TicketCancelled e -> open(e.reason());
            case StageEntered e -> NOTHING;
            case TargetsSet e -> NOTHING;
            case TargetPointReached e -> NOTHING;
            case TicketDeclined e -> NOTHING;
            case TicketTriaged e -> NOTHING;
            case TicketAssigned e -> NOTHING;
            case WorkStarted e -> NOTHING;
            case TicketDelegated e -> NOTHING;
            case ObserverAdded e -> NOTHING;
            case ObserverRemoved e -> NOTHING;
            case TicketLinked e -> NOTHING;
            case TicketMadeConfidential e -> internal(e.reason());
            case ConfidentialityLifted e -> internal(e.reason());
            case TicketDepartmentChanged e -> NOTHING;
            case WorkaroundRecorded e -> open(e.text());
            case MajorIncidentDeclared e -> {
                Collector texts = new Collector().internal(e.reason());
                e.title().values().forEach(texts::open);
                yield texts.said();
            }
            case MajorIncidentUpdated e -> {
                Collector texts = new Collector();
                e.text().values().forEach(texts::open);
                yield texts.said();
            }
            case MajorIncidentUpdateMissed e -> NOTHING;
            case MajorIncidentStoodDown e -> internal(e.reason());
            case LinkedTicketSolved e -> NOTHING;
            case TimerStarted e -> internal(e.note());
            case TimerStopped e -> NOTHING;
            case TimerDiscarded e -> internal(e.reason());
            case TimerForgotten e -> NOTHING;
            case CostApprovalAsked e -> NOTHING;
            case CostApprovalAskedAgain e -> NOTHING;
            case CostApproved e -> internal(e.remark());
            case CostDeclined e -> internal(e.reason());
            case SurveyAsked e -> NOTHING;
            case SurveyAnswered e -> open(e.remark());
            case HolderReminded e -> NOTHING;
            case ApprovalPassedOn e -> NOTHING;
            case RequesterReminded e -> NOTHING;
            case StageOverdueNoted e -> NOTHING;
            case FileAttached e -> {
                Collector names = new Collector();
                for (FileRef file : e.files()) {
                    switch (e.visibility()) {
                        case PUBLIC -> names.open(file.name());
                        case INTERNAL -> names.internal(file.name());
                    }
                }
                yield names.said();
            }
            case FileWithheld e -> NOTHING;
            case TicketUnlinked e -> NOTHING;
            case TicketUnmerged e -> internal(e.reason());
            case TicketAbsorbed e -> NOTHING;
            case TicketReleased e -> NOTHING;
        };
    }

    private static Said open(@Nullable Text text) {
        return text == null ? NOTHING : new Collector().open(text).said();
    }

    private static Said internal(@Nullable Text text) {
        return text == null ? NOTHING : new Collector().internal(text).said();
    }

    private static final class Collector {
        private final List<String> open = new ArrayList<>(2);
        private final List<String> internal = new ArrayList<>(2);
        private boolean redacted;

        Collector open(@Nullable Text text) {
            add(text, open);
            return this;
        }

        Collector internal(@Nullable Text text) {
            add(text, internal);
            return this;
        }

        private void add(@Nullable Text text, List<String> list) {
            String readable = Text.read(text);
            if (readable != null) {
                list.add(readable);
            }
            redacted |= text != null && readable == null;
        }

        Said said() {
            return new Said(open, internal, redacted);
        }
    }
}
