package daftar.messages.redaction;

import daftar.messages.Command;
import daftar.messages.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of a redaction. {@code redaction} is its id and stream, {@code redaction-<uuid>}. */
public sealed interface RedactionCommand extends Command {

    String redaction();

    @Override
    default String stream() {
        return redaction();
    }

    /** Asks that texts and files become unreadable for ever. */
    record RequestRedaction(String redaction, String subject, List<Place> places, List<String> files, Text reason)
            implements RedactionCommand {
        public RequestRedaction {
            places = List.copyOf(places);
            files = List.copyOf(files);
        }
    }

    /** Agrees to what another has asked; it is carried out at once and cannot be undone. */
    record ApproveRedaction(String redaction) implements RedactionCommand {}

    /** Does not agree, or takes back what one has asked oneself. */
    record DeclineRedaction(String redaction, @Nullable Text reason) implements RedactionCommand {}

    /** Daftar's own: the keys are destroyed. */
    record RecordRedaction(String redaction) implements RedactionCommand {}

    /** Daftar's own: the servers' files are clean. @param store whether the event store was scavenged */
    record RecordErasure(String redaction, boolean store) implements RedactionCommand {}
}
