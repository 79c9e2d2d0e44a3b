package daftar.reference;

import daftar.messages.Event;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.LetterTextEvent;
import daftar.messages.outbox.LetterTexts;
import daftar.messages.outbox.PreferenceEvent;
import daftar.messages.outbox.PreferenceEvent.PreferencesSet;
import daftar.messages.outbox.Preferences;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** What people want to get, and how letters are worded: part of {@link ReferenceState}. */
record Correspondence(PMap<String, Preferences> preferences, LetterTexts texts) {

    static final Correspondence EMPTY = new Correspondence(HashTreePMap.empty(), LetterTexts.SHIPPED);

    /** Whether events of this family belong here. */
    static boolean concerns(Event event) {
        return event instanceof PreferenceEvent || event instanceof LetterTextEvent;
    }

    Correspondence after(Event event) {
        return switch (event) {
            case PreferencesSet set -> new Correspondence(preferences.plus(set.person(), preferences(set)), texts);
            case LetterTextEvent text -> new Correspondence(preferences, texts.after(text));
            default -> this;
        };
    }

    private static Preferences preferences(PreferencesSet set) {
        Map<LetterKind, Boolean> kinds = new EnumMap<>(LetterKind.class);
        Arrays.stream(LetterKind.values())
                .filter(kind -> set.kinds().containsKey(kind.name()))
                .forEach(kind -> kinds.put(kind, set.kinds().get(kind.name())));
        return new Preferences(kinds, set.digest(), set.digestAt(), set.quiet(), set.channel());
    }
}
