package daftar.report;

import daftar.messages.Money;
import daftar.messages.Text;
import daftar.messages.query.Named;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values of events and tickets as a reader sees them, whole. What is nothing is left out of what holds it. */
final class Values {

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    private final Labels labels;
    private final Markup markup;
    private final Map<String, String> names;

    /** @param names id of a person or a team → how they are called, as far as it is known */
    Values(Labels labels, Markup markup, Map<String, String> names) {
        this.labels = labels;
        this.markup = markup;
        this.names = names;
    }

    /** Whether there is nothing to say. */
    static boolean isNothing(@Nullable Object value) {
        return value == null
                || value instanceof Collection<?> many && many.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof Record
                        && !(value instanceof Text)
                        && fields(value).values().stream().allMatch(Values::isNothing);
    }

    /** @param path of the field that holds it, which tells what its words mean */
    String of(String path, @Nullable Object value) {
        return switch (value) {
            case null -> "<i>" + markup.text(labels.of("report.nothing")) + "</i>";
            case Text text -> text(text);
            case Named named -> named(named);
            case Money money -> markup.code(money.amount().toPlainString() + " " + money.currency());
            case Instant instant -> moment(instant);
            case Boolean yes -> markup.text(labels.of(yes ? "report.yes" : "report.no"));
            case Enum<?> word -> markup.text(labels.enumerated(word));
            case Collection<?> many -> list(path, many);
            case Map<?, ?> map -> table(map);
            case Record record -> table(fields(record));
            case String text -> string(path, text);
            default -> markup.code(value.toString());
        };
    }

    private String text(Text text) {
        String readable = text.readable();
        return readable == null ? redacted() : markup.typed(readable);
    }

    String redacted() {
        return "<span class=\"r\">" + markup.text("▇▇▇ " + labels.of("report.redacted")) + "</span>";
    }

    String named(Named named) {
        return named.name() == null
                ? id(named.id())
                : markup.isolated(named.name()) + " <small>" + markup.code(named.id()) + "</small>";
    }

    private String id(String id) {
        String name = names.get(id);
        return name == null ? markup.code(id) : named(new Named(id, name));
    }

    String moment(Instant instant) {
        return "<bdi>" + markup.text(labels.day(instant)) + "</bdi> <bdi>" + markup.text(labels.time(instant))
                + "</bdi> <small>" + markup.code(labels.certain(instant)) + "</small>";
    }

    private String string(String path, String text) {
        if (INSTANT.matcher(text).matches()) {
            try {
                return moment(Instant.parse(text));
            } catch (DateTimeException noInstant) {
                return markup.typed(text);
            }
        }
        String word = labels.word(path, text);
        if (word != null) {
            return markup.text(word);
        }
        return names.containsKey(text) ? id(text) : markup.typed(text);
    }

    private String list(String path, Collection<?> many) {
        StringBuilder list = new StringBuilder();
        for (Object each : many) {
            list.append("<div class=\"i\">").append(of(path, each)).append("</div>");
        }
        return list.toString();
    }

    private String table(Map<?, ?> map) {
        StringBuilder rows = new StringBuilder();
        map.forEach((key, value) -> {
            if (!isNothing(value)) {
                rows.append(markup.row(
                        false, markup.isolated(labels.field(String.valueOf(key))), of(String.valueOf(key), value)));
            }
        });
        return rows.isEmpty() ? of("", null) : "<table class=\"v\">" + rows + "</table>";
    }

    /** The components of a record by name, in their order. */
    static Map<String, @Nullable Object> fields(Object holder) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : holder.getClass().getRecordComponents()) {
            try {
                fields.put(component.getName(), component.getAccessor().invoke(holder));
            } catch (IllegalAccessException | InvocationTargetException impossible) {
                throw new IllegalStateException("a message is a public record", impossible);
            }
        }
        return fields;
    }
}
