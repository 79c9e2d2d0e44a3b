package daftar.mail.out;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts letters by what became of them. */
final class Tally {

    private final Counter queued;
    private final Counter sent;
    private final Counter failed;
    private final Counter givenUp;
    private final Counter dropped;
    private final Counter notWritten;

    Tally(MeterRegistry meters) {
        queued = MailMeters.LETTERS.counter(meters, "queued");
        sent = MailMeters.LETTERS.counter(meters, "sent");
        failed = MailMeters.LETTERS.counter(meters, "failed");
        givenUp = MailMeters.LETTERS.counter(meters, "given-up");
        dropped = MailMeters.LETTERS.counter(meters, "dropped");
        notWritten = MailMeters.LETTERS.counter(meters, "not-written");
    }

    void queued() {
        queued.increment();
    }

    void sent() {
        sent.increment();
    }

    void failed() {
        failed.increment();
    }

    void givenUp() {
        givenUp.increment();
    }

    void dropped() {
        dropped.increment();
    }

    void notWritten() {
        notWritten.increment();
    }
}
