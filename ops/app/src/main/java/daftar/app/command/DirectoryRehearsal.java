package daftar.app.command;

import daftar.app.reference.StateRegister;
import daftar.domain.directory.Directory;
import daftar.domain.directory.Entry;
import daftar.http.directory.Register;
import daftar.http.directory.load.Rehearsal;
import daftar.messages.Command;
import daftar.messages.Envelope;
import daftar.messages.Event;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.directory.DirectoryCommand;
import daftar.reference.ReferenceState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides on the directory's commands as a node would, from what is recorded so far, and records nothing. For one caller. */
final class DirectoryRehearsal implements Rehearsal, StateRegister {

    private static final UUID NOT_STORED = new UUID(0, 0);

    private final Register recorded;
    private final InstantSource clock;
    private final Map<String, @Nullable Entry> entries = new HashMap<>();
    private ReferenceState state;

    DirectoryRehearsal(ReferenceState from, Register recorded, InstantSource clock) {
        this.state = from;
        this.recorded = recorded;
        this.clock = clock;
    }

    @Override
    public Receipt send(Command command, Envelope envelope) {
        if (!(command instanceof DirectoryCommand asked)) {
            throw new IllegalArgumentException("only the directory is rehearsed: " + command);
        }
        String stream = command.stream();
        if (!entries.containsKey(stream)) {
            entries.put(stream, entryOf(stream));
        }
        Instant now = clock.instant();
        List<Event> events = Directory.decide(entries.get(stream), asked, envelope.actor(), state, now)
                .events();
        for (Event event : events) {
            Recorded happened = new Recorded(stream, 0, -1, NOT_STORED, now, Map.of(), event);
            entries.put(stream, Entry.evolve(entries.get(stream), happened));
            state = ReferenceState.evolve(state, happened);
        }
        return new Receipt(stream, null, 0, -1, false);
    }

    private @Nullable Entry entryOf(String stream) {
        Entry entry = null;
        for (Recorded one : recorded.history(stream)) {
            entry = Entry.evolve(entry, one);
        }
        return entry;
    }

    @Override
    public ReferenceState state() {
        return state;
    }

    @Override
    public List<Recorded> history(String stream) {
        return recorded.history(stream);
    }

    @Override
    public boolean awaitPosition(long position) {
        return true;
    }
}
