package daftar.messages.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The webhooks as they are now, removed ones left out. Implementations are safe to read from many threads. */
public interface Webhooks {

    /** The webhook of this id; null for none. */
    @Nullable Webhook webhook(String id);

    /** All, by id. */
    List<Webhook> webhooks();
}
