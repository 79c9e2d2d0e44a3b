package daftar.app.mail;

import daftar.mail.out.Mailer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;

/** The mailer where there is one, and what is said of it. Mail that waits makes no node unready: nobody else sends it. */
record MailService(@Nullable Mailer mailer) implements AutoCloseable {

    static final MailService OFF = new MailService(null);

    void start() {
        if (mailer != null) {
            mailer.start();
        }
    }

    Health health() {
        if (mailer == null) {
            return Health.up()
                    .withDetail(
                            "mail",
                            "No letters are written: neither daftar.mail.host nor daftar.mail.messenger.url is set.")
                    .build();
        }
        Mailer.State state = mailer.state();
        Health.Builder health = Health.up();
        if (!state.active()) {
            return health.withDetail("mail", "Another node sends the letters.").build();
        }
        String trouble = state.trouble();
        health.withDetail("mail", trouble == null ? "This node sends the letters." : "Letters wait.")
                .withDetail("waiting", state.waiting())
                .withDetail("behindSeconds", state.behind().toSeconds());
        if (trouble != null) {
            health.withDetail("reason", trouble);
        }
        return health.build();
    }

    @Override
    public void close() {
        if (mailer != null) {
            mailer.close();
        }
    }
}
