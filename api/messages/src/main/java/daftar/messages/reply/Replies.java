package daftar.messages.reply;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The replies that are at hand now, retired ones left out. Implementations are safe to read from many threads. */
public interface Replies {

    /** The reply of this id; null for none. */
    @Nullable Reply reply(String id);

    /** All, by id. */
    List<Reply> replies();
}
