package daftar.json;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.module.SimpleValueInstantiators;

/**
 * Makes records by a handle that takes its arguments as an array. Jackson adapts the constructor's handle anew for each
 * record that it makes, which was a third of the time that reading an event took.
 */
final class RecordConstructors extends SimpleValueInstantiators {

    @Override
    public ValueInstantiator modifyValueInstantiator(
            DeserializationConfig config, BeanDescription.Supplier type, ValueInstantiator usual) {
        Class<?> record = type.getBeanClass();
        return record.isRecord() && usual instanceof StdValueInstantiator standard
                ? new OfRecord(standard, record)
                : usual;
    }

    private static final class OfRecord extends StdValueInstantiator {

        private final MethodHandle constructor;

        private OfRecord(StdValueInstantiator usual, Class<?> record) {
            super(usual);
            constructor = canonical(record);
        }

        @Override
        public @Nullable Object createFromObjectWith(DeserializationContext context, @Nullable Object[] arguments) {
            try {
                return constructor.invokeExact(arguments);
            } catch (Throwable refused) {
                return context.handleInstantiationProblem(_valueClass, null, rewrapCtorProblem(context, refused));
            }
        }

        private static MethodHandle canonical(Class<?> record) {
            Class<?>[] types = Arrays.stream(record.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            try {
                Constructor<?> constructor = record.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return MethodHandles.lookup()
                        .unreflectConstructor(constructor)
                        .asSpreader(Object[].class, types.length)
                        .asType(MethodType.methodType(Object.class, Object[].class));
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
