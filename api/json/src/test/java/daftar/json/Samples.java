package daftar.json;

import daftar.messages.LocalizedText;
import daftar.messages.Money;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.workflow.HolderRule;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One made-up instance of any record of the messages, with every component filled and always the same. */
final class Samples {

    private Samples() {}

    static <T> T of(Class<T> type) {
        return type.cast(value("value", type));
    }

    private static Object value(String name, Type type) {
        return switch (type) {
            case ParameterizedType p
            when p.getRawType() == List.class -> List.of(value(name, p.getActualTypeArguments()[0]));
            case ParameterizedType p
            when p.getRawType() == Set.class -> Set.of(value(name, p.getActualTypeArguments()[0]));
            case ParameterizedType p
            when p.getRawType() == Map.class -> Map.of("a-" + name, value(name, p.getActualTypeArguments()[1]));
            case Class<?> c -> scalar(name, c);
            default -> throw new IllegalArgumentException(type.getTypeName());
        };
    }

    private static Object scalar(String name, Class<?> type) {
        if (type == String.class) {
            return "a-" + name;
        } else if (type == int.class || type == Integer.class) {
            return 3;
        } else if (type == long.class || type == Long.class) {
            return 3L;
        } else if (type == boolean.class || type == Boolean.class) {
            return true;
        } else if (type == Instant.class) {
            return Instant.parse("2026-11-22T09:30:00.123Z");
        } else if (type == LocalDate.class) {
            return LocalDate.of(2026, 11, 22);
        } else if (type == LocalTime.class) {
            return LocalTime.of(8, 30);
        } else if (type == Duration.class) {
            return Duration.ofHours(36);
        } else if (type == BigDecimal.class) {
            return new BigDecimal("1.5");
        } else if (type == Money.class) {
            return new Money(new BigDecimal("12.50"), "EUR");
        } else if (type == LocalizedText.class) {
            return LocalizedText.of("fa", "دفتر");
        } else if (type == Text.class) {
            return new Text.Sealed("key-of-" + name, "c2VhbGVk");
        } else if (type == HolderRule.class) {
            return new HolderRule.FirstOf(List.of(new HolderRule.QueueOfTeam("team-a"), new HolderRule.Supervisor()));
        } else if (type == Role.class) {
            return Role.SPECIALIST;
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type.isRecord()) {
            return record(type);
        }
        throw new IllegalArgumentException("no sample for " + type);
    }

    private static Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < values.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getName(), components[i].getGenericType());
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
