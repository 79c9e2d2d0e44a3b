package daftar.messages.outbox;

import daftar.messages.Event;
import daftar.messages.outbox.Preferences.Digest;
import daftar.messages.outbox.Preferences.QuietHours;
import java.time.LocalTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened to what a person wants to get. The streams are {@code preferences-<person id>}. */
public sealed interface PreferenceEvent extends Event {

    /**
     * All of them, after the change.
     *
     * @param kinds names of {@link LetterKind}; what is missing is as usual
     * @param quiet null for no quiet hours
     */
    record PreferencesSet(
            String person,
            Map<String, Boolean> kinds,
            Digest digest,
            LocalTime digestAt,
            @Nullable QuietHours quiet,
            LetterChannel channel)
            implements PreferenceEvent {
        public PreferencesSet {
            kinds = kinds == null ? Map.of() : Map.copyOf(kinds);
        }
    }
}
