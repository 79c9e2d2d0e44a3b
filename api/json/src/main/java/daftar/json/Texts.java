package daftar.json;

import daftar.messages.Text;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds the texts in a record, however deep, and replaces them. */
final class Texts {

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private Texts() {}

    /** The same record with each text replaced; the very same object where the record's type has no texts. */
    @SuppressWarnings("unchecked")
    static <R> R map(R record, UnaryOperator<Text> change) {
        return (R) SHAPES.get(record.getClass()).map(record, change);
    }

    /** The components of a record type that can hold texts. */
    private record Shape(@Nullable Constructor<?> constructor, List<Method> accessors, boolean[] holdsText) {

        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            boolean[] holdsText = new boolean[components.length];
            List<Method> accessors = new ArrayList<>();
            Class<?>[] parameters = new Class<?>[components.length];
            boolean any = false;
            for (int i = 0; i < components.length; i++) {
                parameters[i] = components[i].getType();
                accessors.add(components[i].getAccessor());
                accessors.getLast().setAccessible(true);
                holdsText[i] = mayHoldText(components[i].getGenericType());
                any |= holdsText[i];
            }
            try {
                Constructor<?> constructor = any ? type.getDeclaredConstructor(parameters) : null;
                if (constructor != null) {
                    constructor.setAccessible(true);
                }
                return new Shape(constructor, accessors, holdsText);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }

        private static boolean mayHoldText(Type type) {
            return switch (type) {
                case Class<?> c when c == Text.class -> true;
                case Class<?> c when c.isRecord() -> SHAPES.get(c).constructor != null;
                case ParameterizedType p -> {
                    boolean any = false;
                    for (Type argument : p.getActualTypeArguments()) {
                        any |= mayHoldText(argument);
                    }
                    yield any;
                }
                default -> false;
            };
        }

        Object map(Object record, UnaryOperator<Text> change) {
            if (constructor == null) {
                return record;
            }
            try {
                Object[] values = new Object[holdsText.length];
                for (int i = 0; i < values.length; i++) {
                    Object value = accessors.get(i).invoke(record);
                    values[i] = holdsText[i] ? mapValue(value, change) : value;
                }
                return constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                throw new IllegalStateException(e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        private static @Nullable Object mapValue(@Nullable Object value, UnaryOperator<Text> change) {
            return switch (value) {
                case null -> null;
                case Text text -> change.apply(text);
                case List<?> list -> {
                    List<@Nullable Object> mapped = new ArrayList<>(list.size());
                    for (Object entry : list) {
                        mapped.add(mapValue(entry, change));
                    }
                    yield mapped;
                }
                case Map<?, ?> map -> {
                    Map<Object, @Nullable Object> mapped = new LinkedHashMap<>();
                    map.forEach((key, entry) -> mapped.put(key, mapValue(entry, change)));
                    yield mapped;
                }
                case Record inner -> Texts.map(inner, change);
                default -> value;
            };
        }
    }
}
