package daftar.domain.outbox;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.LetterTextCommand;
import daftar.messages.outbox.LetterTextCommand.ResetLetterText;
import daftar.messages.outbox.LetterTextCommand.SetLetterText;
import daftar.messages.outbox.LetterTextEvent.LetterTextReset;
import daftar.messages.outbox.LetterTextEvent.LetterTextSet;
import daftar.messages.outbox.LetterTexts;
import daftar.messages.outbox.Placeholders;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides how letters are worded: pure. */
final class LetterTextRules {

    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST = 20_000;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    private LetterTextRules() {}

    /** @throws Refused with all that is wrong with the wording */
    static Decision decide(@Nullable Set<LetterTexts.Of> own, LetterTextCommand command, Actor actor) {
        if (!actor.is(Role.ADMINISTRATOR)) {
            throw Refused.forbidden("not-allowed", "How letters are worded is set by ADMINISTRATOR.");
        }
        String role = Role.ADMINISTRATOR.name();
        return switch (command) {
            case SetLetterText set -> {
                check(set);
                yield Decision.of(
                        role, new LetterTextSet(set.kind(), set.language(), set.subject(), set.text(), set.html()));
            }
            case ResetLetterText reset ->
                own == null || !own.contains(new LetterTexts.Of(reset.kind(), reset.language()))
                        ? Decision.of(role)
                        : Decision.of(role, new LetterTextReset(reset.kind(), reset.language()));
        };
    }

    private static void check(SetLetterText set) {
        if (!LANGUAGE.matcher(set.language()).matches()) {
            throw Refused.invalid("wrong-language", "language", "language must be a BCP 47 code such as fa or zh.");
        }
        check(set.kind(), "subject", set.subject(), LONGEST_SUBJECT);
        String subject = Text.read(set.subject());
        if (subject != null && subject.lines().count() > 1) {
            throw Refused.invalid("wrong-template", "subject", "subject must be one line.");
        }
        check(set.kind(), "text", set.text(), LONGEST);
        if (set.html() != null) {
            check(set.kind(), "html", set.html(), LONGEST);
        }
    }

    private static void check(LetterKind kind, String field, Text given, int longest) {
        String template = Text.read(given);
        if (template == null || template.isBlank() || template.length() > longest) {
            throw Refused.invalid("wrong-template", field, field + " must have 1 to " + longest + " characters.");
        }
        List<String> wrong = Placeholders.wrongIn(kind, template);
        if (!wrong.isEmpty()) {
            throw Refused.invalid("wrong-template", field, String.join(" ", wrong));
        }
    }
}
