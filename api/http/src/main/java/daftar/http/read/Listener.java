package daftar.http.read;

import daftar.http.security.Presence;
import daftar.messages.query.AtLeast;
import daftar.messages.query.Caller;
import daftar.messages.query.Changes;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Who listens to a stream: what they are told, who they are by now, and what news there is for them. For one thread. */
final class Listener {

    private final SseEmitter emitter;
    private final Changes.Watch watch;
    private final Presence presence;
    private final Duration heartbeat;
    private final BooleanSupplier open;
    private final @Nullable AtLeast wanted;
    private Caller caller;
    private long checked = System.nanoTime();

    /**
     * @param caller as they came in
     * @param heartbeat how often to show that the stream lives, and to look whether they still may come in
     * @param open whether the stream is to go on
     */
    Listener(
            SseEmitter emitter,
            Changes.Watch watch,
            Caller caller,
            Presence presence,
            Duration heartbeat,
            BooleanSupplier open) {
        this.emitter = emitter;
        this.watch = watch;
        this.wanted = caller.atLeast();
        this.caller = caller;
        this.presence = presence;
        this.heartbeat = heartbeat;
        this.open = open;
    }

    /** What the first answer had to hold, by what they came in with; null for whatever is there. */
    @Nullable AtLeast wanted() {
        return wanted;
    }

    boolean isThere() {
        return open.getAsBoolean();
    }

    /**
     * With the roles that they have by now.
     *
     * @param news that the next answer must hold; null for whatever is there
     * @throws daftar.messages.Refused where they may not come in any more
     */
    Caller caller(@Nullable AtLeast news) {
        if (System.nanoTime() - checked >= heartbeat.toNanos()) {
            caller = new Caller(presence.now(), caller.language(), null);
            checked = System.nanoTime();
        }
        return new Caller(caller.actor(), caller.language(), news);
    }

    /** Sends an event. @param id where to go on after it */
    void tell(String name, String id, Object data) throws ListenerGone {
        send(SseEmitter.event().name(name).id(id).data(data, MediaType.APPLICATION_JSON));
    }

    /** Shows that the stream lives. @param id where to go on; null for where it was */
    void tellAlive(@Nullable String id) throws ListenerGone {
        SseEmitter.SseEventBuilder alive = SseEmitter.event();
        send((id == null ? alive : alive.id(id)).comment("alive"));
    }

    /**
     * Waits for news, a heartbeat long at most.
     *
     * @param coalesced how long to wait for those that come close after it
     * @return null where there is none
     */
    @Nullable AtLeast news(Duration coalesced) throws InterruptedException {
        AtLeast news = watch.next(heartbeat);
        if (news == null) {
            return null;
        }
        Thread.sleep(coalesced);
        AtLeast newer = watch.next(Duration.ZERO);
        return newer == null ? news : newer;
    }

    private void send(SseEmitter.SseEventBuilder event) throws ListenerGone {
        try {
            emitter.send(event);
        } catch (IOException | IllegalStateException closed) {
            throw new ListenerGone(closed);
        }
    }
}
