package daftar.automations.webhook;

import daftar.messages.feed.FeedCursor;
import daftar.messages.feed.FeedEvent;
import daftar.messages.feed.FeedPage;
import daftar.messages.webhook.WebhookEvent.Delivery;
import daftar.messages.webhook.WebhookEvent.Held;
import daftar.messages.webhook.WebhookEvent.Trouble;
import daftar.messages.webhook.WebhookEvent.WebhookProgressed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one receiver has to get: a line of events for each ticket, of which only the first is sent, and it again until it was
 * accepted. Says what may be sent now, and how far the receiver is. Does nothing itself, and is used by one thread.
 *
 * <p>An event that is refused holds its ticket's line alone. A receiver that is away, or refuses several tickets one after
 * the other, is left alone as a whole; then one event at a time is tried, each time of another ticket, so that none of them
 * keeps the others waiting. Of a line in trouble only the first event is kept here, the others are read again from the log.
 */
final class Lines {

    /** Events of the feed that are kept in memory; beyond that reading waits. */
    private static final int MOST_WAITING = 512;

    /** Tickets that may be held before reading waits. */
    static final int MOST_LINES = 1_000;

    private static final int MOST_OF_A_LINE = 32;
    private static final int LAST = 20;

    /** So many tickets refused one after the other, nothing accepted in between: it is not the events. */
    static final int REFUSALS = 5;

    /** Attempts of one line that found the receiver away before the line is left alone while others are accepted. */
    private static final int SUSPICIOUS = 3;

    private static final int SHORT_PAUSE = 4;

    /** @param readAt when it was looked whether the owner may see it */
    record Waiting(FeedEvent event, Instant readAt) {}

    /** A ticket's events, in order. */
    private static final class Line {
        private final ArrayDeque<Waiting> events = new ArrayDeque<>();
        private @Nullable Held held;
        /** From which revision on the log holds more of it, up to what was read; -1 for none. */
        private long restFrom = -1;

        private boolean sending;
        private int away;
        private @Nullable Trouble trouble;
    }

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Set<String> refusedInARow = new HashSet<>();
    private final ArrayDeque<Delivery> last = new ArrayDeque<>();
    private final Backoff backoff;
    private long read;
    private long replay;
    private long accepted;
    private int waiting;
    private int sending;
    private @Nullable Trouble trouble;
    private Instant troubledAt = Instant.MIN;

    /** A receiver that begins after this position. */
    Lines(long from, Backoff backoff) {
        this(new WebhookProgressed(from, List.of(), null, -1, 0, List.of()), backoff);
    }

    /** A receiver that is so far. */
    Lines(WebhookProgressed progress, Backoff backoff) {
        this.backoff = backoff;
        this.read = progress.read();
        this.replay = progress.replay();
        this.accepted = progress.accepted();
        this.trouble = progress.trouble();
        this.last.addAll(progress.last());
        for (Held held : progress.held()) {
            Line line = new Line();
            line.held = held;
            line.restFrom = held.revision();
            line.trouble = held.trouble();
            lines.put(held.ticket(), line);
        }
    }

    /** The position up to which the feed was read. */
    long read() {
        return read;
    }

    long replayed() {
        return replay;
    }

    /** Whether more can be taken in. */
    boolean hasRoom() {
        return waiting < MOST_WAITING && lines.size() < MOST_LINES;
    }

    /** How many are being sent. */
    int sending() {
        return sending;
    }

    /** Tickets in trouble. */
    long troubled() {
        return lines.values().stream().filter(line -> line.trouble != null).count();
    }

    boolean isInTrouble() {
        return trouble != null;
    }

    /** When the oldest event that has not been accepted was recorded; null for none. */
    @Nullable Instant oldest() {
        Instant oldest = null;
        for (Line line : lines.values()) {
            Waiting first = line.events.peekFirst();
            Instant at = first != null ? first.event().recordedAt() : line.held != null ? line.held.occurredAt() : null;
            if (at != null && (oldest == null || at.isBefore(oldest))) {
                oldest = at;
            }
        }
        return oldest;
    }

    /** Takes in what came next. */
    void add(FeedPage page, Instant now) {
        for (FeedEvent event : page.events()) {
            Line line = lines.computeIfAbsent(event.ticket(), none -> new Line());
            if (line.restFrom >= 0) {
                continue; // it will be read with the rest
            }
            if (line.trouble != null || line.events.size() >= MOST_OF_A_LINE) {
                line.restFrom = event.revision();
            } else {
                line.events.addLast(new Waiting(event, now));
                waiting++;
            }
        }
        read = FeedCursor.read(page.next(), "next");
    }

    /** Tickets of which the log must be asked again, with the revision from which on. */
    Map<String, Long> wanted() {
        Map<String, Long> wanted = new LinkedHashMap<>();
        lines.forEach((ticket, line) -> {
            if (line.events.isEmpty() && line.restFrom >= 0) {
                wanted.put(ticket, line.restFrom);
            }
        });
        return wanted;
    }

    /** What the log had of a ticket. @param next the revision to go on with @param end whether that was all up to {@link #read()} */
    void found(String ticket, List<FeedEvent> events, long next, boolean end, Instant now) {
        Line line = Objects.requireNonNull(lines.get(ticket));
        events.forEach(event -> line.events.addLast(new Waiting(event, now)));
        waiting += events.size();
        line.restFrom = end ? -1 : next;
        line.held = null;
        if (end && line.events.isEmpty()) {
            lines.remove(ticket);
        } else if (line.trouble != null) {
            shorten(line);
        }
    }

    /** The events that may be sent now, the longest waiting first; they count as being sent from now on. */
    List<Waiting> toSend(Instant now, int atOnce) {
        int room = atOnce - sending;
        if (trouble != null) {
            room = sending > 0 || now.isBefore(trouble.nextTryAt()) ? 0 : 1;
        }
        List<Waiting> chosen = new ArrayList<>();
        for (Line line : lines.values()) {
            if (chosen.size() >= room) {
                break;
            }
            Waiting first = line.events.peekFirst();
            if (first != null && !line.sending && (line.trouble == null || !now.isBefore(line.trouble.nextTryAt()))) {
                line.sending = true;
                chosen.add(first);
            }
        }
        sending += chosen.size();
        return chosen;
    }

    /** The event need not be sent: somebody has decided so, or its owner may not see it any more. */
    void passOver(FeedEvent event) {
        Line line = ended(event);
        goOn(event.ticket(), line);
    }

    /** What came of sending the event. */
    void attempted(FeedEvent event, Attempt attempt, Instant now) {
        Line line = ended(event);
        remember(event, attempt);
        switch (attempt.outcome()) {
            case ACCEPTED -> {
                accepted++;
                recovered(now, line);
                goOn(event.ticket(), line);
            }
            case REFUSED -> {
                line.trouble = again(line.trouble, attempt, null, now);
                shorten(line);
                toTheEnd(event.ticket(), line);
                refusedInARow.add(event.ticket());
                if (trouble != null || refusedInARow.size() >= REFUSALS) {
                    troubled(attempt, now);
                }
            }
            case AWAY, GONE -> {
                line.away++;
                toTheEnd(event.ticket(), line);
                troubled(attempt, now);
            }
        }
    }

    /**
     * Goes back to what came after a position. Of each line what came before stays, what came after is read again.
     *
     * @param wish the revision of the event that says so
     */
    void replay(long wish, long after) {
        replay = wish;
        if (after >= read) {
            return;
        }
        read = after;
        lines.values().removeIf(line -> {
            line.events.removeIf(event -> {
                boolean again = position(event.event()) > after;
                waiting -= again ? 1 : 0;
                return again;
            });
            // where nothing is left that came before, reading on brings all of it
            return line.events.isEmpty() && line.restFrom < 0;
        });
    }

    /** How far the receiver is. Only where {@link #wanted()} is empty. */
    WebhookProgressed progress() {
        List<Held> held = new ArrayList<>(lines.size());
        lines.forEach((ticket, line) -> {
            Waiting waits = line.events.peekFirst();
            if (waits != null) {
                FeedEvent first = waits.event();
                held.add(new Held(
                        ticket,
                        first.number(),
                        first.revision(),
                        first.id(),
                        first.type(),
                        first.occurredAt(),
                        line.trouble));
            } else if (line.held != null) {
                held.add(line.held);
            }
        });
        return new WebhookProgressed(read, held, trouble, replay, accepted, List.copyOf(last));
    }

    /** When something may be tried next that may not be tried now; null for never. */
    @Nullable Instant nextTry(Instant now) {
        if (trouble != null && now.isBefore(trouble.nextTryAt())) {
            return trouble.nextTryAt();
        }
        Instant next = null;
        for (Line line : lines.values()) {
            Instant at = line.trouble == null ? null : line.trouble.nextTryAt();
            if (at != null && !line.sending && (next == null || at.isBefore(next))) {
                next = at;
            }
        }
        return next;
    }

    private Line ended(FeedEvent event) {
        Line line = Objects.requireNonNull(lines.get(event.ticket()));
        line.sending = false;
        sending--;
        return line;
    }

    private void goOn(String ticket, Line line) {
        line.events.removeFirst();
        waiting--;
        line.trouble = null;
        line.away = 0;
        refusedInARow.remove(ticket);
        if (line.events.isEmpty() && line.restFrom < 0) {
            lines.remove(ticket);
        } else {
            toTheEnd(ticket, line);
        }
    }

    /** The receiver takes something: whoever waited for it alone goes on at once. */
    private void recovered(Instant now, Line by) {
        refusedInARow.clear();
        if (trouble == null) {
            return;
        }
        trouble = null;
        for (Line line : lines.values()) {
            if (line != by && line.away >= SUSPICIOUS) {
                // it was this one each time, perhaps: the others do not wait for it
                Instant since = line.trouble == null ? now : line.trouble.since();
                line.trouble = new Trouble(
                        line.away, since, "no answer", now.plus(backoff.after(Math.min(line.away, SHORT_PAUSE))));
                shorten(line);
            } else if (line.trouble != null) {
                line.trouble = new Trouble(line.trouble.attempts(), line.trouble.since(), line.trouble.error(), now);
            }
        }
    }

    private void troubled(Attempt attempt, Instant now) {
        if (trouble != null && attempt.began().isBefore(troubledAt)) {
            return; // it was on its way already when the receiver was found so
        }
        trouble = again(trouble, attempt, attempt.retryAfter(), now);
        troubledAt = now;
    }

    private Trouble again(@Nullable Trouble before, Attempt attempt, @Nullable Duration asked, Instant now) {
        int attempts = before == null ? 1 : before.attempts() + 1;
        Duration pause = backoff.after(attempts);
        if (asked != null && asked.compareTo(pause) > 0) {
            pause = asked.compareTo(Backoff.LONGEST_ASKED) > 0 ? Backoff.LONGEST_ASKED : asked;
        }
        return new Trouble(
                attempts,
                before == null ? now : before.since(),
                Objects.requireNonNullElse(attempt.error(), "unknown"),
                now.plus(pause));
    }

    /** Keeps the first event only. */
    private void shorten(Line line) {
        while (line.events.size() > 1) {
            line.restFrom = line.events.removeLast().event().revision();
            waiting--;
        }
    }

    private void toTheEnd(String ticket, Line line) {
        lines.remove(ticket);
        lines.put(ticket, line);
    }

    private void remember(FeedEvent event, Attempt attempt) {
        last.addFirst(new Delivery(
                event.id(),
                event.ticket(),
                event.type(),
                attempt.began(),
                attempt.status(),
                attempt.took().toMillis(),
                attempt.error()));
        while (last.size() > LAST) {
            last.removeLast();
        }
    }

    private static long position(FeedEvent event) {
        return FeedCursor.read(event.cursor(), "cursor");
    }
}
