package daftar.messages.redaction;

import daftar.messages.Event;
import java.util.List;

/**
 * Texts of this stream can no longer be read. It stands in the stream whose texts they were, of whatever kind that is, so
 * that its history says so.
 *
 * @param redaction the redaction's id, which says who asked, who agreed and why
 * @param generation of the stream's key with which everything that is appended after this event is sealed
 * @param texts which
 */
public record TextRedacted(String redaction, int generation, List<RedactedText> texts) implements Event {
    public TextRedacted {
        texts = List.copyOf(texts);
    }
}
