package daftar.http.read;

import daftar.http.security.Presence;
import daftar.messages.Refused;
import daftar.messages.feed.FeedEvent;
import daftar.messages.feed.FeedPage;
import daftar.messages.query.Caller;
import daftar.messages.query.Changes;
import daftar.messages.query.Query.FindFeed;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.queryhandling.QueryGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The feed as server-sent events. Each listener is a virtual thread with a place of its own in the log, which reads on when
 * there is news: one subscription tells all of them, and who reads slowly holds up nobody but themself.
 */
public final class FeedStreams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FeedStreams.class);
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final Duration COALESCED = Duration.ofMillis(20);
    private static final int AT_ONCE = 200;

    private final Ask ask;
    private final Changes changes;
    private final Duration heartbeat;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    /** @param heartbeat how often to show that the stream lives, and to look whether its caller still may come in */
    public FeedStreams(QueryGateway queries, Changes changes, Duration heartbeat) {
        this.ask = new Ask(queries);
        this.changes = changes;
        this.heartbeat = heartbeat;
    }

    /** Opens a stream. @param after the cursor to go on after */
    SseEmitter open(Caller caller, String after, Set<String> types, Presence presence) {
        SseEmitter emitter = new SseEmitter(LIFE.toMillis());
        Changes.Watch watch = changes.watch(null);
        Thread thread = Thread.ofVirtual().name("feed-stream").unstarted(() -> {
            try (watch) {
                tell(caller, after, types, presence, watch, emitter);
            } catch (IOException | IllegalStateException gone) {
                LOG.debug("A listener of the feed went away: {}", gone.toString());
            } catch (InterruptedException ended) {
                LOG.debug("A stream of the feed was ended");
            } catch (Refused notAnyMore) {
                LOG.debug("A listener of the feed may not come in any more: {}", notAnyMore.code());
            } catch (RuntimeException fault) {
                LOG.warn("A stream of the feed ended by a fault; its listener will connect again", fault);
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

    private void tell(
            Caller first, String begin, Set<String> types, Presence presence, Changes.Watch watch, SseEmitter emitter)
            throws IOException, InterruptedException {
        String after = begin;
        Caller caller = first;
        long checked = System.nanoTime();
        emitter.send(SseEmitter.event().id(after).comment("alive"));
        while (running) {
            if (System.nanoTime() - checked >= heartbeat.toNanos()) {
                caller = new Caller(presence.now(), first.language(), null);
                checked = System.nanoTime();
            }
            FeedPage page = ask.view(new FindFeed(caller, after, types, AT_ONCE), FeedPage.class);
            for (FeedEvent event : page.events()) {
                emitter.send(
                        SseEmitter.event().name("feed").id(event.cursor()).data(event, MediaType.APPLICATION_JSON));
            }
            after = page.next();
            if (page.end()) {
                if (watch.next(heartbeat) == null) {
                    // with its id, so that who connects again need not look once more through what was not for them
                    emitter.send(SseEmitter.event().id(after).comment("alive"));
                } else {
                    Thread.sleep(COALESCED);
                }
            }
        }
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
