package daftar.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import daftar.messages.IsoInstant;
import daftar.messages.LocalizedText;
import daftar.messages.Money;
import daftar.messages.Text;
import daftar.messages.workflow.HolderRule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * The two dialects of Daftar's JSON. Both write camelCase names, ISO-8601 instants (UTC) and durations, money as {@code
 * {"amount":"12.50","currency":"EUR"}} and names as language → text. They differ in texts: in events these are sealed, on
 * the web they are plain strings.
 */
public final class DaftarJson {

    private static final JsonMapper EVENTS = base(new JsonFactory())
            .addModule(sealedTexts())
            // an event of a newer version may hold what this one does not know yet
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final JsonMapper WEB = base(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(50)
                            .maxNumberLength(40)
                            .build())
                    .build())
            .addModule(new SimpleModule("plain texts")
                    .addSerializer(Text.class, new PlainTextWriter())
                    .addDeserializer(Text.class, new TextReader(false)))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(
                    LogicalType.Textual, config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private DaftarJson() {}

    /** Events as they are stored. Writing a text that is not sealed fails: none may reach the log by mistake. */
    public static JsonMapper events() {
        return EVENTS;
    }

    /** Requests and answers: texts are strings, unknown fields and wrong types are errors. */
    public static JsonMapper web() {
        return WEB;
    }

    private static SimpleModule sealedTexts() {
        SimpleModule module = new SimpleModule("sealed texts");
        module.addSerializer(Text.class, new SealedTextWriter());
        module.addDeserializer(Text.class, new TextReader(true));
        module.setValueInstantiators(new RecordConstructors());
        return module;
    }

    private static JsonMapper.Builder base(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .addMixIn(HolderRule.class, RuleNames.class)
                .addModule(new SimpleModule("daftar")
                        .addSerializer(Instant.class, new InstantWriter())
                        .addDeserializer(Instant.class, new InstantReader())
                        .addSerializer(Money.class, new MoneyWriter())
                        .addDeserializer(Money.class, new MoneyReader())
                        .addSerializer(LocalizedText.class, new LocalizedTextWriter())
                        .addDeserializer(LocalizedText.class, new LocalizedTextReader()));
    }

    /** The stored names of the rules; see {@link HolderRule}. */
    @JsonTypeInfo(use = Id.NAME, property = "rule")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = HolderRule.Supervisor.class, name = "supervisor"),
        @JsonSubTypes.Type(value = HolderRule.ManagerOfDepartment.class, name = "manager-of-department"),
        @JsonSubTypes.Type(value = HolderRule.HolderOfRole.class, name = "role"),
        @JsonSubTypes.Type(value = HolderRule.NamedPerson.class, name = "person"),
        @JsonSubTypes.Type(value = HolderRule.QueueOfTeam.class, name = "team"),
        @JsonSubTypes.Type(value = HolderRule.OwnerOfCategory.class, name = "owner-of-category"),
        @JsonSubTypes.Type(value = HolderRule.ChosenByTriage.class, name = "chosen-by-triage"),
        @JsonSubTypes.Type(value = HolderRule.LeastLoadedOfTeam.class, name = "least-loaded"),
        @JsonSubTypes.Type(value = HolderRule.RoundRobinOfTeam.class, name = "round-robin"),
        @JsonSubTypes.Type(value = HolderRule.LeadOnDutyOfTeam.class, name = "lead-on-duty"),
        @JsonSubTypes.Type(value = HolderRule.WhoHadItBefore.class, name = "who-had-it-before"),
        @JsonSubTypes.Type(value = HolderRule.Provider.class, name = "vendor"),
        @JsonSubTypes.Type(value = HolderRule.TheRequester.class, name = "requester"),
        @JsonSubTypes.Type(value = HolderRule.Nobody.class, name = "nobody"),
        @JsonSubTypes.Type(value = HolderRule.FirstOf.class, name = "first-of"),
        @JsonSubTypes.Type(value = HolderRule.EachOf.class, name = "each-of")
    })
    private interface RuleNames {}

    private static final class SealedTextWriter extends ValueSerializer<Text> {
        @Override
        public void serialize(Text text, JsonGenerator out, SerializationContext context) {
            switch (text) {
                case Text.Sealed(String key, String sealed) -> {
                    out.writeStartObject();
                    out.writeStringProperty("key", key);
                    out.writeStringProperty("sealed", sealed);
                    out.writeEndObject();
                }
                case Text.Plain plain -> context.reportMappingProblem("a text must be sealed before it is stored");
            }
        }
    }

    private static final class PlainTextWriter extends ValueSerializer<Text> {
        @Override
        public void serialize(Text text, JsonGenerator out, SerializationContext context) {
            String readable = text.readable();
            if (readable == null) {
                out.writeNull();
            } else {
                out.writeString(readable);
            }
        }
    }

    private static final class TextReader extends ValueDeserializer<Text> {
        private final boolean sealed;

        private TextReader(boolean sealed) {
            this.sealed = sealed;
        }

        @Override
        public Text deserialize(JsonParser in, DeserializationContext context) {
            if (in.currentToken() == JsonToken.VALUE_STRING && !sealed) {
                return new Text.Plain(in.getString());
            }
            if (in.currentToken() == JsonToken.START_OBJECT && sealed) {
                return sealed(in, context);
            }
            return (Text) context.handleUnexpectedToken(Text.class, in);
        }
    }

    /** By hand: most of the values in an event are texts. */
    private static Text sealed(JsonParser in, DeserializationContext context) {
        String key = null;
        String sealed = null;
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "key" -> key = in.getValueAsString();
                case "sealed" -> sealed = in.getValueAsString();
                default -> in.skipChildren();
            }
        }
        if (key == null || sealed == null) {
            return context.reportInputMismatch(Text.class, "a sealed text is {\"key\":…,\"sealed\":…}");
        }
        return new Text.Sealed(key, sealed);
    }

    private static final class InstantWriter extends ValueSerializer<Instant> {
        @Override
        public void serialize(Instant instant, JsonGenerator out, SerializationContext context) {
            out.writeString(IsoInstant.format(instant));
        }
    }

    private static final class InstantReader extends ValueDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) {
            if (in.currentToken() == JsonToken.VALUE_STRING) {
                String text = in.getString();
                try {
                    return IsoInstant.parse(text);
                } catch (DateTimeParseException malformed) {
                    return (Instant) context.handleWeirdStringValue(Instant.class, text, "an instant, ISO-8601 in UTC");
                }
            }
            return (Instant) context.handleUnexpectedToken(Instant.class, in);
        }
    }

    private static final class MoneyWriter extends ValueSerializer<Money> {
        @Override
        public void serialize(Money money, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            out.writeStringProperty("amount", money.amount().toPlainString());
            out.writeStringProperty("currency", money.currency());
            out.writeEndObject();
        }
    }

    /** The amount as a string; a JSON number is refused, since others would read it as a float. */
    private record RawMoney(String amount, String currency) {}

    private static final class MoneyReader extends ValueDeserializer<Money> {
        @Override
        public Money deserialize(JsonParser in, DeserializationContext context) {
            RawMoney raw = context.readValue(in, RawMoney.class);
            if (raw.amount == null || raw.currency == null) {
                return (Money)
                        context.handleWeirdNativeValue(context.constructType(Money.class), String.valueOf(raw), in);
            }
            if (!raw.amount.matches("-?\\d{1,15}(\\.\\d{1,6})?")) {
                return (Money) context.handleWeirdStringValue(
                        Money.class, raw.amount, "an amount is a decimal such as \"12.50\"");
            }
            return new Money(new BigDecimal(raw.amount), raw.currency);
        }
    }

    private static final class LocalizedTextWriter extends ValueSerializer<LocalizedText> {
        @Override
        public void serialize(LocalizedText text, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            for (Map.Entry<String, String> entry : text.texts().entrySet()) {
                out.writeStringProperty(entry.getKey(), entry.getValue());
            }
            out.writeEndObject();
        }
    }

    private static final class LocalizedTextReader extends ValueDeserializer<LocalizedText> {
        @Override
        public LocalizedText deserialize(JsonParser in, DeserializationContext context) {
            Map<String, String> texts = context.readValue(
                    in, context.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, String.class));
            if (texts.isEmpty() || texts.containsValue(null)) {
                return (LocalizedText) context.handleWeirdStringValue(
                        LocalizedText.class, "", "a name needs a text in at least one language, {\"en\":\"…\"}");
            }
            return new LocalizedText(texts);
        }
    }
}
