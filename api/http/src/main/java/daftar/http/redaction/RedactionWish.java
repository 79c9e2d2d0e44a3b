package daftar.http.redaction;

import daftar.messages.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to become unreadable. Exactly one of ticket, person and stream says where.
 *
 * @param ticket id or number: the ticket itself and the letters that were sent about it
 * @param person all that is known of this person, by which they could be recognised
 * @param stream the name of any other stream, such as {@code mail-…}
 * @param text what a text must hold, as it was written, to be meant; never kept, nor anything made of it
 * @param revisions the ticket's or the stream's events all of whose texts are meant
 * @param files contents to be destroyed, by their SHA-256
 */
record RedactionWish(
        @Nullable String ticket,
        @Nullable String person,
        @Nullable String stream,
        @Nullable Text text,
        List<Integer> revisions,
        List<String> files,
        Text reason) {
    RedactionWish {
        revisions = List.copyOf(revisions);
        files = List.copyOf(files);
    }
}
