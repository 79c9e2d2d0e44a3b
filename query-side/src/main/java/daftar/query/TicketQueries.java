package daftar.query;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.query.AtLeast;
import daftar.messages.query.Caller;
import daftar.messages.query.FilesView;
import daftar.messages.query.IncidentsView;
import daftar.messages.query.Query.FindFiles;
import daftar.messages.query.Query.FindIncidents;
import daftar.messages.query.Query.FindTicket;
import daftar.messages.query.Query.FindTimeline;
import daftar.messages.query.TicketView;
import daftar.messages.query.TimelineView;
import daftar.messages.ticket.LinkKind;
import daftar.messages.ticket.Status;
import daftar.query.Visibility.Level;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import daftar.readmodel.Relations;
import daftar.readmodel.TicketDocument;
import daftar.readmodel.TimelineEntry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Answers what a single ticket is and was. Both are read by id, which needs no refresh: a ticket's line of the timeline is
 * written before its document, so the document's revision says which lines there are.
 */
public final class TicketQueries {

    private static final int LINES_AT_ONCE = 500;

    private final ReadSide readSide;
    private final Predicate<String> parked;
    private final RelatedTickets related;
    private final EnclosedTickets enclosed;

    /** @param parked whether events of this ticket could not be applied and wait for an operator */
    public TicketQueries(ReadSide readSide, Predicate<String> parked) {
        this.readSide = readSide;
        this.parked = parked;
        this.related = new RelatedTickets(readSide);
        this.enclosed = new EnclosedTickets(readSide);
    }

    /** A ticket's document, and whether it is older than asked for. */
    private record Read(TicketDocument ticket, Level level, boolean stale) {}

    @QueryHandler
    public TicketView find(FindTicket query) {
        return readSide.meters().timed(QueryMeters.Kind.TICKET, () -> {
            Read read = read(query.caller(), query.ref());
            return TicketViews.view(
                    read.ticket(),
                    read.level(),
                    query.caller().actor().person(),
                    readSide.naming(query.caller()),
                    readSide.now(),
                    related.of(read.ticket(), read.level(), query.caller().actor(), readSide.now()),
                    parked.test(read.ticket().id()),
                    read.stale(),
                    enclosed.of(read.ticket(), read.level(), query.caller().actor(), readSide.naming(query.caller())));
        });
    }

    @QueryHandler
    public FilesView find(FindFiles query) {
        return readSide.meters().timed(QueryMeters.Kind.FILES, () -> {
            Read read = read(query.caller(), query.ref());
            if (read.level() == Level.KNOWLEDGE) {
                throw Refused.forbidden("not-allowed", "The files of a ticket name people; they are not for analysts.");
            }
            TicketView.Enclosures all =
                    enclosed.of(read.ticket(), read.level(), query.caller().actor(), readSide.naming(query.caller()));
            return new FilesView(read.ticket().id(), all == null ? List.of() : all.files(), read.stale());
        });
    }

    @QueryHandler
    public TimelineView find(FindTimeline query) {
        return readSide.meters().timed(QueryMeters.Kind.TIMELINE, () -> {
            Read read = read(query.caller(), query.ref());
            if (read.level() == Level.KNOWLEDGE) {
                throw Refused.forbidden("not-allowed", "The steps of a ticket name people; they are not for analysts.");
            }
            return Timelines.view(
                    read.ticket(),
                    lines(read.ticket()),
                    read.level(),
                    readSide.naming(query.caller()),
                    readSide.now(),
                    read.stale());
        });
    }

    private record Bound(String query, String person, String ticket) {}

    @QueryHandler
    public IncidentsView find(FindIncidents query) {
        return readSide.meters().timed(QueryMeters.Kind.INCIDENTS, () -> {
            SearchQueries.checkSize(query.size());
            Caller caller = query.caller();
            Read read = read(caller, query.ref());
            if (read.level() != Level.INTERNAL) {
                throw Refused.forbidden("not-allowed", "What a ticket is linked to is for the desk and auditors.");
            }
            TicketDocument ticket = read.ticket();
            String person = caller.actor().person();
            Bound bound = new Bound("incidents", person, ticket.id());
            List<Object> after = Cursor.read(bound, query.cursor());
            boolean stale = readSide.isStale(caller.atLeast());
            Visibility visibility = readSide.visibilityOf(caller.actor());
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("query", Json.all(List.of(incidentsOf(ticket), visibility.filter())));
            body.put("size", query.size() + 1);
            body.put("track_total_hits", true);
            body.put("_source", TicketRows.FIELDS);
            body.put("sort", List.of(Map.of("raisedAt", "desc"), Map.of("id", "asc")));
            body.put("aggs", Map.of("status", Map.of("terms", Map.of("field", "status", "size", 20))));
            if (after != null) {
                body.put("search_after", after);
            }
            JsonNode found = readSide.elastic().search(readSide.alias(ReadModel.TICKETS), person, body);
            Page page = Page.of(found, query.size());
            TicketRows rows = new TicketRows(visibility, readSide.naming(caller), readSide.now());
            Map<Status, Long> counts = new EnumMap<>(Status.class);
            for (JsonNode bucket : found.path("aggregations").path("status").path("buckets")) {
                counts.put(
                        Status.valueOf(bucket.path("key").asString()),
                        bucket.path("doc_count").asLong());
            }
            return new IncidentsView(
                    page.hits().stream().map(rows::row).toList(),
                    counts,
                    page.total(),
                    page.next(bound),
                    stale || read.stale());
        });
    }

    private static Map<String, ?> incidentsOf(TicketDocument ticket) {
        List<String> children = ticket.links().stream()
                .filter(link -> link.kind() == LinkKind.PARENT_OF)
                .map(TicketDocument.Link::other)
                .toList();
        return Json.any(List.of(
                Json.terms(
                        "relations.links",
                        List.of(
                                Relations.link(LinkKind.CAUSED_BY, ticket.id()),
                                Relations.link(LinkKind.CHILD_OF, ticket.id()))),
                Json.terms("id", children)));
    }

    private Read read(Caller caller, String ref) {
        String id = readSide.refs().idOf(ref, caller.atLeast());
        Read read = atLeast(id, caller);
        if (read == null) {
            throw TicketRefs.unknown(ref);
        }
        return read;
    }

    private @Nullable Read atLeast(String id, Caller caller) {
        AtLeast atLeast = caller.atLeast();
        boolean stale = false;
        TicketDocument ticket = document(id);
        if (atLeast != null && !isNewer(ticket, atLeast)) {
            if (id.equals(atLeast.stream())) {
                // the ticket's own event: its document tells first
                stale = !Freshness.until(() -> isNewer(document(id), atLeast));
            } else {
                stale = !readSide.freshness().applied(atLeast);
            }
            ticket = document(id);
        }
        if (ticket == null) {
            return null;
        }
        Level level = levelOf(ticket, caller.actor());
        return level == null ? null : new Read(ticket, level, stale);
    }

    /** Whether the document holds what the caller has seen, or something of the log after it. */
    private static boolean isNewer(@Nullable TicketDocument ticket, AtLeast atLeast) {
        return ticket != null
                && (ticket.id().equals(atLeast.stream())
                        ? ticket.revision() >= atLeast.revision()
                        : ticket.position() >= atLeast.position());
    }

    private @Nullable Level levelOf(TicketDocument ticket, Actor actor) {
        return readSide.visibilityOf(actor).levelOf(TicketViews.subject(ticket));
    }

    private @Nullable TicketDocument document(String id) {
        JsonNode found = readSide.elastic().get(readSide.alias(ReadModel.TICKETS), id);
        return found == null ? null : DocumentJson.reader(TicketDocument.class).readValue(found.path("_source"));
    }

    private List<TimelineEntry> lines(TicketDocument ticket) {
        List<TimelineEntry> lines = new ArrayList<>();
        for (long from = 0; from <= ticket.revision(); from += LINES_AT_ONCE) {
            List<String> ids = LongStream.rangeClosed(from, Math.min(from + LINES_AT_ONCE - 1, ticket.revision()))
                    .mapToObj(revision -> ticket.id() + "/" + revision)
                    .toList();
            for (JsonNode found : readSide.elastic().get(readSide.alias(ReadModel.TIMELINE), ids)) {
                lines.add(DocumentJson.reader(TimelineEntry.class).readValue(found.path("_source")));
            }
        }
        return lines;
    }
}
