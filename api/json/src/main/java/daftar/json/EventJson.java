package daftar.json;

import daftar.messages.Event;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;

/** Events to and from the bytes that are stored. */
public final class EventJson {

    private static final ClassValue<ObjectReader> READERS = new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> type) {
            return DaftarJson.events().readerFor(type);
        }
    };

    private EventJson() {}

    public static byte[] write(Event event) {
        return DaftarJson.events().writeValueAsBytes(event);
    }

    /**
     * Reads an event that was stored under this name, in whatever revision.
     *
     * @param revision as its metadata tell it; null for the first
     * @throws IllegalArgumentException if the name is not one of ours
     */
    public static Event read(String name, @Nullable String revision, byte[] json) {
        return Upcasters.isOld(name, revision)
                ? reader(name)
                        .readValue(Upcasters.upcast(
                                name, revision, DaftarJson.events().readTree(json)))
                : reader(name).readValue(json);
    }

    /**
     * Reads an event of its present revision.
     *
     * @throws IllegalArgumentException if the name is not one of ours
     */
    public static Event read(String name, byte[] json) {
        return reader(name).readValue(json);
    }

    private static ObjectReader reader(String name) {
        Class<? extends Event> type = EventNames.classOf(name);
        if (type == null) {
            throw new IllegalArgumentException("there is no event named " + name);
        }
        return READERS.get(type);
    }
}
