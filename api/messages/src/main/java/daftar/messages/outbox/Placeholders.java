package daftar.messages.outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a letter's wording may name, in the notation of Mustache: {@code {{number}}} for a value, {@code
 * {{#title}}…{{/title}}} where there is one, {@code {{^title}}…{{/title}}} where there is none. Nothing else of Mustache is
 * taken, so that a wording can neither leave HTML unescaped nor reach for anything but these.
 */
public final class Placeholders {

    /** Those of every letter about a ticket. */
    private static final Set<String> COMMON =
            Set.of("number", "title", "recipient", "actor", "requester", "text", "url", "organisation", "confidential");

    /** Those of a report, which is about no ticket. */
    private static final Set<String> REPORT =
            Set.of("report", "from", "to", "at", "owner", "recipient", "organisation");

    /** Those of a signed head of the ledger; root, key and signature stand below what is worded. */
    private static final Set<String> LEDGER_HEAD = Set.of("size", "at", "organisation");

    private static final Map<LetterKind, Set<String>> OWN = new EnumMap<>(Map.ofEntries(
            Map.entry(LetterKind.RECEIVED, Set.of("due")),
            Map.entry(LetterKind.QUESTION, Set.of("waits")),
            Map.entry(LetterKind.SOLVED, Set.of("confirm", "reject", "due")),
            Map.entry(LetterKind.CLOSED, Set.of("declined", "cancelled", "unanswered", "confirmed")),
            Map.entry(LetterKind.MERGED, Set.of("other")),
            Map.entry(LetterKind.SURVEY, Set.of("survey", "due")),
            Map.entry(LetterKind.PROGRESS, Set.of("status")),
            Map.entry(LetterKind.OBSERVED, Set.of("status")),
            Map.entry(LetterKind.APPROVAL, Set.of("approve", "decline", "due")),
            Map.entry(LetterKind.COST_APPROVAL, Set.of("amount", "approve", "decline")),
            Map.entry(LetterKind.REMINDER, Set.of("approve", "decline", "due", "waits")),
            Map.entry(LetterKind.ASSIGNED, Set.of("due", "returned")),
            Map.entry(LetterKind.QUEUED, Set.of("due", "team")),
            Map.entry(LetterKind.OWNED, Set.of("due")),
            Map.entry(LetterKind.ANSWERED, Set.of()),
            Map.entry(LetterKind.REJECTED, Set.of("reopened")),
            Map.entry(LetterKind.OVERDUE, Set.of("due", "late")),
            Map.entry(LetterKind.ESCALATED, Set.of("team", "due")),
            Map.entry(LetterKind.MAJOR_INCIDENT, Set.of("due")),
            Map.entry(LetterKind.LINKED_SOLVED, Set.of("other"))));

    private static final Pattern TAG = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final Pattern PLAIN = Pattern.compile("([#^/]?)\\s*([a-z]+)\\s*");

    private Placeholders() {}

    /** What the wording of such a letter may name, in alphabetical order. */
    public static Set<String> of(LetterKind kind) {
        if (kind == LetterKind.REPORT) {
            return new TreeSet<>(REPORT);
        }
        if (kind == LetterKind.LEDGER_HEAD) {
            return new TreeSet<>(LEDGER_HEAD);
        }
        Set<String> all = new TreeSet<>(COMMON);
        all.addAll(OWN.getOrDefault(kind, Set.of()));
        return all;
    }

    /** The placeholders that are links of their own; their place is a line of its own. */
    public static Set<String> links() {
        return Set.of("approve", "decline", "confirm", "reject", "survey");
    }

    /** What is wrong with a wording, each as a sentence; empty where nothing is. */
    public static List<String> wrongIn(LetterKind kind, String template) {
        Set<String> known = of(kind);
        List<String> wrong = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>();
        Matcher tags = TAG.matcher(template);
        while (tags.find()) {
            Matcher tag = PLAIN.matcher(tags.group(1));
            if (!tag.matches()) {
                wrong.add(tags.group() + " is not taken; there are {{name}}, {{#name}}, {{^name}} and {{/name}}.");
                continue;
            }
            String name = tag.group(2);
            if (!known.contains(name)) {
                wrong.add("{{" + name + "}} is not known here; there are "
                        + known.stream().collect(Collectors.joining(", ")) + ".");
            }
            switch (tag.group(1)) {
                case "#", "^" -> open.push(name);
                case "/" -> {
                    if (!name.equals(open.poll())) {
                        wrong.add("{{/" + name + "}} closes what is not open.");
                    }
                }
                default -> {}
            }
        }
        for (String name : open) {
            wrong.add("{{#" + name + "}} is not closed by {{/" + name + "}}.");
        }
        String rest = TAG.matcher(template).replaceAll("");
        if (rest.contains("{{") || rest.contains("}}")) {
            wrong.add("Braces must come in pairs, as in {{number}}.");
        }
        return wrong;
    }
}
