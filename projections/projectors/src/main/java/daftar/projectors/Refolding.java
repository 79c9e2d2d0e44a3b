package daftar.projectors;

import daftar.messages.Recorded;
import daftar.messages.redaction.RedactedText;
import daftar.messages.redaction.TextRedacted;
import daftar.readmodel.Derivation;
import daftar.readmodel.Document;
import daftar.readmodel.StreamDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/**
 * A ticket or an article folded anew from the log up to a redaction, as if what was redacted had never been readable: the documents of the
 * events before it hold the text, so the fold cannot go on from them.
 *
 * @param ticket after the redaction
 * @param derived all that its events give besides, the newest of each document
 */
record Refolding(StreamDocument ticket, List<Document> derived) {

    /**
     * The events up to a redaction, opened but for what was redacted.
     *
     * @param redaction the event {@link TextRedacted}
     */
    static List<Recorded> read(EventStorageEngine history, Opening opening, Recorded redaction) {
        List<Recorded> events = history.readEvents(redaction.stream())
                .asStream()
                .takeWhile(message -> message.getSequenceNumber() <= redaction.revision())
                .<Recorded>map(Messages::recorded)
                .toList();
        Set<String> redacted = new HashSet<>();
        for (Recorded event : events) {
            if (event.event() instanceof TextRedacted gone) {
                gone.texts().stream().map(RedactedText::key).forEach(redacted::add);
            }
        }
        return events.stream().map(event -> opening.open(event, redacted)).toList();
    }

    /** @param events as {@link #read} gives them */
    static Refolding of(List<Recorded> events) {
        StreamDocument ticket = null;
        Map<String, Document> derived = new LinkedHashMap<>();
        for (Recorded event : events) {
            StreamDocument after = StreamDocument.evolve(ticket, event);
            for (Document document : Derivation.derive(ticket, event, after)) {
                derived.put(document.readModel().ordinal() + document.id(), document);
            }
            ticket = after;
        }
        if (ticket == null) {
            throw new IllegalStateException("a redaction is no stream's first event");
        }
        return new Refolding(ticket, new ArrayList<>(derived.values()));
    }
}
