package daftar.http.redaction;

import daftar.messages.redaction.Place;
import daftar.messages.redaction.RedactedText;
import daftar.messages.redaction.Redaction;
import daftar.messages.redaction.Redactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A redaction that waits for a second person, and a register in which every text is the word "hunter2". */
public final class OneRedaction implements Redactions, Redactable {

    static final String ID = "redaction-01a22408-9621-7b25-aa1e-c65b9f49c2fa";
    static final String FILE = "ab".repeat(32);

    /** What was looked for, in order. */
    static final List<String> LOOKED_FOR = new ArrayList<>();

    @Override
    public @Nullable Redaction redaction(String id) {
        return redactions().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<Redaction> redactions() {
        return List.of(new Redaction(
                ID,
                4,
                Redaction.State.REQUESTED,
                "ticket-1",
                List.of(new Place(
                        "ticket-1",
                        List.of(new RedactedText(3, "a"), new RedactedText(3, "b"), new RedactedText(5, "c")))),
                List.of(FILE),
                "a password",
                "person-security",
                Instant.parse("2026-11-20T10:00:00Z"),
                null,
                null,
                null));
    }

    @Override
    public @Nullable Meant find(String stream, @Nullable String text, Set<Long> revisions, List<String> files) {
        LOOKED_FOR.add(stream + " " + text + " " + revisions + " " + files);
        if (stream.equals("person-nobody") || stream.equals("mail-none")) {
            return null;
        }
        boolean holds = text == null || "hunter2".contains(text);
        return new Meant(
                stream, holds ? List.of(new Place(stream, List.of(new RedactedText(3, "key")))) : List.of(), files);
    }
}
