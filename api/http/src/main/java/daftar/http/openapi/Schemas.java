package daftar.http.openapi;

import daftar.http.request.RecordFields;
import daftar.http.request.Shape;
import daftar.messages.Limits;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The published schema of what requests may hold, from the shapes that they are checked by. */
public final class Schemas {

    private static final String REFERENCE = "#/components/schemas/";

    private final Components components;

    /** @param components gets the schemas of records, each once */
    public Schemas(Components components) {
        this.components = components;
    }

    /** A reference to the schema of a record; its name is the record's and {@code Body}. */
    public Schema<?> of(RecordFields fields) {
        String name = fields.type().getSimpleName() + "Body";
        if (components.getSchemas() == null || !components.getSchemas().containsKey(name)) {
            Schema<Object> schema = typed("object");
            schema.setAdditionalProperties(false);
            for (RecordFields.Field field : fields.fields()) {
                schema.addProperty(field.name(), of(field.shape()));
            }
            List<String> required = fields.fields().stream()
                    .filter(RecordFields.Field::required)
                    .map(RecordFields.Field::name)
                    .toList();
            if (!required.isEmpty()) {
                schema.setRequired(required);
            }
            components.addSchemas(name, schema);
        }
        return reference(name);
    }

    /** The schema that was registered under this name. */
    public static Schema<?> reference(String name) {
        Schema<Object> reference = new Schema<>(SpecVersion.V31);
        reference.set$ref(REFERENCE + name);
        return reference;
    }

    private Schema<?> of(Shape shape) {
        return switch (shape) {
            case Shape.Line line -> text(line.most());
            case Shape.Prose prose -> text(prose.most());
            case Shape.Code code -> text(Limits.WORD).pattern(code.pattern().pattern());
            case Shape.Language language ->
                text(Limits.WORD).description("BCP 47 language").example("fa");
            case Shape.Zone zone ->
                text(Limits.WORD).description("IANA time zone").example("Asia/Tehran");
            case Shape.OneOf one -> {
                Schema<Object> names = typed("string");
                names.setEnum(List.copyOf(one.names()));
                yield names;
            }
            case Shape.Upload upload -> text(Shape.Upload.MOST).description("What POST /api/files answered as file");
            case Shape.Whole whole ->
                typed("integer").minimum(BigDecimal.valueOf(whole.least())).maximum(BigDecimal.valueOf(whole.most()));
            case Shape.Quantity quantity -> {
                Schema<Object> number = typed("number");
                number.setExclusiveMinimumValue(BigDecimal.ZERO);
                yield number;
            }
            case Shape.Decimal decimal -> typed("number");
            case Shape.Day day -> typed("string").format("date").example("2026-11-22");
            case Shape.TimeOfDay time ->
                typed("string").pattern("[0-2]\\d:[0-5]\\d").example("08:30");
            case Shape.YesNo yesNo -> typed("boolean");
            case Shape.Moment moment -> typed("string").format("date-time").example("2026-11-22T09:30:00Z");
            case Shape.Span span -> typed("string").format("duration").example("P2D");
            case Shape.Rule rule -> {
                Schema<Object> holder = typed("object");
                holder.setDescription(
                        "Who gets the ticket: a rule by its name, with what it needs; first-of and each-of"
                                + " have rules");
                holder.addProperty("rule", typed("string"));
                holder.setRequired(List.of("rule"));
                holder.setExample(Map.of("rule", "team", "team", "team-network"));
                yield holder;
            }
            case Shape.Price price -> money();
            case Shape.ByLanguage names -> {
                Schema<Object> byLanguage = typed("object");
                byLanguage.setDescription("BCP 47 language → text");
                byLanguage.setAdditionalProperties(text(names.most()));
                byLanguage.setMinProperties(1);
                byLanguage.setExample(Map.of("en", "Printers", "fa", "چاپگرها"));
                yield byLanguage;
            }
            case Shape.ListOf list -> {
                Schema<Object> array = typed("array");
                array.setItems(of(list.entry()));
                array.setMaxItems(Limits.ENTRIES);
                yield array;
            }
            case Shape.MapOf map -> {
                Schema<Object> object = typed("object");
                object.setAdditionalProperties(of(map.entry()));
                object.setMaxProperties(Limits.ENTRIES);
                yield object;
            }
            case Shape.Fields fields -> of(fields.of());
        };
    }

    private static Schema<Object> money() {
        Schema<Object> money = typed("object");
        money.addProperty(
                "amount", typed("string").pattern("-?\\d{1,15}(\\.\\d{1,6})?").example("12.50"));
        money.addProperty("currency", typed("string").pattern("[A-Z]{3}").example("EUR"));
        money.setRequired(List.of("amount", "currency"));
        money.setAdditionalProperties(false);
        return money;
    }

    private static Schema<Object> text(int most) {
        Schema<Object> text = typed("string");
        text.setMinLength(1);
        text.setMaxLength(most);
        return text;
    }

    /** A schema of this JSON type, which a caller may complete. */
    public static Schema<Object> typed(String type) {
        Schema<Object> schema = new Schema<>(SpecVersion.V31);
        schema.setType(type);
        schema.addType(type);
        return schema;
    }
}
