package daftar.messages.outbox;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to get, and when. Times are the person's own, in their zone.
 *
 * @param kinds what they have chosen, by kind; what is missing is as usual
 * @param digest whether letters are collected into one
 * @param digestAt when a daily digest comes
 * @param quiet when they are left alone; null for never
 */
public record Preferences(
        Map<LetterKind, Boolean> kinds,
        Digest digest,
        LocalTime digestAt,
        @Nullable QuietHours quiet,
        LetterChannel channel) {

    /** Of whoever has not said anything. */
    public static final Preferences USUAL =
            new Preferences(Map.of(), Digest.NONE, LocalTime.of(8, 0), null, LetterChannel.MAIL);

    public Preferences {
        kinds = kinds == null ? Map.of() : Map.copyOf(kinds);
    }

    /** How letters are collected. */
    public enum Digest {
        /** Each by itself. */
        NONE,
        /** At the full hour. */
        HOURLY,
        /** Once a day. */
        DAILY
    }

    /** From one time of the day until another, over midnight where the second is the earlier one. */
    public record QuietHours(LocalTime from, LocalTime until) {

        boolean contains(LocalTime time) {
            return from.isBefore(until)
                    ? !time.isBefore(from) && time.isBefore(until)
                    : !time.isBefore(from) || time.isBefore(until);
        }
    }

    /** Whether they want letters of this kind. */
    public boolean wants(LetterKind kind) {
        return kinds.getOrDefault(kind, kind.isUsual());
    }

    /** Whether a letter of this kind waits for the digest. */
    public boolean collects(LetterKind kind) {
        return digest != Digest.NONE && !kind.isUrgent();
    }

    /** When a letter of this kind that is written now may be sent; null for at once. */
    public @Nullable Instant notBefore(LetterKind kind, Instant now, ZoneId zone) {
        if (kind.isUrgent()) {
            return null;
        }
        ZonedDateTime here = now.atZone(zone);
        ZonedDateTime then =
                switch (digest) {
                    case NONE -> here;
                    case HOURLY -> here.truncatedTo(ChronoUnit.HOURS).plusHours(1);
                    case DAILY -> next(here, digestAt);
                };
        QuietHours hours = quiet;
        if (hours != null && hours.contains(then.toLocalTime())) {
            then = next(then, hours.until());
        }
        return then.isAfter(here) ? then.toInstant() : null;
    }

    /** The next time that a clock there shows this, today or tomorrow; after a gap where the day has none such. */
    private static ZonedDateTime next(ZonedDateTime from, LocalTime time) {
        ZonedDateTime today = from.toLocalDate().atTime(time).atZone(from.getZone());
        return today.isAfter(from)
                ? today
                : from.toLocalDate().plusDays(1).atTime(time).atZone(from.getZone());
    }
}
