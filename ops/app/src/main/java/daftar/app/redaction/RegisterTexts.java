package daftar.app.redaction;

import daftar.app.store.Recording;
import daftar.eventstore.EventLog;
import daftar.eventstore.keys.KeyStreams;
import daftar.http.redaction.Redactable;
import daftar.json.EventJson;
import daftar.json.TextSeal;
import daftar.messages.Recorded;
import daftar.messages.outbox.OutboxCommand;
import daftar.messages.redaction.Place;
import daftar.messages.redaction.RedactedText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the texts and files that are meant by a redaction in the log itself. */
final class RegisterTexts implements Redactable {

    /** Shorter texts are in too many others to say that those tell of them. */
    private static final int TELLING = 6;

    private final EventLog log;
    private final Recording recording;
    private final TextSeal seal;
    private final KeyStreams keys;

    RegisterTexts(EventLog log, Recording recording, TextSeal seal, KeyStreams keys) {
        this.log = log;
        this.recording = recording;
        this.seal = seal;
        this.keys = keys;
    }

    @Override
    public @Nullable Meant find(String stream, @Nullable String text, Set<Long> revisions, List<String> files) {
        List<Recorded> events = recording.all(log, stream, 0);
        if (events.isEmpty()) {
            return null;
        }
        boolean textsMeant = text != null || !revisions.isEmpty() || files.isEmpty();
        List<Place> places = new ArrayList<>();
        Set<String> values = new HashSet<>();
        if (textsMeant) {
            List<RedactedText> found = new ArrayList<>();
            for (Recorded event : events) {
                if (revisions.isEmpty() || revisions.contains(event.revision())) {
                    found.addAll(texts(event, value -> text == null || value.contains(text), values));
                }
            }
            add(places, stream, found);
            Predicate<String> tells = text == null ? tellsOf(values) : value -> value.contains(text);
            String letters = OutboxCommand.outboxOf(stream);
            List<RedactedText> told = new ArrayList<>();
            recording.all(log, letters, 0).forEach(event -> told.addAll(texts(event, tells, new HashSet<>())));
            add(places, letters, told);
        }
        return new Meant(
                stream,
                places,
                files.stream().filter(file -> isIn(file, events)).toList());
    }

    /** A letter quotes a text as a whole. */
    private static Predicate<String> tellsOf(Set<String> values) {
        List<String> telling =
                values.stream().filter(value -> value.length() >= TELLING).toList();
        return letter -> telling.stream().anyMatch(letter::contains);
    }

    private List<RedactedText> texts(Recorded event, Predicate<String> wanted, Set<String> values) {
        List<RedactedText> found = new ArrayList<>();
        seal.readable(event).forEach((key, value) -> {
            if (wanted.test(value)) {
                found.add(new RedactedText(event.revision(), key));
                values.add(value);
            }
        });
        return found;
    }

    private static void add(List<Place> places, String stream, List<RedactedText> found) {
        if (!found.isEmpty()) {
            places.add(new Place(stream, found));
        }
    }

    /** Whether the content belongs to the stream and can still be read. */
    private boolean isIn(String file, List<Recorded> events) {
        return keys.keyOf("file-" + file) != null
                && events.stream().anyMatch(event -> new String(EventJson.write(event.event()), StandardCharsets.UTF_8)
                        .contains(file));
    }
}
