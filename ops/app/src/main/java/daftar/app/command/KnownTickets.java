package daftar.app.command;

import daftar.http.write.TicketRefs;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of tickets that were raised here from memory, so that this node needs no read model for them; others, and older
 * ones, from the index of numbers. Ids by the register itself.
 */
final class KnownTickets implements TicketRefs {

    /** Somebody who was told a number by another node may use it before the projectors have written it. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How many raised tickets are remembered; some MB. The projectors have written them long before so many follow. */
    static final int REMEMBERED = 10_000;

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Function<String, @Nullable String> written;
    private final Predicate<String> registered;
    private final Duration patience;
    private final Map<String, String> raised = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * @param written the id that the read model has for a number, null for none
     * @param registered whether there is a ticket of this id
     * @param patience how long a number that nobody knows is asked for again
     */
    KnownTickets(Function<String, @Nullable String> written, Predicate<String> registered, Duration patience) {
        this.written = written;
        this.registered = registered;
        this.patience = patience;
    }

    @Override
    public void raised(String number, String id) {
        synchronized (raised) {
            raised.put(number, id);
        }
    }

    @Override
    public @Nullable String idOf(String ref) {
        if (ref.startsWith("ticket-")) {
            return registered.test(ref) ? ref : null;
        }
        String own = raisedHere(ref);
        return own == null ? awaited(ref) : own;
    }

    private @Nullable String raisedHere(String number) {
        synchronized (raised) {
            return raised.get(number);
        }
    }

    private @Nullable String awaited(String number) {
        long giveUpAt = System.nanoTime() + patience.toNanos();
        while (true) {
            String id = written.apply(number);
            if (id != null || System.nanoTime() > giveUpAt) {
                return id;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }
}
