package daftar.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusalThrottleTest {

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final RefusalThrottle throttle = new RefusalThrottle(() -> now);

    @Test
    void one_person_fills_nothing_and_what_was_held_back_is_counted() {
        for (int i = 0; i < RefusalThrottle.OF_ONE; i++) {
            assertThat(throttle.take("person-a")).isZero();
        }
        for (int i = 0; i < 7; i++) {
            assertThat(throttle.take("person-a")).isEqualTo(-1);
        }
        assertThat(throttle.take("person-b")).isEqualTo(7);
        now = now.plus(RefusalThrottle.WINDOW);
        assertThat(throttle.take("person-a")).isZero();
    }

    @Test
    void all_together_fill_nothing_either() {
        int passed = 0;
        for (int i = 0; i < 10_000; i++) {
            passed += throttle.take("person-" + i) >= 0 ? 1 : 0;
        }
        assertThat(passed).isEqualTo(RefusalThrottle.OF_ALL);
    }
}
