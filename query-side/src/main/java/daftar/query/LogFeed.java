package daftar.query;

import daftar.eventstore.EventLog;
import daftar.eventstore.LogPage;
import daftar.eventstore.RecordedEvent;
import daftar.messages.Actor;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.feed.Feed;
import daftar.messages.feed.FeedCursor;
import daftar.messages.feed.FeedEvent;
import daftar.messages.feed.FeedEvent.Data;
import daftar.messages.feed.FeedPage;
import daftar.messages.feed.FeedTypes;
import daftar.messages.ledger.LedgerEvent;
import daftar.messages.query.Caller;
import daftar.messages.query.TimelineView.Step;
import daftar.query.Visibility.Level;
import daftar.readmodel.Derivation;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import daftar.readmodel.TicketDocument;
import daftar.readmodel.TimelineEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The feed: which events there are, and in which order, is the log's to say. Who may see one is decided by its ticket as it
 * is when the feed is read, by the rule of every search: the feed never tells what a search would not at that moment. What
 * one says is the line that the timeline has for it.
 *
 * <p>Lines and tickets are taken from the read model where it has them already. What it is behind with is folded here, from
 * where it is on, so that the feed neither waits for the read model nor passes over anything that it has not seen yet.
 */
public final class LogFeed implements Feed {

    /** Records of the log that one question looks through, whether anything of them may be seen or not. */
    static final int MOST_LOOKED_AT = 10_000;

    private static final Logger log = LoggerFactory.getLogger(LogFeed.class);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int CHUNK = 500;
    private static final int SMALL_CHUNK = 100;
    /** What analysts are told: that there was a problem, and how it was solved. */
    private static final String RAISED = "TicketRaised";

    private static final String RESOLVED = "TicketResolved";

    private final ReadSide readSide;
    private final EventLog events;
    private final Function<RecordedEvent, Optional<Recorded>> decode;

    /** @param decode reads an event as it is stored and opens its texts; empty for what is not ours */
    public LogFeed(ReadSide readSide, EventLog events, Function<RecordedEvent, Optional<Recorded>> decode) {
        this.readSide = readSide;
        this.events = events;
        this.decode = decode;
    }

    @Override
    public long head() {
        return events.head();
    }

    @Override
    public FeedPage read(Actor actor, @Nullable String language, long after, Set<String> types, int size) {
        Eyes eyes = new Eyes(actor, language);
        List<FeedEvent> told = new ArrayList<>();
        long began = System.nanoTime();
        long position = after;
        int chunk = size < SMALL_CHUNK ? SMALL_CHUNK : CHUNK;
        int lookedAt = 0;
        while (told.size() < size && lookedAt < MOST_LOOKED_AT && System.nanoTime() - began < LONGEST.toNanos()) {
            LogPage page = events.readAll(position < 0 ? null : position, chunk);
            lookedAt += chunk;
            List<RecordedEvent> wanted =
                    page.events().stream().filter(event -> isTold(event, types)).toList();
            int room = size - told.size();
            List<FeedEvent> seen = eyes.see(wanted, room);
            told.addAll(seen);
            if (seen.size() == room) {
                // what lies between this event and the page's end was not looked at
                return new FeedPage(told, told.getLast().cursor(), false);
            }
            Long last = page.lastPosition();
            position = last == null ? position : last;
            if (page.end()) {
                return new FeedPage(told, FeedCursor.write(position), true);
            }
        }
        return new FeedPage(told, FeedCursor.write(position), false);
    }

    @Override
    public Part ofTicket(
            Actor actor,
            @Nullable String language,
            Set<String> types,
            String ticket,
            long revision,
            long upTo,
            int most) {
        List<RecordedEvent> found = events.read(ticket, revision, most);
        List<RecordedEvent> within =
                found.stream().filter(event -> event.position() <= upTo).toList();
        List<RecordedEvent> wanted =
                within.stream().filter(event -> isTold(event, types)).toList();
        long next = within.isEmpty() ? revision : within.getLast().revision() + 1;
        return new Part(
                new Eyes(actor, language).see(wanted, wanted.size()),
                next,
                within.size() < found.size() || found.size() < most);
    }

    private static boolean isTold(RecordedEvent event, Set<String> types) {
        return FeedTypes.isTold(event.stream(), event.type(), types);
    }

    /** Somebody who looks; for one question. */
    private final class Eyes {

        private final Visibility visibility;
        private final Naming naming;

        Eyes(Actor actor, @Nullable String language) {
            this.visibility = readSide.visibilityOf(actor);
            this.naming = readSide.naming(new Caller(actor, language, null));
        }

        /** What may be seen of these, in their order. @param most how many to look for */
        List<FeedEvent> see(List<RecordedEvent> wanted, int most) {
            if (wanted.isEmpty()) {
                return List.of();
            }
            List<RecordedEvent> ofTickets =
                    wanted.stream().filter(event -> !isOfTheLedger(event)).toList();
            Map<String, TicketDocument> tickets = ofTickets.isEmpty() ? Map.of() : tickets(ofTickets);
            Map<String, TimelineEntry> lines = new HashMap<>();
            for (Map.Entry<String, Long> newest : newestOf(ofTickets).entrySet()) {
                TicketDocument known = tickets.get(newest.getKey());
                if (known == null || known.revision() < newest.getValue()) {
                    TicketDocument now = goOn(newest.getKey(), known, lines);
                    if (now != null) {
                        tickets.put(newest.getKey(), now);
                    }
                }
            }
            Map<String, Level> levels = new HashMap<>();
            tickets.forEach((id, ticket) -> {
                Level level = visibility.levelOf(TicketViews.subject(ticket));
                if (level != null) {
                    levels.put(id, level);
                }
            });
            List<RecordedEvent> visible = wanted.stream()
                    .filter(event -> isOfTheLedger(event) || levels.containsKey(event.stream()))
                    .toList();
            stored(visible.stream().filter(event -> !isOfTheLedger(event)).toList(), lines);
            List<FeedEvent> seen = new ArrayList<>();
            for (RecordedEvent event : visible) {
                if (seen.size() == most) {
                    break;
                }
                if (isOfTheLedger(event)) {
                    decode.apply(event).ifPresent(said -> seen.add(ofTheLedger(event, said)));
                    continue;
                }
                TicketDocument ticket = tickets.get(event.stream());
                Level level = levels.get(event.stream());
                TimelineEntry line = lines.get(lineOf(event));
                FeedEvent told =
                        ticket == null || level == null || line == null ? null : tell(event, ticket, line, level);
                if (told != null) {
                    seen.add(told);
                }
            }
            return seen;
        }

        private @Nullable FeedEvent tell(RecordedEvent event, TicketDocument ticket, TimelineEntry line, Level level) {
            return switch (level) {
                case INTERNAL -> told(event, line, true);
                case PUBLIC -> Timelines.isPublic(line) ? told(event, line, false) : null;
                case KNOWLEDGE -> known(event, ticket, line);
            };
        }

        private FeedEvent told(RecordedEvent event, TimelineEntry line, boolean internal) {
            Step step = Timelines.step(line, Duration.ZERO, internal, naming);
            return new FeedEvent(
                    event.eventId().toString(),
                    FeedCursor.write(event.position()),
                    step.type(),
                    line.ticket(),
                    line.number(),
                    event.revision(),
                    step.at(),
                    event.recordedAt(),
                    step.actor(),
                    step.onBehalfOf(),
                    line.cause(),
                    line.client(),
                    internal ? line.commandId() : null,
                    step.internal(),
                    new Data(
                            step.status(),
                            step.stage(),
                            step.holder(),
                            step.texts(),
                            step.internalTexts(),
                            step.redacted(),
                            step.facts(),
                            step.changes(),
                            internal ? decode.apply(event).map(Recorded::event).orElse(null) : null));
        }

        /** Problem and solution, as a search would show them, and nobody's name. */
        private @Nullable FeedEvent known(RecordedEvent event, TicketDocument ticket, TimelineEntry line) {
            List<String> texts = new ArrayList<>(2);
            if (event.type().equals(RAISED)) {
                add(ticket.title(), texts);
                add(ticket.description(), texts);
            } else if (event.type().equals(RESOLVED) && line.occurredAt().equals(ticket.resolvedAt())) {
                texts.addAll(line.publicTexts());
            } else {
                return null;
            }
            return new FeedEvent(
                    event.eventId().toString(),
                    FeedCursor.write(event.position()),
                    line.event(),
                    line.ticket(),
                    line.number(),
                    event.revision(),
                    line.occurredAt(),
                    event.recordedAt(),
                    null,
                    null,
                    line.cause(),
                    null,
                    null,
                    false,
                    new Data(null, null, null, texts, List.of(), line.redacted(), Map.of(), List.of(), null));
        }
    }

    private static boolean isOfTheLedger(RecordedEvent event) {
        return event.stream().equals(LedgerEvent.STREAM);
    }

    /** What the ledger said, which holds nothing of what it is over. */
    private static FeedEvent ofTheLedger(RecordedEvent event, Recorded said) {
        return new FeedEvent(
                event.eventId().toString(),
                FeedCursor.write(event.position()),
                event.type(),
                LedgerEvent.STREAM,
                LedgerEvent.STREAM,
                event.revision(),
                said.occurredAt(),
                event.recordedAt(),
                null,
                null,
                said.metadata().get(Meta.CAUSE),
                said.metadata().get(Meta.CLIENT),
                null,
                false,
                new Data(null, null, null, List.of(), List.of(), false, Map.of(), List.of(), said.event()));
    }

    private static void add(@Nullable String text, List<String> texts) {
        if (text != null) {
            texts.add(text);
        }
    }

    /** The newest event of each ticket among these. */
    private static Map<String, Long> newestOf(List<RecordedEvent> wanted) {
        Map<String, Long> newest = new LinkedHashMap<>();
        for (RecordedEvent event : wanted) {
            newest.merge(event.stream(), event.revision(), Math::max);
        }
        return newest;
    }

    /** The tickets as the read model has them. */
    private Map<String, TicketDocument> tickets(List<RecordedEvent> wanted) {
        Map<String, TicketDocument> tickets = new HashMap<>();
        List<String> ids = wanted.stream().map(RecordedEvent::stream).distinct().toList();
        for (JsonNode found : readSide.elastic().get(readSide.alias(ReadModel.TICKETS), ids)) {
            TicketDocument ticket = DocumentJson.reader(TicketDocument.class).readValue(found.path("_source"));
            tickets.put(ticket.id(), ticket);
        }
        return tickets;
    }

    /** Adds the lines that the read model has. A ticket's lines are written before it, so what it holds has its lines. */
    private void stored(List<RecordedEvent> visible, Map<String, TimelineEntry> lines) {
        List<String> ids = visible.stream()
                .map(LogFeed::lineOf)
                .filter(id -> !lines.containsKey(id))
                .toList();
        for (JsonNode found : readSide.elastic().get(readSide.alias(ReadModel.TIMELINE), ids)) {
            TimelineEntry line = DocumentJson.reader(TimelineEntry.class).readValue(found.path("_source"));
            lines.put(line.id(), line);
        }
        // an index that lost some: the log has them all
        visible.stream()
                .filter(event -> !lines.containsKey(lineOf(event)))
                .map(RecordedEvent::stream)
                .distinct()
                .forEach(ticket -> goOn(ticket, null, lines));
    }

    /**
     * Folds what the read model is behind with. Where an event cannot be folded the ticket stays as a search shows it, and
     * nobody is told of that event until it can be: it is parked.
     */
    private @Nullable TicketDocument goOn(String id, @Nullable TicketDocument known, Map<String, TimelineEntry> lines) {
        List<Recorded> rest;
        try (var read = events.readStream(id, known == null ? 0 : known.revision() + 1)) {
            rest = read.map(decode).flatMap(Optional::stream).toList();
        }
        TicketDocument ticket = known;
        try {
            for (Recorded recorded : rest) {
                TicketDocument after = TicketDocument.evolve(ticket, recorded);
                for (var document : Derivation.derive(ticket, recorded, after)) {
                    if (document instanceof TimelineEntry line) {
                        lines.put(line.id(), line);
                    }
                }
                ticket = after;
            }
        } catch (RuntimeException parked) {
            log.debug("{} cannot be folded on from revision {}", id, ticket == null ? -1 : ticket.revision(), parked);
            return known;
        }
        return ticket;
    }

    private static String lineOf(RecordedEvent event) {
        return event.stream() + "/" + event.revision();
    }
}
