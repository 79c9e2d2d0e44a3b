package daftar.http.request;

import daftar.messages.Limits;
import daftar.messages.LocalizedText;
import daftar.messages.Money;
import daftar.messages.Text;
import daftar.messages.catalogue.CatalogueEntry;
import daftar.messages.catalogue.PriorityRules;
import daftar.messages.directory.DirectoryCommand.CreatePost;
import daftar.messages.directory.DirectoryCommand.DefineCategory;
import daftar.messages.directory.DirectoryCommand.FormTeam;
import daftar.messages.directory.DirectoryCommand.FoundDepartment;
import daftar.messages.directory.DirectoryCommand.RegisterPerson;
import daftar.messages.directory.DirectoryCommand.RegisterVendor;
import daftar.messages.file.FileRef;
import daftar.messages.sla.CalendarDefinition;
import daftar.messages.sla.SlaPolicy;
import daftar.messages.ticket.CostLine;
import daftar.messages.ticket.TicketCommand.LogContact;
import daftar.messages.ticket.TicketCommand.StopTimer;
import daftar.messages.ticket.Work;
import daftar.messages.workflow.HolderRule;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The components of a record as the fields of a JSON object. A component is required unless it is {@code @Nullable} (null
 * when left out), a list, a set, a map (empty then), or has a value for when it is missing. Components that the address gives, such as a ticket's id, are
 * not fields: naming one in the body is an unknown field.
 */
public final class RecordFields {

    /** @param missing what stands for a field that was left out; null for nothing */
    public record Field(
            String name,
            Shape shape,
            boolean required,
            @Nullable Object missing) {}

    private static final int WORK_MINUTES = 14_400;
    private static final int CONTACT_MINUTES = 1_440;
    private static final int BEST_RATING = 5;
    private static final Set<String> FALSE_IF_MISSING = Set.of("provisional", "required", "approvalPauses");
    private static final Set<String> LONG_TEXTS = Set.of("instructions", "description", "help", "text");
    private static final String CODE = "[a-z0-9][a-z0-9-]*";

    private final Class<? extends Record> type;
    private final Set<String> given;
    private final Map<String, Field> fields;
    private final List<String> order;
    private final Constructor<? extends Record> constructor;

    private RecordFields(Class<? extends Record> type, Set<String> given) {
        this.type = type;
        this.given = given;
        RecordComponent[] components = type.getRecordComponents();
        this.order = Arrays.stream(components).map(RecordComponent::getName).toList();
        Map<String, Field> byName = new LinkedHashMap<>();
        for (RecordComponent component : components) {
            if (!given.contains(component.getName())) {
                byName.put(component.getName(), fieldOf(type, component));
            }
        }
        this.fields = byName;
        try {
            this.constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            constructor.setAccessible(true);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @param given the components that do not come from the body */
    public static RecordFields of(Class<? extends Record> type, String... given) {
        return new RecordFields(type, Set.of(given));
    }

    public Class<? extends Record> type() {
        return type;
    }

    public List<Field> fields() {
        return List.copyOf(fields.values());
    }

    /**
     * The record that a body says; null where a fault was noted.
     *
     * @param values of the given components
     */
    public @Nullable Record read(JsonNode body, String path, Map<String, ?> values, Faults faults) {
        if (!body.isObject()) {
            faults.add(path, "wrong-type", "Send an object with " + known() + ".");
            return null;
        }
        for (Map.Entry<String, JsonNode> sent : body.properties()) {
            if (!fields.containsKey(sent.getKey()) && !faults.isFull()) {
                faults.add(
                        place(path, Faults.echo(sent.getKey())),
                        "unknown-field",
                        "There is no such field here; " + known() + ".");
            }
        }
        Object[] arguments = new Object[order.size()];
        boolean complete = true;
        for (int i = 0; i < arguments.length; i++) {
            String name = order.get(i);
            Field field = fields.get(name);
            if (field == null) {
                arguments[i] = values.get(name);
                continue;
            }
            JsonNode node = body.get(name);
            if (node != null && !node.isNull()) {
                arguments[i] = field.shape().read(node, place(path, name), faults);
                complete &= arguments[i] != null;
            } else if (field.required()) {
                faults.add(place(path, name), "required", "The field is required.");
                complete = false;
            } else {
                arguments[i] = field.missing();
            }
        }
        return complete ? create(arguments) : null;
    }

    /**
     * The record that the body of a request says.
     *
     * @param values of the given components
     * @throws InvalidRequest naming each field that is wrong
     */
    public <T> T whole(JsonNode body, Map<String, ?> values, Class<T> as) {
        Faults faults = new Faults();
        Record record = read(body, "", values, faults);
        faults.throwIfAny();
        return as.cast(Objects.requireNonNull(record, "neither a record nor a fault"));
    }

    private Record create(@Nullable Object[] arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("cannot create " + type.getSimpleName(), impossible);
        }
    }

    private String known() {
        return fields.isEmpty() ? "no fields at all" : "the fields are " + String.join(", ", fields.keySet());
    }

    private static String place(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static Field fieldOf(Class<? extends Record> owner, RecordComponent component) {
        Shape shape = shapeOf(owner, component);
        boolean nullable = isNullable(component.getAnnotatedType());
        // a list that may be null says something else by being empty
        Object missing = nullable ? null : missingOf(owner, component, shape);
        // a line's cost follows from the price of one, where that is sent; which of them is there, its rules check
        boolean derived = owner == CostLine.class && component.getName().equals("cost");
        boolean required = missing == null && !nullable && !derived;
        return new Field(component.getName(), shape, required, missing);
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static @Nullable Object missingOf(Class<? extends Record> owner, RecordComponent component, Shape shape) {
        return switch (shape) {
            case Shape.ListOf list -> list.distinct() ? Set.of() : List.of();
            case Shape.MapOf map -> Map.of();
            case Shape.Quantity quantity -> owner == CostLine.class ? BigDecimal.ONE : null;
            case Shape.YesNo yesNo -> FALSE_IF_MISSING.contains(component.getName()) ? Boolean.FALSE : null;
            // no step at all
            case Shape.Whole whole -> owner == PriorityRules.class ? Integer.valueOf(0) : null;
            default -> null;
        };
    }

    private static Shape shapeOf(Class<? extends Record> owner, RecordComponent component) {
        String name = component.getName();
        Class<?> type = component.getType();
        if (type == String.class) {
            return wordOf(owner, name);
        }
        if (type == int.class || type == Integer.class) {
            return wholeOf(owner, name);
        }
        if (type == Text.class) {
            return switch (name) {
                case "title" -> new Shape.Line(true, Limits.TITLE);
                case "name", "mail", "telephone", "userName", "externalId" -> new Shape.Line(true, Limits.WORD);
                default -> new Shape.Prose(Limits.TEXT);
            };
        }
        if (type == LocalizedText.class && LONG_TEXTS.contains(name)) {
            return new Shape.ByLanguage(Limits.TEXT);
        }
        if (type == BigDecimal.class && owner == CatalogueEntry.FormField.class) {
            return new Shape.Decimal();
        }
        return shapeOf(component.getGenericType());
    }

    private static Shape wordOf(Class<? extends Record> owner, String name) {
        return switch (name) {
            case "language" -> new Shape.Language();
            case "zone" -> new Shape.Zone();
            case "person" -> owner == RegisterPerson.class ? idOf("person") : word();
            case "department" -> owner == FoundDepartment.class ? idOf("department") : word();
            case "team" -> owner == FormTeam.class ? idOf("team") : word();
            case "post" -> owner == CreatePost.class ? idOf("post") : word();
            case "vendor" -> owner == RegisterVendor.class ? idOf("vendor") : word();
            case "delegation" -> code("a code of lower-case letters a-z, digits and '-', such as \"summer\"");
            case "category" -> owner == DefineCategory.class ? categoryCode() : word();
            case "code" ->
                CatalogueEntry.class.isAssignableFrom(owner)
                                || owner == CalendarDefinition.class
                                || owner == SlaPolicy.class
                        ? entryCode()
                        : word();
            default -> word();
        };
    }

    private static Shape wholeOf(Class<? extends Record> owner, String name) {
        if (name.equals("rating")) {
            return new Shape.Whole(1, BEST_RATING);
        }
        if (owner == Work.class || owner == StopTimer.class) {
            return new Shape.Whole(0, WORK_MINUTES);
        }
        if (owner == LogContact.class) {
            return new Shape.Whole(0, CONTACT_MINUTES);
        }
        return new Shape.Whole(0, Integer.MAX_VALUE);
    }

    private static Shape word() {
        return new Shape.Line(false, Limits.WORD);
    }

    /** Ids of the directory are stream names, so their form is strict. */
    private static Shape idOf(String kind) {
        return new Shape.Code(
                Pattern.compile(kind + "-" + CODE),
                "an id such as \"" + kind + "-7f3a\": lower-case letters a-z, digits and '-' after \"" + kind + "-\"");
    }

    private static Shape categoryCode() {
        return code("a code of lower-case letters a-z, digits and '-', such as \"printing\"");
    }

    private static Shape entryCode() {
        return code("a code of lower-case letters a-z, digits and '-', such as \"new-laptop\"");
    }

    private static Shape code(String wanted) {
        return new Shape.Code(Pattern.compile(CODE), wanted);
    }

    private static Shape shapeOf(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return switch (generic.getRawType().getTypeName()) {
                case "java.util.List" -> new Shape.ListOf(shapeOf(arguments[0]), false);
                case "java.util.Set" -> new Shape.ListOf(shapeOf(arguments[0]), true);
                case "java.util.Map" -> new Shape.MapOf(shapeOf(arguments[1]));
                default -> throw new IllegalArgumentException("no JSON for " + type);
            };
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException("no JSON for " + type);
        }
        if (plain == String.class) {
            return word();
        }
        if (plain == Text.class) {
            return new Shape.Prose(Limits.TEXT);
        }
        if (plain == Integer.class) {
            return new Shape.Whole(0, Integer.MAX_VALUE);
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return new Shape.YesNo();
        }
        if (plain == Instant.class) {
            return new Shape.Moment();
        }
        if (plain == Duration.class) {
            return new Shape.Span();
        }
        if (plain == HolderRule.class) {
            return new Shape.Rule();
        }
        if (plain == BigDecimal.class) {
            return new Shape.Quantity();
        }
        if (plain == LocalDate.class) {
            return new Shape.Day();
        }
        if (plain == LocalTime.class) {
            return new Shape.TimeOfDay();
        }
        if (plain == Money.class) {
            return new Shape.Price();
        }
        if (plain == LocalizedText.class) {
            return new Shape.ByLanguage(Limits.WORD);
        }
        if (plain == FileRef.class) {
            return new Shape.Upload();
        }
        if (plain.isEnum()) {
            @SuppressWarnings("unchecked")
            Class<? extends Enum<?>> names = (Class<? extends Enum<?>>) plain;
            return new Shape.OneOf(names);
        }
        if (plain.isRecord()) {
            return new Shape.Fields(of(plain.asSubclass(Record.class)));
        }
        throw new IllegalArgumentException("no JSON for " + type);
    }
}
