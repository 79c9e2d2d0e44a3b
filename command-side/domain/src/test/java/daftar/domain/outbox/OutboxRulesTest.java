package daftar.domain.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.domain.ticket.Organisation;
import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.outbox.LetterChannel;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.LetterTextCommand.ResetLetterText;
import daftar.messages.outbox.LetterTextCommand.SetLetterText;
import daftar.messages.outbox.LetterTextEvent.LetterTextReset;
import daftar.messages.outbox.LetterTextEvent.LetterTextSet;
import daftar.messages.outbox.LetterTexts;
import daftar.messages.outbox.OutboxCommand;
import daftar.messages.outbox.OutboxCommand.DropLetter;
import daftar.messages.outbox.OutboxCommand.QueueLetter;
import daftar.messages.outbox.OutboxCommand.RecordBounce;
import daftar.messages.outbox.OutboxCommand.RecordLetterFailure;
import daftar.messages.outbox.OutboxCommand.RecordLetterSent;
import daftar.messages.outbox.OutboxEvent;
import daftar.messages.outbox.OutboxEvent.DropReason;
import daftar.messages.outbox.OutboxEvent.LetterBounced;
import daftar.messages.outbox.OutboxEvent.LetterDropped;
import daftar.messages.outbox.OutboxEvent.LetterFailed;
import daftar.messages.outbox.OutboxEvent.LetterGivenUp;
import daftar.messages.outbox.OutboxEvent.LetterQueued;
import daftar.messages.outbox.OutboxEvent.LetterSent;
import daftar.messages.outbox.PreferenceCommand;
import daftar.messages.outbox.PreferenceCommand.SetPreferences;
import daftar.messages.outbox.PreferenceCommand.Unsubscribe;
import daftar.messages.outbox.PreferenceEvent.PreferencesSet;
import daftar.messages.outbox.Preferences.Digest;
import daftar.messages.outbox.Preferences.QuietHours;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutboxRulesTest {

    private static final String BOX = "outbox-ticket-1";
    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final Actor DESK = Actor.clock();
    private static final Actor ADMINISTRATOR = new Actor("person-admin", Set.of(Role.ADMINISTRATOR), "api", null);

    private Outbox outbox;

    private List<Event> after(OutboxCommand command) {
        List<Event> events = OutboxRules.decide(outbox, command, DESK).events();
        events.forEach(event -> outbox = Outbox.after(outbox, (OutboxEvent) event));
        return events;
    }

    private static QueueLetter letter(String key) {
        return QueueLetter.of(BOX, key, LetterKind.REPORT, "person-a", "en", "Subject", "Text", null, null, false);
    }

    @Test
    void a_letter_is_queued_once_and_sent_once() {
        assertThat(after(letter("a"))).singleElement().isInstanceOf(LetterQueued.class);
        assertThat(after(letter("a"))).isEmpty();
        assertThat(after(new RecordLetterSent(BOX, "a", "<1@x>", AT)))
                .containsExactly(new LetterSent("a", "<1@x>", AT));
        assertThat(after(new RecordLetterSent(BOX, "a", "<1@x>", AT))).isEmpty();
        assertThat(after(letter("a"))).isEmpty();
        assertThat(after(new DropLetter(BOX, "a", DropReason.NOT_WANTED))).isEmpty();
    }

    @Test
    void a_letter_that_comes_back_is_told_once_by_the_id_that_it_went_out_with() {
        after(letter("a"));
        after(letter("b"));
        RecordBounce bounce = new RecordBounce(BOX, "<1@x>", Text.of("5.1.1 unknown"));
        assertUnknown(bounce);
        after(new RecordLetterSent(BOX, "a", "<1@x>", AT));
        after(new RecordLetterSent(BOX, "b", "<2@x>", AT));
        assertThat(after(bounce)).containsExactly(new LetterBounced("a", Text.of("5.1.1 unknown")));
        assertUnknown(bounce);
        assertUnknown(new RecordBounce(BOX, "<forged@x>", Text.of("r")));
        assertThat(after(new RecordBounce(BOX, "<2@x>", Text.of("r")))).hasSize(1);
        assertThat(after(letter("a"))).as("it is not written anew").isEmpty();
    }

    private void assertUnknown(RecordBounce bounce) {
        assertThatThrownBy(() -> after(bounce))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("unknown-letter"));
    }

    @Test
    void a_failure_counts_once_and_the_last_one_gives_up() {
        after(letter("a"));
        RecordLetterFailure first = new RecordLetterFailure(BOX, "a", 1, Text.of("451"), AT);
        assertThat(after(first)).containsExactly(new LetterFailed("a", 1, Text.of("451"), AT));
        assertThat(after(first)).isEmpty();
        assertThat(after(new RecordLetterFailure(BOX, "a", 2, Text.of("550"), null)))
                .containsExactly(new LetterGivenUp("a", 2, Text.of("550")));
        // what was accepted all the same was sent
        assertThat(after(new RecordLetterSent(BOX, "a", null, AT))).hasSize(1);
        after(letter("b"));
        assertThat(after(new DropLetter(BOX, "b", DropReason.SETTLED)))
                .containsExactly(new LetterDropped("b", DropReason.SETTLED));
    }

    @Test
    void letters_are_daftars_own_business_and_known_by_their_keys() {
        assertThatThrownBy(() -> OutboxRules.decide(null, letter("a"), ADMINISTRATOR))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.FORBIDDEN));
        assertThatThrownBy(() -> after(new RecordLetterSent(BOX, "x", null, AT)))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> after(letter(" "))).isInstanceOf(Refused.class);
    }

    private static List<Event> preferences(PreferencesSet before, PreferenceCommand command, Actor actor) {
        return PreferenceRules.decide(before, command, actor, Organisation.usual())
                .events();
    }

    @Test
    void people_say_what_they_get_and_nobody_says_it_for_them_but_an_administrator() {
        SetPreferences wish = new SetPreferences(
                "requester",
                Map.of("PROGRESS", true, "SOLVED", true),
                Digest.DAILY,
                null,
                new QuietHours(LocalTime.of(20, 0), LocalTime.of(7, 0)),
                null);
        Actor self = new Actor("requester", Set.of(Role.REQUESTER), "api", null);
        PreferencesSet set = new PreferencesSet(
                "requester",
                Map.of("PROGRESS", true),
                Digest.DAILY,
                LocalTime.of(8, 0),
                wish.quiet(),
                LetterChannel.MAIL);
        assertThat(preferences(null, wish, self)).containsExactly(set);
        assertThat(preferences(set, wish, ADMINISTRATOR)).isEmpty();
        assertThatThrownBy(() -> preferences(null, wish, new Actor("stranger", Set.of(Role.MANAGER), "api", null)))
                .isInstanceOf(Refused.class);
        assertThat(preferences(set, new Unsubscribe("requester", LetterKind.PROGRESS), self))
                .singleElement()
                .isInstanceOfSatisfying(
                        PreferencesSet.class, after -> assertThat(after.kinds()).isEmpty());
        assertThat(preferences(null, new Unsubscribe("requester", LetterKind.SOLVED), self))
                .singleElement()
                .isInstanceOfSatisfying(
                        PreferencesSet.class, after -> assertThat(after.kinds()).isEqualTo(Map.of("SOLVED", false)));
        assertThatThrownBy(() -> preferences(
                        null, new SetPreferences("requester", Map.of("SPAM", true), null, null, null, null), self))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo("kinds"));
        assertThatThrownBy(() -> preferences(
                        null,
                        new SetPreferences(
                                "requester",
                                Map.of(),
                                null,
                                null,
                                new QuietHours(LocalTime.NOON, LocalTime.NOON),
                                null),
                        self))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo("quiet.until"));
    }

    @Test
    void letters_are_worded_by_administrators_with_known_placeholders() {
        SetLetterText good = new SetLetterText(
                LetterKind.SOLVED, "fa", Text.of("{{number}}"), Text.of("{{#confirm}}{{confirm}}{{/confirm}}"), null);
        assertThat(LetterTextRules.decide(null, good, ADMINISTRATOR).events())
                .containsExactly(new LetterTextSet(LetterKind.SOLVED, "fa", good.subject(), good.text(), null));
        assertThatThrownBy(() -> LetterTextRules.decide(null, good, DESK)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> LetterTextRules.decide(
                        null,
                        new SetLetterText(LetterKind.SOLVED, "fa", Text.of("a\nb"), Text.of("x"), null),
                        ADMINISTRATOR))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo("subject"));
        assertThatThrownBy(() -> LetterTextRules.decide(
                        null,
                        new SetLetterText(LetterKind.SOLVED, "fa", Text.of("a"), Text.of("x"), Text.of("{{{title}}}")),
                        ADMINISTRATOR))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo("html"));
        ResetLetterText reset = new ResetLetterText(LetterKind.SOLVED, "fa");
        assertThat(LetterTextRules.decide(Set.of(), reset, ADMINISTRATOR).events())
                .isEmpty();
        assertThat(LetterTextRules.decide(Set.of(new LetterTexts.Of(LetterKind.SOLVED, "fa")), reset, ADMINISTRATOR)
                        .events())
                .containsExactly(new LetterTextReset(LetterKind.SOLVED, "fa"));
    }
}
