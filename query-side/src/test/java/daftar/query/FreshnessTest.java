package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.query.AtLeast;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private final Sample.SetProgress progress = new Sample.SetProgress();
    private final AtomicInteger refreshes = new AtomicInteger();

    @Test
    void who_asks_for_nothing_waits_for_nothing() {
        progress.position.set(-1);
        assertThat(new Freshness(progress, refreshes::incrementAndGet).searchable(null))
                .isTrue();
        assertThat(refreshes).hasValue(0);
    }

    @Test
    void a_position_is_made_searchable_by_one_refresh() {
        Freshness freshness = new Freshness(progress, refreshes::incrementAndGet);
        assertThat(freshness.searchable(new AtLeast(10, null, 0))).isTrue();
        assertThat(freshness.searchable(new AtLeast(9, null, 0))).isTrue();
        assertThat(refreshes).hasValue(1);
    }

    @Test
    void the_answer_is_stale_when_the_projector_does_not_come() {
        progress.position.set(9);
        Freshness freshness = new Freshness(progress, refreshes::incrementAndGet);
        assertThat(freshness.searchable(new AtLeast(10, null, 0))).isFalse();
        assertThat(refreshes).hasValue(0);
    }

    @Test
    void all_who_wait_during_a_refresh_share_the_next() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Freshness freshness = new Freshness(progress, () -> {
            if (refreshes.incrementAndGet() == 1) {
                running.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        List<Thread> waiting = new ArrayList<>();
        waiting.add(Thread.ofVirtual().start(() -> freshness.searchable(new AtLeast(1, null, 0))));
        running.await();
        for (int i = 0; i < 20; i++) {
            long position = 2 + i;
            waiting.add(Thread.ofVirtual().start(() -> freshness.searchable(new AtLeast(position, null, 0))));
        }
        Thread last = waiting.getLast();
        while (waiting.stream().skip(1).anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
        assertThat(last.isAlive()).isTrue();
        goOn.countDown();
        for (Thread thread : waiting) {
            thread.join();
        }
        assertThat(refreshes).hasValue(2);
    }
}
