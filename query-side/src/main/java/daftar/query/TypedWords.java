package daftar.query;

import daftar.messages.Event;
import daftar.messages.Text;
import java.lang.reflect.RecordComponent;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts that people typed, in an event as it was opened. Pure. */
final class TypedWords {

    private TypedWords() {}

    /** Whether each of the words is in one of the event's texts, whatever the case; a text that is sealed has none. */
    static boolean hasAll(Event event, List<String> words) {
        List<String> texts = of(event);
        return words.stream().allMatch(word -> texts.stream().anyMatch(text -> text.contains(word)));
    }

    /** Whether any of the words is in one of the event's texts. */
    static boolean hasAny(Event event, Collection<String> words) {
        return of(event).stream().anyMatch(text -> words.stream().anyMatch(text::contains));
    }

    /** The words of a search, as {@link #hasAll} wants them. */
    static List<String> folded(String words) {
        return List.of(fold(words).trim().split("\\s+"));
    }

    static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static List<String> of(Event event) {
        List<String> texts = new ArrayList<>();
        collect(event, texts);
        return texts;
    }

    private static void collect(@Nullable Object value, List<String> texts) {
        switch (value) {
            case null -> {}
            case Text text -> {
                String readable = text.readable();
                if (readable != null) {
                    texts.add(fold(readable));
                }
            }
            case Collection<?> many -> many.forEach(one -> collect(one, texts));
            case Map<?, ?> map -> map.values().forEach(one -> collect(one, texts));
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    try {
                        component.getAccessor().setAccessible(true);
                        collect(component.getAccessor().invoke(record), texts);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            default -> {}
        }
    }
}
