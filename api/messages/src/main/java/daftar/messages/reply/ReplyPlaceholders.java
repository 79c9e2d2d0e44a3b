package daftar.messages.reply;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a reply may name of the ticket that it is used for, as {@code {{name}}}. Pure. What only the desk may know is named
 * in notes of the desk alone.
 */
public final class ReplyPlaceholders {

    /** What the requester may know, too. */
    public static final Set<String> OPEN = Set.of(
            "number",
            "title",
            "requester",
            "owner",
            "me",
            "team",
            "category",
            "service",
            "status",
            "solution",
            "resolutionDueAt");

    /** What only the desk may know. */
    public static final Set<String> INTERNAL = Set.of("cause", "assignees", "priority");

    private static final Pattern NAME = Pattern.compile("\\{\\{\\s*([A-Za-z]{1,40})\\s*\\}\\}");

    private ReplyPlaceholders() {}

    /** A text with its values. @param missing names of which there is no value; they stay as they are */
    public record Filled(String text, Set<String> missing) {}

    /** The names in a text. */
    public static Set<String> in(String text) {
        Set<String> names = new TreeSet<>();
        Matcher found = NAME.matcher(text);
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }

    /** What may be named in a step. @param internal whether only the desk reads it */
    public static Set<String> of(boolean internal) {
        Set<String> all = new TreeSet<>(OPEN);
        if (internal) {
            all.addAll(INTERNAL);
        }
        return all;
    }

    /** Values are taken as they are: one that looks like a placeholder is none. */
    public static Filled fill(String text, Map<String, String> values) {
        Set<String> missing = new TreeSet<>();
        Map<String, String> known = new LinkedHashMap<>(values);
        String filled = NAME.matcher(text).replaceAll(found -> {
            String value = known.get(found.group(1));
            if (value == null) {
                missing.add(found.group(1));
                return Matcher.quoteReplacement(found.group());
            }
            return Matcher.quoteReplacement(value);
        });
        return new Filled(filled, missing);
    }
}
