package daftar.messages.redaction;

import java.util.List;

/**
 * What is to become unreadable in one stream.
 *
 * @param stream a ticket's, an outbox's, a person's, …
 * @param texts at least one
 */
public record Place(String stream, List<RedactedText> texts) {
    public Place {
        texts = List.copyOf(texts);
    }
}
