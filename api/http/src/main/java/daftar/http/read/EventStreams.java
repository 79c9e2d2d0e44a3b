package daftar.http.read;

import daftar.http.security.Presence;
import daftar.messages.Refused;
import daftar.messages.query.Caller;
import daftar.messages.query.Changes;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events: each stream is a virtual thread that waits for news of the log, and who reads slowly holds up nobody
 * but themself. All streams end before the web server stops, and each once its listener may not come in any more.
 */
public final class EventStreams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final Duration LIFE = Duration.ofMinutes(30);

    private final Changes changes;
    private final Duration heartbeat;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    /** @param heartbeat how often to show that a stream lives, and to look whether its listener still may come in */
    public EventStreams(Changes changes, Duration heartbeat) {
        this.changes = changes;
        this.heartbeat = heartbeat;
    }

    /** What a stream tells. */
    interface Telling {

        /** For threads and the log. */
        String name();

        /** Tells all there is to tell, and waits for more, for as long as the listener is there. */
        void tell(Listener listener) throws ListenerGone, InterruptedException;
    }

    /**
     * Opens a stream.
     *
     * @param topic the stream of the log that matters; null for all tickets
     * @param caller as they came in
     * @param request with which they did
     */
    SseEmitter open(@Nullable String topic, Caller caller, HttpServletRequest request, Telling telling) {
        String name = telling.name();
        SseEmitter emitter = new SseEmitter(LIFE.toMillis());
        Presence presence = Presence.of(request, caller.actor());
        Changes.Watch watch = changes.watch(topic);
        Thread thread = Thread.ofVirtual().name("stream-" + name).unstarted(() -> {
            try (watch) {
                telling.tell(new Listener(emitter, watch, caller, presence, heartbeat, this::isRunning));
            } catch (ListenerGone gone) {
                LOG.debug("A listener of {} went away: {}", name, gone.toString());
            } catch (InterruptedException ended) {
                LOG.debug("A stream of {} was ended", name);
            } catch (Refused notAnyMore) {
                LOG.debug("A listener of {} may not see it any more: {}", name, notAnyMore.code());
            } catch (RuntimeException fault) {
                LOG.warn("A stream of {} ended by a fault; its listener will connect again", name, fault);
            } finally {
                // one that is over already takes no notice
                emitter.complete();
                threads.remove(Thread.currentThread());
            }
        });
        emitter.onTimeout(thread::interrupt);
        emitter.onCompletion(thread::interrupt);
        emitter.onError(error -> thread.interrupt());
        threads.add(thread);
        thread.start();
        return emitter;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
