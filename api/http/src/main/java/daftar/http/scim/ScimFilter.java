package daftar.http.scim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The filters that are taken: attributes compared by {@code eq}, joined by {@code and}. */
final class ScimFilter {

    private static final Pattern EQUAL = Pattern.compile(
            "\\s*([A-Za-z.:0-9]+)\\s+eq\\s+(\"((?:[^\"\\\\]|\\\\.)*)\"|true|false)\\s*(and\\b|$)",
            Pattern.CASE_INSENSITIVE);

    private ScimFilter() {}

    /**
     * @param filter null for everything
     * @param attributes by their names in lower case: what of a thing is compared; null where it has none
     * @param exact the attributes, in lower case, in which the case of letters counts
     */
    static <T> Predicate<T> of(
            @Nullable String filter, Map<String, Function<T, @Nullable String>> attributes, List<String> exact) {
        List<Predicate<T>> all = new ArrayList<>();
        if (filter == null) {
            return thing -> true;
        }
        Matcher matcher = EQUAL.matcher(filter);
        int end = 0;
        boolean open = true;
        while (open && matcher.find() && matcher.start() == end) {
            String name = matcher.group(1).toLowerCase(Locale.ROOT);
            Function<T, @Nullable String> attribute = attributes.get(name);
            if (attribute == null) {
                throw malformed(attributes);
            }
            String quoted = matcher.group(3);
            String wanted =
                    quoted == null ? matcher.group(2).toLowerCase(Locale.ROOT) : quoted.replaceAll("\\\\(.)", "$1");
            boolean caseCounts = exact.contains(name);
            all.add(thing -> {
                String actual = attribute.apply(thing);
                return actual != null && (caseCounts ? actual.equals(wanted) : actual.equalsIgnoreCase(wanted));
            });
            end = matcher.end();
            open = !matcher.group(4).isEmpty();
        }
        if (open || end != filter.length()) {
            throw malformed(attributes);
        }
        return thing -> all.stream().allMatch(one -> one.test(thing));
    }

    private static ScimError malformed(Map<String, ?> attributes) {
        return ScimError.invalid(
                "invalidFilter",
                "Send attribute eq \"value\", joined by and; the attributes are "
                        + attributes.keySet().stream().sorted().toList() + ".");
    }
}
