package daftar.messages.outbox;

import daftar.messages.Command;
import daftar.messages.outbox.Preferences.Digest;
import daftar.messages.outbox.Preferences.QuietHours;
import java.time.LocalTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked about what a person wants to get: by the person, or by an administrator. */
public sealed interface PreferenceCommand extends Command {

    String person();

    @Override
    default String stream() {
        return "preferences-" + person();
    }

    /**
     * All of them anew.
     *
     * @param kinds names of {@link LetterKind}; what is missing is as usual
     * @param digest null for none
     * @param digestAt when a daily digest comes, in the person's zone; null for eight in the morning
     * @param quiet null for no quiet hours
     * @param channel null for mail
     */
    record SetPreferences(
            String person,
            Map<String, Boolean> kinds,
            @Nullable Digest digest,
            @Nullable LocalTime digestAt,
            @Nullable QuietHours quiet,
            @Nullable LetterChannel channel)
            implements PreferenceCommand {
        public SetPreferences {
            kinds = kinds == null ? Map.of() : Map.copyOf(kinds);
        }
    }

    /** No letters of this kind any more. */
    record Unsubscribe(String person, LetterKind kind) implements PreferenceCommand {}
}
