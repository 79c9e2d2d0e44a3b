package daftar.http.read;

import daftar.messages.Refused;
import daftar.messages.query.AtLeast;
import daftar.messages.query.Caller;
import daftar.messages.query.Changes;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events: each stream is a virtual thread that waits for news of the log, asks again, and sends the view if it
 * has changed. News that come close together are answered once. All streams end before the web server stops.
 */
public final class LiveStreams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final Duration COALESCED = Duration.ofMillis(250);

    private final Changes changes;
    private final Duration heartbeat;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    /** @param heartbeat how often to show that the stream lives, and to look for what changes by time alone */
    public LiveStreams(Changes changes, Duration heartbeat) {
        this.changes = changes;
        this.heartbeat = heartbeat;
    }

    /**
     * Opens a stream.
     *
     * @param name of its events
     * @param topic the stream of the log that matters; null for all tickets
     * @param first the view to begin with
     * @param question asks again, for a view that holds the news
     * @param content what of a view is worth telling
     * @param id of the event that tells a view
     */
    <V> SseEmitter open(
            String name,
            @Nullable String topic,
            Caller caller,
            V first,
            Function<Caller, V> question,
            Function<V, Object> content,
            Function<V, String> id) {
        SseEmitter emitter = new SseEmitter(LIFE.toMillis());
        Changes.Watch watch = changes.watch(topic);
        Thread thread = Thread.ofVirtual().name("stream-" + name).unstarted(() -> {
            try (watch) {
                emitter.send(event(name, id.apply(first), first));
                tell(name, watch, caller, content.apply(first), question, content, id, emitter);
            } catch (IOException | IllegalStateException gone) {
                LOG.debug("A listener of {} went away: {}", name, gone.toString());
            } catch (InterruptedException ended) {
                LOG.debug("A stream of {} was ended", name);
            } catch (Refused refused) {
                LOG.debug("A listener of {} may not see it any more: {}", name, refused.code());
            } catch (RuntimeException fault) {
                LOG.warn("The stream of {} ended by a fault; its listener will connect again", name, fault);
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

    private <V> void tell(
            String name,
            Changes.Watch watch,
            Caller caller,
            Object first,
            Function<Caller, V> question,
            Function<V, Object> content,
            Function<V, String> id,
            SseEmitter emitter)
            throws IOException, InterruptedException {
        Object told = first;
        // asks at once: what happened between the first answer and the watch would be missed otherwise
        AtLeast news = caller.atLeast();
        while (running) {
            V view = question.apply(new Caller(caller.actor(), caller.language(), news));
            Object now = content.apply(view);
            if (!now.equals(told)) {
                emitter.send(event(name, id.apply(view), view));
                told = now;
            }
            news = watch.next(heartbeat);
            if (news == null) {
                emitter.send(SseEmitter.event().comment("alive"));
            } else {
                Thread.sleep(COALESCED);
                AtLeast newer = watch.next(Duration.ZERO);
                news = newer == null ? news : newer;
            }
        }
    }

    private static SseEmitter.SseEventBuilder event(String name, String id, Object view) {
        return SseEmitter.event().name(name).id(id).data(view, MediaType.APPLICATION_JSON);
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
