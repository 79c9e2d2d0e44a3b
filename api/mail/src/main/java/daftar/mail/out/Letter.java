package daftar.mail.out;

import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.LetterLink;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A letter before it is worded.
 *
 * @param recipient a person's id
 * @param values what the wording may name: a text, a name in several languages or an {@link Instant}, which are written in the recipient's
 *     own way, or {@code true}; what is not there is left out of the wording
 * @param links what the recipient may do without a login
 */
record Letter(LetterKind kind, String recipient, Map<String, Object> values, List<LetterLink> links) {

    Letter {
        values = Map.copyOf(values);
        links = List.copyOf(links);
    }
}
