package daftar.eventstore;

import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Passes metadata that the engine has read already through Axon's pipeline, instead of writing and reading it again. */
record ReadyMetadataSerializer(Serializer payloads) implements Serializer {

    @Override
    @SuppressWarnings("unchecked") // the caller asks for the type that the object says it holds
    public <S, T> T deserialize(SerializedObject<S> serialized) {
        if (serialized.getData() instanceof MetaData ready) {
            return (T) ready;
        }
        return payloads.deserialize(serialized);
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
        return payloads.serialize(object, representation);
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return payloads.canSerializeTo(representation);
    }

    @Override
    @SuppressWarnings("rawtypes") // Axon's signature
    public Class classForType(SerializedType type) {
        return payloads.classForType(type);
    }

    @Override
    @SuppressWarnings("rawtypes") // Axon's signature
    public SerializedType typeForClass(@Nullable Class type) {
        return payloads.typeForClass(type);
    }

    @Override
    public Converter getConverter() {
        return payloads.getConverter();
    }
}
