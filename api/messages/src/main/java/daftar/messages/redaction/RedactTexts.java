package daftar.messages.redaction;

import daftar.messages.Command;
import java.util.List;

/**
 * Daftar's own, once a redaction was approved: says in the stream itself that these texts are gone. Twice does nothing.
 *
 * @param generation of the stream's key that is there from now on
 */
public record RedactTexts(String stream, String redaction, int generation, List<RedactedText> texts)
        implements Command {
    public RedactTexts {
        texts = List.copyOf(texts);
    }
}
