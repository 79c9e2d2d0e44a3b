package daftar.app.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do. */
final class Waiting {

    private Waiting() {}

    /** @throws AssertionError saying what did not come about in time */
    static void until(String what, Duration patience, BooleanSupplier condition) {
        long giveUpAt = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > giveUpAt) {
                throw new AssertionError("Within " + patience + " it did not come about that " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
