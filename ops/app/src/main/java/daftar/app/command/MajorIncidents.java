package daftar.app.command;

import daftar.automations.Errands;
import daftar.messages.Text;
import daftar.messages.announcement.Announcement;
import daftar.messages.announcement.AnnouncementCommand.AnnounceUpdate;
import daftar.messages.announcement.AnnouncementCommand.WithdrawAnnouncement;
import daftar.messages.announcement.Occasion;
import daftar.messages.directory.Reference;
import daftar.messages.ticket.TicketCommand.NoteOverdueUpdate;
import daftar.query.Elastic;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.Relations.Major;
import daftar.readmodel.Relations.Update;
import daftar.readmodel.TicketDocument;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What is due of major incidents: the newest update of each is announced, in the one announcement that it has; that goes
 * with the major incident; and an update that does not come is said.
 */
final class MajorIncidents implements Errands {

    private static final Duration SHOWN = Duration.ofDays(7);
    private static final int MOST = 200;

    private final Elastic elastic;
    private final String tickets;
    private final Reference reference;

    MajorIncidents(Elastic elastic, String tickets, Reference reference) {
        this.elastic = elastic;
        this.tickets = tickets;
        this.reference = reference;
    }

    @Override
    public List<Errand> due(Instant now, int most) {
        List<Errand> due = new ArrayList<>();
        for (TicketDocument ticket : living()) {
            Major major = ticket.relations().major();
            if (major == null) {
                continue;
            }
            Instant next = ticket.relations().updateDueAt();
            if (next != null && !next.isAfter(now) && !ticket.relations().updateMissed()) {
                due.add(new Errand("overdue:" + ticket.id() + ":" + next, new NoteOverdueUpdate(ticket.id())));
            }
            if (!ticket.confidential() && !major.updates().isEmpty()) {
                Update newest = major.updates().getLast();
                // what is over need not be announced any more, and the board forgets it
                if (newest.at().plus(SHOWN).isAfter(now)) {
                    announce(ticket, major, newest, due);
                }
            }
        }
        withdraw(due);
        return due.size() > most ? due.subList(0, most) : due;
    }

    private void announce(TicketDocument ticket, Major major, Update update, List<Errand> due) {
        String id = announcementOf(ticket.id());
        Announcement known = reference.announcements().byId().get(id);
        Occasion told = known == null ? null : known.occasion();
        if (told != null && told.update() >= update.number()) {
            return;
        }
        due.add(new Errand(
                "announce:" + ticket.id() + ":" + update.number(),
                new AnnounceUpdate(
                        id,
                        update.by(),
                        texts(titles(major, update)),
                        texts(update.text()),
                        major.departments(),
                        major.services(),
                        update.at(),
                        update.at().plus(SHOWN),
                        new Occasion(ticket.id(), update.number()))));
    }

    /** In every language of the update; where it is not announced in one, by any title that it has. */
    private static Map<String, String> titles(Major major, Update update) {
        Map<String, String> titles = new HashMap<>(major.title());
        if (!titles.isEmpty()) {
            String any = titles.values().iterator().next();
            update.text().keySet().forEach(language -> titles.putIfAbsent(language, any));
        }
        return titles;
    }

    private static Map<String, Text> texts(Map<String, String> readable) {
        Map<String, Text> texts = new HashMap<>();
        readable.forEach((language, text) -> texts.put(language, Text.of(text)));
        return texts;
    }

    private void withdraw(List<Errand> due) {
        Map<String, Announcement> shown = new HashMap<>();
        for (Announcement each : reference.announcements().all()) {
            if (each.occasion() != null && !each.withdrawn()) {
                shown.put(each.occasion().ticket(), each);
            }
        }
        if (shown.isEmpty()) {
            return;
        }
        for (JsonNode found : elastic.get(tickets, List.copyOf(shown.keySet()))) {
            TicketDocument ticket = DocumentJson.reader(TicketDocument.class).readValue(found.path("_source"));
            Announcement announcement = shown.get(ticket.id());
            boolean over =
                    !ticket.relations().majorIncident() || ticket.status().isEnd() || ticket.confidential();
            if (over && announcement != null) {
                due.add(new Errand(
                        "withdraw:" + announcement.id() + ":" + announcement.version(),
                        new WithdrawAnnouncement(announcement.id(), null)));
            }
        }
    }

    private List<TicketDocument> living() {
        JsonNode found = elastic.search(
                tickets,
                "clock",
                Map.of(
                        "size",
                        MOST,
                        "track_total_hits",
                        false,
                        "query",
                        Map.of(
                                "bool",
                                Map.of(
                                        "filter",
                                        List.of(
                                                Map.of("term", Map.of("relations.majorIncident", true)),
                                                Map.of("terms", Map.of("status", SolvedTickets.LIVING)))))));
        List<TicketDocument> majors = new ArrayList<>();
        for (JsonNode hit : found.path("hits").path("hits")) {
            majors.add(DocumentJson.reader(TicketDocument.class).readValue(hit.path("_source")));
        }
        return majors;
    }

    /** The one announcement of a major incident. */
    static String announcementOf(String ticket) {
        return "announcement-" + UUID.nameUUIDFromBytes(("major:" + ticket).getBytes(StandardCharsets.UTF_8));
    }
}
