package daftar.domain.outbox;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.outbox.LetterChannel;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.PreferenceCommand;
import daftar.messages.outbox.PreferenceCommand.SetPreferences;
import daftar.messages.outbox.PreferenceCommand.Unsubscribe;
import daftar.messages.outbox.PreferenceEvent.PreferencesSet;
import daftar.messages.outbox.Preferences;
import daftar.messages.outbox.Preferences.Digest;
import daftar.messages.outbox.Preferences.QuietHours;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides what a person gets: pure. Everybody for themselves, administrators for all. */
final class PreferenceRules {

    private PreferenceRules() {}

    static Decision decide(
            @Nullable PreferencesSet before, PreferenceCommand command, Actor actor, Reference reference) {
        String role = roleFor(command.person(), actor);
        if (reference.person(command.person()) == null) {
            throw Refused.notFound("unknown-person", "There is no person " + command.person() + ".");
        }
        PreferencesSet after =
                switch (command) {
                    case SetPreferences set -> set(set);
                    case Unsubscribe stop -> without(stop, before);
                };
        return after.equals(before) ? Decision.of(role) : Decision.of(role, after);
    }

    private static String roleFor(String person, Actor actor) {
        if (actor.person().equals(person)) {
            return "SELF";
        }
        if (actor.is(Role.ADMINISTRATOR)) {
            return Role.ADMINISTRATOR.name();
        }
        throw Refused.forbidden("not-allowed", "What a person gets is set by themselves and by ADMINISTRATOR.");
    }

    private static PreferencesSet set(SetPreferences set) {
        QuietHours quiet = set.quiet();
        if (quiet != null && quiet.from().equals(quiet.until())) {
            throw Refused.invalid(
                    "wrong-quiet-hours",
                    "quiet.until",
                    "quiet.until must differ from quiet.from; null is never quiet.");
        }
        return new PreferencesSet(
                set.person(),
                names(set.kinds()),
                set.digest() == null ? Digest.NONE : set.digest(),
                set.digestAt() == null ? Preferences.USUAL.digestAt() : set.digestAt(),
                quiet,
                set.channel() == null ? LetterChannel.MAIL : set.channel());
    }

    /** What is as usual is left out, so that it follows what is usual later. */
    private static Map<String, Boolean> names(Map<String, Boolean> kinds) {
        Map<String, Boolean> names = new TreeMap<>();
        kinds.forEach((name, wanted) -> {
            if (wanted != kind(name).isUsual()) {
                names.put(name, wanted);
            }
        });
        return names;
    }

    private static LetterKind kind(String name) {
        return Arrays.stream(LetterKind.values())
                .filter(kind -> kind.isChosen() && kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.invalid(
                        "unknown-kind",
                        "kinds",
                        "The kinds of letters are "
                                + Arrays.stream(LetterKind.values())
                                        .filter(LetterKind::isChosen)
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private static PreferencesSet without(Unsubscribe stop, @Nullable PreferencesSet before) {
        Map<String, Boolean> kinds = new TreeMap<>(before == null ? Map.of() : before.kinds());
        if (stop.kind().isUsual()) {
            kinds.put(stop.kind().name(), false);
        } else {
            kinds.remove(stop.kind().name());
        }
        return before == null
                ? new PreferencesSet(
                        stop.person(),
                        kinds,
                        Preferences.USUAL.digest(),
                        Preferences.USUAL.digestAt(),
                        null,
                        LetterChannel.MAIL)
                : new PreferencesSet(
                        stop.person(), kinds, before.digest(), before.digestAt(), before.quiet(), before.channel());
    }
}
