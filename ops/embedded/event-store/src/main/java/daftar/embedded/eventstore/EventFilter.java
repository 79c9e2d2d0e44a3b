package daftar.embedded.eventstore;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which events of {@code $all} a client wants.
 *
 * @param byStream whether the stream's name is looked at, else the event's type
 */
record EventFilter(boolean byStream, Predicate<String> matches) {
    static final EventFilter ALL = new EventFilter(false, any -> true);

    boolean accepts(String stream, String type) {
        return matches.test(byStream ? stream : type);
    }

    /** @throws IllegalArgumentException if the expression is none */
    static EventFilter regex(boolean byStream, String expression) {
        try {
            return new EventFilter(byStream, Pattern.compile(expression).asPredicate());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("Not a regular expression: " + expression, e);
        }
    }

    static EventFilter prefixes(boolean byStream, List<String> prefixes) {
        List<String> starts = List.copyOf(prefixes);
        return new EventFilter(byStream, name -> starts.stream().anyMatch(name::startsWith));
    }
}
