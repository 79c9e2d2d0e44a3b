package daftar.eventstore;

import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.ByteArrayToJsonNodeConverter;
import org.axonframework.serialization.jackson3.JsonNodeToByteArrayConverter;
import org.axonframework.serialization.jackson3.JsonNodeToObjectNodeConverter;
import org.axonframework.serialization.jackson3.MetaDataDeserializer;
import org.axonframework.serialization.jackson3.ObjectNodeToJsonNodeConverter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Axon's serializer for events, by Jackson 3, under stable names instead of class names. Upcasters may ask for {@link
 * JsonNode} or {@link tools.jackson.databind.node.ObjectNode}. A name that nobody knows is read as Axon's {@link
 * UnknownSerializedType}, so that a consumer passes a foreign event by instead of stopping.
 */
public final class StableNameSerializer implements Serializer {

    private static final String METADATA = MetaData.class.getName();

    private final JsonMapper json;
    private final EventTypes types;
    private final Converter converter;

    /** Kept by type: what the mapper would look up anew for each event. */
    private final ClassValue<ObjectReader> readers = new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> type) {
            return StableNameSerializer.this.json.readerFor(type);
        }
    };

    private final ClassValue<ObjectWriter> writers = new ClassValue<>() {
        @Override
        protected ObjectWriter computeValue(Class<?> type) {
            return StableNameSerializer.this.json.writerFor(type);
        }
    };

    public StableNameSerializer(JsonMapper json, EventTypes types) {
        this.json = json.rebuild()
                .addModule(
                        new SimpleModule("axon-metadata").addDeserializer(MetaData.class, new MetaDataDeserializer()))
                .build();
        this.types = types;
        var conversions = new ChainingConverter();
        conversions.registerConverter(new JsonNodeToByteArrayConverter(this.json));
        conversions.registerConverter(new ByteArrayToJsonNodeConverter(this.json));
        conversions.registerConverter(new JsonNodeToObjectNodeConverter());
        conversions.registerConverter(new ObjectNodeToJsonNodeConverter());
        this.converter = conversions;
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
        SerializedType type = typeForClass(object == null ? Void.class : object.getClass());
        try {
            byte[] bytes = object == null
                    ? json.writeValueAsBytes(null)
                    : writers.get(object.getClass()).writeValueAsBytes(object);
            return new SimpleSerializedObject<>(converter.convert(bytes, representation), representation, type);
        } catch (JacksonException e) {
            throw new SerializationException("Cannot write a " + type.getName() + " as JSON", e);
        }
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return converter.canConvert(byte[].class, representation);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"
    }) // Axon's signature: an empty payload is null, the caller knows the type
    public <S, T> T deserialize(SerializedObject<S> serialized) {
        if (SimpleSerializedType.emptyType().equals(serialized.getType())) {
            return null;
        }
        Class<?> type = classForType(serialized.getType());
        if (type == UnknownSerializedType.class) {
            return (T) new UnknownSerializedType(this, serialized);
        }
        try {
            if (serialized.getData() instanceof byte[] bytes) {
                return (T) readers.get(type).readValue(bytes);
            }
            if (serialized.getData() instanceof JsonNode tree) {
                return (T) json.treeToValue(tree, type);
            }
            byte[] bytes = converter.convert(serialized, byte[].class).getData();
            return (T) readers.get(type).readValue(bytes);
        } catch (JacksonException e) {
            throw new SerializationException(
                    "Cannot read a " + serialized.getType().getName() + " of revision "
                            + serialized.getType().getRevision() + " from its JSON",
                    e);
        }
    }

    @Override
    @SuppressWarnings("rawtypes") // Axon's signature
    public Class classForType(SerializedType type) {
        if (SimpleSerializedType.emptyType().equals(type)) {
            return Void.class;
        }
        if (METADATA.equals(type.getName())) {
            return MetaData.class;
        }
        Class<?> known = types.classOf(type.getName(), type.getRevision());
        return known == null ? UnknownSerializedType.class : known;
    }

    @Override
    @SuppressWarnings("rawtypes") // Axon's signature
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null || type == Void.class || type == void.class) {
            return SimpleSerializedType.emptyType();
        }
        if (type == MetaData.class) {
            return new SimpleSerializedType(METADATA, null);
        }
        return new SimpleSerializedType(types.nameOf(type), types.revisionOf(type));
    }

    @Override
    public Converter getConverter() {
        return converter;
    }
}
