package daftar.query;

import daftar.messages.Actor;
import daftar.messages.file.FileVisibility;
import daftar.messages.query.TicketFile;
import daftar.messages.query.TicketView;
import daftar.messages.query.TicketView.Enclosures;
import daftar.messages.query.TicketView.Other;
import daftar.messages.ticket.LinkKind;
import daftar.query.Visibility.Level;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.Enclosures.Enclosed;
import daftar.readmodel.ReadModel;
import daftar.readmodel.Relations;
import daftar.readmodel.TicketDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Files of a ticket, and the tickets that were merged with it or linked to it, read from theirs when it is read. Of each
 * other ticket the caller learns what they may know of it by itself, and nothing more because of the merge.
 */
final class EnclosedTickets {

    private static final int MOST_LINKS = 100;

    private final ReadSide readSide;

    EnclosedTickets(ReadSide readSide) {
        this.readSide = readSide;
    }

    /** Null for nothing. @param level how much the caller may know of the ticket */
    @Nullable Enclosures of(TicketDocument ticket, Level level, Actor actor, Naming naming) {
        if (level == Level.KNOWLEDGE) {
            return null;
        }
        Visibility visibility = readSide.visibilityOf(actor);
        String into = ticket.mergedInto();
        List<TicketDocument> others = others(ticket);
        List<TicketFile> files = new ArrayList<>(files(ticket, level, naming));
        List<Other> merged = new ArrayList<>();
        Map<String, String> ways = new HashMap<>();
        others.forEach(other -> ways.put(other.id(), String.valueOf(other.mergedInto())));
        Other target = into == null ? null : new Other(into, null, null, null);
        for (TicketDocument other : others) {
            Level of = visibility.levelOf(TicketViews.subject(other));
            if (of == null || of == Level.KNOWLEDGE) {
                continue;
            }
            Other seen = new Other(other.id(), other.number(), other.title(), naming.personOrNull(other.requester()));
            if (other.id().equals(into)) {
                target = seen;
            } else if (leads(ways, other.id(), ticket.id())) {
                merged.add(seen);
                files.addAll(files(other, of, naming));
            }
        }
        List<TicketView.Link> linkedFrom = level == Level.INTERNAL ? linkedFrom(ticket, visibility, actor) : List.of();
        return files.isEmpty() && target == null && merged.isEmpty() && linkedFrom.isEmpty()
                ? null
                : new Enclosures(files, target, merged, linkedFrom);
    }

    /** Whether it is merged into that one still, over however many others. */
    private static boolean leads(Map<String, String> ways, String from, String to) {
        Set<String> seen = new HashSet<>();
        String at = from;
        while (at != null && !at.equals(to) && seen.add(at)) {
            at = ways.get(at);
        }
        return to.equals(at);
    }

    /** What the ticket itself says, all of it; null for nothing. */
    static @Nullable Enclosures own(TicketDocument ticket, Naming naming) {
        List<TicketFile> files = files(ticket, Level.INTERNAL, naming);
        String into = ticket.mergedInto();
        List<Other> merged = ticket.enclosures().absorbed().stream()
                .map(id -> new Other(id, null, null, null))
                .toList();
        return files.isEmpty() && into == null && merged.isEmpty()
                ? null
                : new Enclosures(files, into == null ? null : new Other(into, null, null, null), merged, List.of());
    }

    private List<TicketDocument> others(TicketDocument ticket) {
        List<String> ids = new ArrayList<>(ticket.enclosures().absorbed());
        if (ticket.mergedInto() != null) {
            ids.add(ticket.mergedInto());
        }
        return ids.isEmpty()
                ? List.of()
                : readSide.elastic().get(readSide.alias(ReadModel.TICKETS), ids).stream()
                        .map(found -> DocumentJson.reader(TicketDocument.class)
                                .<TicketDocument>readValue(found.path("_source")))
                        .toList();
    }

    static List<TicketFile> files(TicketDocument ticket, Level level, Naming naming) {
        return ticket.enclosures().files().stream()
                .filter(file -> isFor(file, level))
                .map(file -> new TicketFile(
                        file.sha256(),
                        ticket.id(),
                        file.name(),
                        file.size(),
                        file.mediaType(),
                        file.visibility(),
                        naming.personOrNull(file.by()),
                        file.at(),
                        file.withheld()))
                .toList();
    }

    private static boolean isFor(Enclosed file, Level level) {
        return switch (level) {
            case INTERNAL -> true;
            case PUBLIC -> file.visibility() == FileVisibility.PUBLIC;
            case KNOWLEDGE -> false;
        };
    }

    private List<TicketView.Link> linkedFrom(TicketDocument ticket, Visibility visibility, Actor actor) {
        List<String> links = Arrays.stream(LinkKind.values())
                .map(kind -> Relations.link(kind, ticket.id()))
                .toList();
        JsonNode found = readSide.elastic()
                .search(
                        readSide.alias(ReadModel.TICKETS),
                        actor.person(),
                        Map.of(
                                "size",
                                MOST_LINKS,
                                "track_total_hits",
                                false,
                                "_source",
                                List.of("id", "relations.links"),
                                "query",
                                Json.all(List.of(Json.terms("relations.links", links), visibility.filter())),
                                "sort",
                                List.of(Map.of("raisedAt", "desc"), Map.of("id", "asc"))));
        List<TicketView.Link> from = new ArrayList<>();
        for (JsonNode hit : found.path("hits").path("hits")) {
            String id = hit.path("_source").path("id").asString();
            for (JsonNode link : hit.path("_source").path("relations").path("links")) {
                int at = links.indexOf(link.asString());
                if (at >= 0) {
                    from.add(new TicketView.Link(LinkKind.values()[at], id));
                }
            }
        }
        return from;
    }
}
