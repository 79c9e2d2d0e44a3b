package daftar.eventstore;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Events for the tests, under stable names. */
final class TestEvents {

    /** Something was noted. Revision 1 had only {@code text}. */
    record Noted(String text, int weight) {}

    static final EventTypes TYPES = new EventTypes() {
        @Override
        public String nameOf(Class<?> payload) {
            if (payload == Noted.class) {
                return "Noted";
            }
            if (payload == String.class) {
                return "Text";
            }
            throw new IllegalArgumentException(payload + " has no stable name");
        }

        @Override
        public @Nullable String revisionOf(Class<?> payload) {
            return payload == Noted.class ? "2" : null;
        }

        @Override
        public @Nullable Class<?> classOf(String name, @Nullable String revision) {
            return switch (name) {
                case "Noted" -> Noted.class;
                case "Text" -> String.class;
                default -> null;
            };
        }
    };

    private TestEvents() {}

    static StableNameSerializer serializer() {
        return new StableNameSerializer(JsonMapper.builder().build(), TYPES);
    }

    static DomainEventMessage<Noted> noted(String stream, long sequence) {
        return new GenericDomainEventMessage<>("note", stream, sequence, new Noted("note " + sequence, (int) sequence));
    }

    static NewEvent raw(String type, String json) {
        return new NewEvent(
                UUID.randomUUID(), type, Map.of("who", "p-1"), json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static List<Long> revisions(List<RecordedEvent> events) {
        return events.stream().map(RecordedEvent::revision).toList();
    }
}
