package daftar.http.redaction;

import daftar.messages.redaction.Place;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds in the register what a redaction is about. */
public interface Redactable {

    /**
     * What is meant, and can still be read.
     *
     * @param subject the stream that was named
     * @param places texts, by stream
     * @param files those of the named contents that are there
     */
    record Meant(String subject, List<Place> places, List<String> files) {
        public Meant {
            places = List.copyOf(places);
            files = List.copyOf(files);
        }
    }

    /**
     * The readable texts of a stream, and of what belongs to it.
     *
     * @param stream a ticket's, a person's or another one
     * @param text what they must hold; null for any
     * @param revisions of the stream's events; empty for all of them
     * @param files by SHA-256
     * @return without places and files where nothing fits; null where there is no such stream
     */
    @Nullable Meant find(String stream, @Nullable String text, Set<Long> revisions, List<String> files);
}
