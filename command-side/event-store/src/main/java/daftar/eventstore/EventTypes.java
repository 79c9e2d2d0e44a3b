package daftar.eventstore;

import org.jspecify.annotations.Nullable;

/** Which stable name and revision a payload class is stored under, and back. */
public interface EventTypes {

    /**
     * The stable name, as stored in the event's type.
     *
     * @throws IllegalArgumentException if the class has none, and so must not be stored
     */
    String nameOf(Class<?> payload);

    /** The revision of the payload's JSON, stored in the metadata; null if it has none. */
    @Nullable String revisionOf(Class<?> payload);

    /** The class for a name at its present revision (upcasters have brought it there); null if the name is unknown. */
    @Nullable Class<?> classOf(String name, @Nullable String revision);
}
