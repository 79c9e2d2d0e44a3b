package daftar.app.access;

import daftar.eventstore.EventLog;
import daftar.eventstore.ExpectedRevision;
import daftar.eventstore.RevisionConflict;
import daftar.messages.access.AccessEvent.TokenUsed;
import daftar.messages.access.AccessView;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the first use of a token on each day (UTC), beside the request. The append expects the stream as it was seen, so
 * of several nodes one records it.
 */
final class TokenUses implements Consumer<AccessView.Token> {

    private static final Logger log = LoggerFactory.getLogger(TokenUses.class);

    private final EventLog events;
    private final InstantSource clock;
    private final Executor beside;
    /** Bounded by the tokens that there are. */
    private final Map<String, LocalDate> tried = new ConcurrentHashMap<>();

    TokenUses(EventLog events, InstantSource clock, Executor beside) {
        this.events = events;
        this.clock = clock;
        this.beside = beside;
    }

    @Override
    public void accept(AccessView.Token token) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LocalDate today = day(now);
        Instant last = token.lastUsedAt();
        if ((last == null || day(last).isBefore(today)) && !today.equals(tried.put(token.id(), today))) {
            beside.execute(() -> record(token, now));
        }
    }

    private void record(AccessView.Token token, Instant now) {
        try {
            AccessEvents.append(
                    events,
                    token.id(),
                    ExpectedRevision.exactly(token.revision()),
                    new TokenUsed(token.id(), now),
                    token.person(),
                    "TOKEN",
                    now);
        } catch (RevisionConflict another) {
            // another node was quicker, or the token has just been revoked
        } catch (RuntimeException away) {
            tried.remove(token.id());
            log.warn("The use of {} could not be recorded; it will be with the next: {}", token.id(), away.toString());
        }
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
