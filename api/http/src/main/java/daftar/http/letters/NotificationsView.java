package daftar.http.letters;

import daftar.messages.outbox.LetterChannel;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.Preferences;
import java.time.LocalTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person gets.
 *
 * @param kinds each kind of letter, and whether they get it
 * @param quiet null for never
 * @param zone whose times these are
 * @param language in which they get their letters
 */
public record NotificationsView(
        String person,
        Map<LetterKind, Boolean> kinds,
        Preferences.Digest digest,
        LocalTime digestAt,
        Preferences.@Nullable QuietHours quiet,
        LetterChannel channel,
        String zone,
        String language) {}
