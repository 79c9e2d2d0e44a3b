package daftar.mail.out;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.outbox.LetterChannel;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.Preferences;
import daftar.messages.outbox.Preferences.Digest;
import daftar.messages.outbox.Preferences.QuietHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreferencesTest {

    private static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(20, 0), LocalTime.of(7, 0));

    private static Preferences with(Digest digest, QuietHours quiet) {
        return new Preferences(Map.of(), digest, LocalTime.of(9, 30), quiet, LetterChannel.MAIL);
    }

    @Test
    void in_quiet_hours_letters_wait_for_the_morning_there_and_urgent_ones_do_not() {
        Preferences quiet = with(Digest.NONE, NIGHT);
        Instant evening = Instant.parse("2026-03-02T18:30:00Z"); // 22:00 in Tehran
        assertThat(quiet.notBefore(LetterKind.SOLVED, evening, TEHRAN)).isEqualTo("2026-03-03T03:30:00Z");
        assertThat(quiet.notBefore(LetterKind.ESCALATED, evening, TEHRAN)).isNull();
        assertThat(quiet.notBefore(LetterKind.SOLVED, Instant.parse("2026-03-02T01:00:00Z"), TEHRAN))
                .isEqualTo("2026-03-02T03:30:00Z");
        assertThat(quiet.notBefore(LetterKind.SOLVED, Instant.parse("2026-03-02T08:00:00Z"), TEHRAN))
                .isNull();
    }

    @Test
    void a_digest_comes_at_its_hour_and_after_the_quiet_ones() {
        Instant noon = Instant.parse("2026-03-02T08:30:00Z");
        assertThat(with(Digest.DAILY, null).notBefore(LetterKind.SOLVED, noon, TEHRAN))
                .isEqualTo("2026-03-03T06:00:00Z");
        assertThat(with(Digest.HOURLY, null).notBefore(LetterKind.SOLVED, noon, ZoneId.of("UTC")))
                .isEqualTo("2026-03-02T09:00:00Z");
        assertThat(with(Digest.HOURLY, NIGHT)
                        .notBefore(LetterKind.SOLVED, Instant.parse("2026-03-02T16:20:00Z"), TEHRAN))
                .isEqualTo("2026-03-03T03:30:00Z");
    }

    @Test
    void a_time_that_the_clocks_skip_is_the_one_after_it() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Preferences night = new Preferences(Map.of(), Digest.DAILY, LocalTime.of(2, 30), null, LetterChannel.MAIL);
        assertThat(night.notBefore(LetterKind.SOLVED, Instant.parse("2026-03-28T22:00:00Z"), berlin))
                .isEqualTo("2026-03-29T01:30:00Z");
    }

    @Test
    void requesters_get_four_mails_where_they_have_said_nothing() {
        assertThat(Preferences.USUAL.wants(LetterKind.RECEIVED)).isTrue();
        assertThat(Preferences.USUAL.wants(LetterKind.PROGRESS)).isFalse();
        assertThat(Preferences.USUAL.wants(LetterKind.OBSERVED)).isFalse();
    }
}
