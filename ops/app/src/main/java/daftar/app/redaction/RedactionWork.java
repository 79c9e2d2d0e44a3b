package daftar.app.redaction;

import daftar.app.reference.LogSnapshots;
import daftar.app.store.Recording;
import daftar.automations.ClaimedWork;
import daftar.eventstore.EventLog;
import daftar.eventstore.keys.KeyStreams;
import daftar.eventstore.keys.StreamKeys;
import daftar.json.TextSeal;
import daftar.messages.Actor;
import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.redaction.Place;
import daftar.messages.redaction.RedactTexts;
import daftar.messages.redaction.RedactedText;
import daftar.messages.redaction.Redaction;
import daftar.messages.redaction.Redaction.State;
import daftar.messages.redaction.RedactionCommand.RecordErasure;
import daftar.messages.redaction.RedactionCommand.RecordRedaction;
import daftar.messages.redaction.Redactions;
import daftar.messages.redaction.TextRedacted;
import daftar.reference.ReferenceState;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what was approved. In each stream: a newer key beside the old one; the event that says what is gone, after
 * which nobody seals with the old key any more; then the old key gives way to the keys of the single texts that stay. Every
 * step can be done again, and who stops in between goes on with what is missing.
 */
final class RedactionWork implements ClaimedWork.Work {

    private static final Logger log = LoggerFactory.getLogger(RedactionWork.class);

    private final Redactions redactions;
    private final EventLog register;
    private final Recording recording;
    private final TextSeal seal;
    private final KeyStreams keys;
    private final LogSnapshots snapshots;
    private final Commands commands;
    private final Erasure erasure;
    private final BooleanSupplier projected;
    /** What Elasticsearch had seen when the read models were first known to be clean, by redaction. For one thread. */
    private final Map<String, Map<String, Long>> cleanSince = new HashMap<>();

    /** @param projected whether the read models hold all that was recorded */
    RedactionWork(
            Redactions redactions,
            EventLog register,
            Recording recording,
            TextSeal seal,
            KeyStreams keys,
            LogSnapshots snapshots,
            Commands commands,
            Erasure erasure,
            BooleanSupplier projected) {
        this.redactions = redactions;
        this.register = register;
        this.recording = recording;
        this.seal = seal;
        this.keys = keys;
        this.snapshots = snapshots;
        this.commands = commands;
        this.erasure = erasure;
        this.projected = projected;
    }

    @Override
    public boolean isWanted() {
        return !due().isEmpty();
    }

    @Override
    public void take() {
        for (Redaction redaction : due()) {
            if (redaction.state() == State.APPROVED) {
                carryOut(redaction);
            } else if (isReplaced(redaction)) {
                erase(redaction);
                cleanSince.remove(redaction.id());
            }
        }
    }

    private List<Redaction> due() {
        return redactions.redactions().stream()
                .filter(redaction -> redaction.state() == State.APPROVED || redaction.state() == State.CARRIED_OUT)
                .toList();
    }

    /** Whether the read models have let go of what was redacted, and only their files may still hold it. */
    private boolean isReplaced(Redaction redaction) {
        Map<String, Long> seen = cleanSince.get(redaction.id());
        if (seen == null) {
            if (projected.getAsBoolean()) {
                cleanSince.put(redaction.id(), erasure.seen());
            }
            return false;
        }
        return erasure.wouldForget(seen);
    }

    private void carryOut(Redaction redaction) {
        for (Place place : redaction.places()) {
            carryOut(redaction.id(), place);
        }
        redaction.files().forEach(file -> keys.destroy("file-" + file));
        if (redaction.places().stream().map(Place::stream).anyMatch(ReferenceState::concerns)) {
            snapshots.forget();
        }
        send(new RecordRedaction(redaction.id()), redaction.id());
        log.info("Redaction {} was carried out", redaction.id());
    }

    private void carryOut(String redaction, Place place) {
        String stream = place.stream();
        keys.forget(stream);
        StreamKeys before = keys.keysOf(stream);
        if (before == null || isDone(redaction, stream) && !before.isBeingRenewed()) {
            return;
        }
        StreamKeys renewed = keys.renew(stream);
        if (renewed == null) {
            return;
        }
        send(new RedactTexts(stream, redaction, renewed.generation(), place.texts()), redaction + ":" + stream);
        keys.keepOnly(stream, survivors(stream, renewed.generation()));
    }

    private boolean isDone(String redaction, String stream) {
        return recording.all(register, stream, 0).stream()
                .anyMatch(event -> event.event() instanceof TextRedacted gone
                        && gone.redaction().equals(redaction));
    }

    /** The keys of all older texts that were not redacted. */
    private Map<String, byte[]> survivors(String stream, int generation) {
        List<Recorded> events = recording.all(register, stream, 0);
        Set<String> redacted = new HashSet<>();
        for (Recorded event : events) {
            if (event.event() instanceof TextRedacted gone) {
                gone.texts().stream().map(RedactedText::key).forEach(redacted::add);
            }
        }
        Map<String, byte[]> survivors = new HashMap<>();
        for (Recorded event : events) {
            for (String key : TextSeal.keyNames(event.event())) {
                if (TextSeal.generationOf(key) < generation && !redacted.contains(key)) {
                    byte[] its = seal.keyOfText(stream, key);
                    if (its != null) {
                        survivors.put(key, its);
                    }
                }
            }
        }
        return survivors;
    }

    private void erase(Redaction redaction) {
        erasure.cleanReadModels();
        boolean store = erasure.cleanStore();
        send(new RecordErasure(redaction.id(), store), redaction.id() + ":erased");
        log.info(
                "What was redacted by {} is out of the read models' files{}",
                redaction.id(),
                store ? " and the event store's" : "; the event store has to be scavenged by its owner");
    }

    private void send(Command command, String name) {
        UUID id = UUID.nameUUIDFromBytes(("redaction:" + name).getBytes(StandardCharsets.UTF_8));
        Receipt unused = commands.send(command, Envelope.of(Actor.clock(), id));
    }
}
