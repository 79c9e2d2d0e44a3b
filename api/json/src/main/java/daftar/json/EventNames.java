package daftar.json;

import daftar.messages.Event;
import daftar.messages.NothingChanged;
import daftar.messages.access.AccessEvent;
import daftar.messages.announcement.AnnouncementEvent;
import daftar.messages.bulk.BulkEvent;
import daftar.messages.catalogue.CatalogueEvent;
import daftar.messages.cost.CostEvent;
import daftar.messages.directory.DirectoryEvent;
import daftar.messages.knowledge.ArticleEvent;
import daftar.messages.knowledge.DeflectionEvent;
import daftar.messages.ledger.LedgerEvent;
import daftar.messages.mail.MailEvent;
import daftar.messages.outbox.LetterTextEvent;
import daftar.messages.outbox.OutboxEvent;
import daftar.messages.outbox.PreferenceEvent;
import daftar.messages.redaction.RedactionEvent;
import daftar.messages.redaction.TextRedacted;
import daftar.messages.reply.ReplyEvent;
import daftar.messages.reportschedule.ReportScheduleEvent;
import daftar.messages.rights.RightsEvent;
import daftar.messages.savedview.ViewEvent;
import daftar.messages.sla.SlaEvent;
import daftar.messages.survey.SurveyEvent;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.webhook.WebhookEvent;
import daftar.messages.words.WordsEvent;
import daftar.messages.workflow.WorkflowEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names under which events are stored, for ever. A name is the record's simple name at the time of its birth; when a
 * record is renamed, its old name stays here. Other languages read the log by these names.
 */
public final class EventNames {

    private static final Map<String, Class<? extends Event>> CLASSES = new HashMap<>();
    private static final Map<Class<?>, String> NAMES = new HashMap<>();

    /** Those whose shape has grown; the approved JSON of every revision is still read. */
    private static final Map<Class<?>, String> REVISIONS = Map.ofEntries(
            Map.entry(TicketEvent.TicketRaised.class, "3"),
            Map.entry(TicketEvent.TicketTriaged.class, "2"),
            Map.entry(TicketEvent.PriorityChanged.class, "2"),
            Map.entry(TicketEvent.TicketDelegated.class, "2"),
            Map.entry(TicketEvent.WorkLogged.class, "2"),
            Map.entry(TicketEvent.WorkCorrected.class, "2"),
            Map.entry(TicketEvent.TargetsSet.class, "2"),
            Map.entry(TicketEvent.StageEntered.class, "2"),
            Map.entry(TicketEvent.TicketPutOnHold.class, "2"),
            Map.entry(TicketEvent.MajorIncidentDeclared.class, "2"),
            Map.entry(WorkflowEvent.WorkflowPublished.class, "3"),
            Map.entry(WorkflowEvent.WorkflowDrafted.class, "2"),
            Map.entry(WorkflowEvent.WorkflowChoicesSet.class, "2"));

    static {
        for (Class<?> family : List.of(
                TicketEvent.class,
                DirectoryEvent.class,
                WorkflowEvent.class,
                RightsEvent.class,
                AccessEvent.class,
                AnnouncementEvent.class,
                CatalogueEvent.class,
                CostEvent.class,
                SurveyEvent.class,
                ViewEvent.class,
                SlaEvent.class,
                BulkEvent.class,
                OutboxEvent.class,
                PreferenceEvent.class,
                LetterTextEvent.class,
                MailEvent.class,
                WebhookEvent.class,
                ReportScheduleEvent.class,
                ArticleEvent.class,
                DeflectionEvent.class,
                ReplyEvent.class,
                LedgerEvent.class,
                WordsEvent.class,
                RedactionEvent.class)) {
            for (Class<?> event : family.getPermittedSubclasses()) {
                add(event);
            }
        }
        add(NothingChanged.class);
        add(TextRedacted.class);
    }

    private EventNames() {}

    private static void add(Class<?> event) {
        String name = event.getSimpleName();
        NAMES.put(event, name);
        if (CLASSES.put(name, event.asSubclass(Event.class)) != null) {
            throw new IllegalStateException("two events share the stored name " + name);
        }
    }

    /** The stored name; an {@link IllegalArgumentException} for what is not an event of ours. */
    public static String nameOf(Class<?> event) {
        String name = NAMES.get(event);
        if (name == null) {
            throw new IllegalArgumentException(event.getName() + " is not a stored event");
        }
        return name;
    }

    /** The record that is stored under this name; null for a name that is not ours. */
    public static @Nullable Class<? extends Event> classOf(String name) {
        return CLASSES.get(name);
    }

    /** The present revision of an event's shape. */
    public static String revisionOf(Class<?> event) {
        nameOf(event);
        return REVISIONS.getOrDefault(event, "1");
    }

    /** All events, in the order of their families. */
    public static List<Class<? extends Event>> all() {
        List<Class<? extends Event>> all = new ArrayList<>(CLASSES.values());
        all.sort((a, b) -> nameOf(a).compareTo(nameOf(b)));
        return all;
    }
}
