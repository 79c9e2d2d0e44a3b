package daftar.messages.reply;

import daftar.messages.Event;
import daftar.messages.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a reply. */
public sealed interface ReplyEvent extends Event {

    /** @param owner who made it @param team whose it is; null for the whole desk */
    record ReplyDefined(String owner, @Nullable String team, Text name, String language, List<ReplyStep> steps)
            implements ReplyEvent {
        public ReplyDefined {
            steps = steps == null ? List.of() : List.copyOf(steps);
        }
    }

    /** All of it after the change. */
    record ReplyChanged(Text name, String language, List<ReplyStep> steps) implements ReplyEvent {
        public ReplyChanged {
            steps = steps == null ? List.of() : List.copyOf(steps);
        }
    }

    record ReplyRetired() implements ReplyEvent {}
}
