package daftar.reference;

import daftar.messages.Recorded;
import daftar.messages.redaction.RedactedText;
import daftar.messages.redaction.Redaction;
import daftar.messages.redaction.Redactions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/** The redactions at one place of the log: immutable, and cheap to go on from. */
public final class RedactionState implements Redactions {

    /** Nothing has happened yet. */
    public static final RedactionState EMPTY = new RedactionState(TreePMap.empty());

    private final PSortedMap<String, Redaction> redactions;

    private RedactionState(PSortedMap<String, Redaction> redactions) {
        this.redactions = redactions;
    }

    /** The fold: pure; events of other streams change nothing. */
    public static RedactionState evolve(RedactionState state, Recorded recorded) {
        if (!recorded.stream().startsWith(Redaction.STREAMS)) {
            return state;
        }
        Redaction after = Redaction.evolve(state.redactions.get(recorded.stream()), recorded);
        return after == null ? state : new RedactionState(state.redactions.plus(after.id(), after));
    }

    @Override
    public @Nullable Redaction redaction(String id) {
        return redactions.get(id);
    }

    @Override
    public List<Redaction> redactions() {
        return List.copyOf(redactions.values());
    }

    /** Names of the keys of texts whose redaction was approved, and which may not be destroyed yet. */
    Set<String> keysToBeDestroyed() {
        Set<String> keys = new HashSet<>();
        for (Redaction redaction : redactions.values()) {
            if (redaction.state() == Redaction.State.APPROVED) {
                redaction.places().forEach(place -> place.texts().stream()
                        .map(RedactedText::key)
                        .forEach(keys::add));
            }
        }
        return keys;
    }
}
