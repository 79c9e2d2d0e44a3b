package daftar.http.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.http.security.Presence;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.query.AtLeast;
import daftar.messages.query.Caller;
import daftar.messages.query.Changes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

class LiveViewTest {

    private static final Caller ADA = new Caller(Actor.clock(), "en", null);
    private static final AtLeast NEWS = new AtLeast(7, null, 0);

    /** What was sent, an event each. */
    private final List<String> told = new ArrayList<>();
    /** How often there was somebody to tell; the fifth time there is nobody. */
    private final AtomicInteger turns = new AtomicInteger();

    private final SseEmitter emitter = new SseEmitter() {
        @Override
        public void send(SseEventBuilder event) {
            told.add(event.build().stream()
                    .map(part -> part.getData().toString())
                    .collect(Collectors.joining())
                    .strip());
        }
    };

    private static final Changes.Watch ALWAYS_NEWS = new Changes.Watch() {
        @Override
        public AtLeast next(Duration longest) {
            return NEWS;
        }

        @Override
        public void close() {}
    };

    private Listener listener(SseEmitter to, Presence presence, Duration heartbeat) {
        return new Listener(to, ALWAYS_NEWS, ADA, presence, heartbeat, () -> turns.incrementAndGet() < 5);
    }

    private static LiveView<String> view(Function<Caller, String> question) {
        return new LiveView<>("view", "first", question, content -> content, content -> "id of " + content);
    }

    @Test
    void a_view_is_told_at_first_and_again_once_it_has_changed() throws Exception {
        List<AtLeast> wanted = new ArrayList<>();
        view(caller -> {
                    wanted.add(caller.atLeast());
                    return turns.get() < 3 ? "first" : "second";
                })
                .tell(listener(emitter, ADA::actor, Duration.ofMinutes(1)));

        assertThat(told)
                .containsExactly("event:view\nid:id of first\ndata:first", "event:view\nid:id of second\ndata:second");
        assertThat(wanted).containsExactly(null, NEWS, NEWS, NEWS);
    }

    @Test
    void who_may_not_come_in_any_more_is_told_nothing_more() {
        Presence gone = () -> {
            throw Refused.forbidden("deactivated", "Not any more.");
        };

        assertThatThrownBy(() -> view(caller -> "second").tell(listener(emitter, gone, Duration.ZERO)))
                .isInstanceOf(Refused.class);
        assertThat(told).containsExactly("event:view\nid:id of first\ndata:first");
    }

    @Test
    void a_fault_of_the_view_is_not_taken_for_a_listener_who_went_away() {
        IllegalStateException fault = new IllegalStateException("no such field");

        assertThatThrownBy(() -> view(caller -> {
                            throw fault;
                        })
                        .tell(listener(emitter, ADA::actor, Duration.ofMinutes(1))))
                .isSameAs(fault);
    }

    @Test
    void a_listener_goes_away_by_a_broken_connection_and_by_one_that_is_over() {
        for (Exception closed : List.of(new IOException("broken pipe"), new IllegalStateException("complete"))) {
            SseEmitter broken = new SseEmitter() {
                @Override
                public void send(SseEventBuilder event) throws IOException {
                    if (closed instanceof IOException pipe) {
                        throw pipe;
                    }
                    throw (IllegalStateException) closed;
                }
            };
            assertThatThrownBy(() -> view(caller -> "second").tell(listener(broken, ADA::actor, Duration.ofMinutes(1))))
                    .isInstanceOf(ListenerGone.class)
                    .hasCause(closed);
        }
    }
}
