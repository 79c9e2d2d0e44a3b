package daftar.messages.redaction;

import daftar.messages.Event;
import daftar.messages.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a redaction, in its own stream {@code redaction-<uuid>}. */
public sealed interface RedactionEvent extends Event {

    /**
     * Somebody asked for it.
     *
     * @param subject the ticket, person or other stream that it is about
     * @param places which texts, by stream
     * @param files contents to be destroyed, by their SHA-256
     * @param reason why; sealed, like all that people type
     */
    record RedactionRequested(String subject, List<Place> places, List<String> files, Text reason)
            implements RedactionEvent {
        public RedactionRequested {
            places = places == null ? List.of() : List.copyOf(places);
            files = files == null ? List.of() : List.copyOf(files);
        }
    }

    /** Another person agreed. */
    record RedactionApproved() implements RedactionEvent {}

    /** Another person did not agree, or who asked took it back. @param reason null where none was given */
    record RedactionDeclined(@Nullable Text reason) implements RedactionEvent {}

    /** The keys are destroyed: nobody reads the texts any more. */
    record RedactionCarriedOut() implements RedactionEvent {}

    /**
     * What was left in the files of the servers was removed.
     *
     * @param store whether the event store was scavenged; false where it is not Daftar's own, whose owner has to do that
     */
    record RedactionErased(boolean store) implements RedactionEvent {}
}
