package daftar.messages.webhook;

import daftar.messages.webhook.WebhookEvent.Delivery;

/** What nodes that take commands can find out about receivers. */
public interface Receivers {

    /**
     * Whether anything may be sent there: by its scheme, and by where its name leads now.
     *
     * @throws daftar.messages.Refused INVALID, naming {@code url}, where it may not
     */
    void check(String url);

    /** Sends an event that says it is a test, once, and tells what came of it. */
    Delivery test(Webhook webhook);
}
