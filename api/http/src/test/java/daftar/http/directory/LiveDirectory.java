package daftar.http.directory;

import daftar.domain.directory.Directory;
import daftar.domain.directory.Entry;
import daftar.http.directory.load.Rehearsal;
import daftar.messages.Command;
import daftar.messages.Envelope;
import daftar.messages.Event;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.directory.DirectoryCommand;
import daftar.messages.directory.Reference;
import daftar.reference.ReferenceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The directory's own rules and folds over a list of events: what a node does, without its servers. */
public final class LiveDirectory implements Rehearsal {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final Map<String, Entry> entries = new HashMap<>();
    private final List<Recorded> log = new ArrayList<>();
    private ReferenceState state = ReferenceState.EMPTY;

    /** Begins anew. */
    public synchronized void clear() {
        entries.clear();
        log.clear();
        state = ReferenceState.EMPTY;
    }

    /** One that goes its own way from here. */
    public synchronized LiveDirectory copy() {
        LiveDirectory copy = new LiveDirectory();
        copy.entries.putAll(entries);
        copy.log.addAll(log);
        copy.state = state;
        return copy;
    }

    /** The names of all that has happened. */
    public synchronized List<String> happened() {
        return log.stream().map(one -> one.event().getClass().getSimpleName()).toList();
    }

    @Override
    public synchronized Receipt send(Command command, Envelope envelope) {
        String stream = command.stream();
        List<Event> events = Directory.decide(
                        entries.get(stream), (DirectoryCommand) command, envelope.actor(), state, NOW)
                .events();
        for (Event event : events) {
            Recorded recorded = new Recorded(
                    stream,
                    history(stream).size(),
                    log.size(),
                    UUID.randomUUID(),
                    NOW,
                    Map.of("actor", envelope.actor().person()),
                    event);
            log.add(recorded);
            entries.put(stream, Entry.evolve(entries.get(stream), recorded));
            state = ReferenceState.evolve(state, recorded);
        }
        return new Receipt(stream, null, history(stream).size() - 1L, log.size() - 1L, false);
    }

    @Override
    public synchronized Reference reference() {
        return state;
    }

    @Override
    public synchronized List<Reference.Person> people() {
        return List.copyOf(state.people());
    }

    @Override
    public synchronized List<Reference.Department> departments() {
        return List.copyOf(state.departments());
    }

    @Override
    public synchronized List<Reference.Team> teams() {
        return List.copyOf(state.teams());
    }

    @Override
    public synchronized List<Reference.Category> categories() {
        return List.copyOf(state.categories());
    }

    @Override
    public synchronized List<Reference.Post> posts() {
        return List.copyOf(state.posts());
    }

    @Override
    public synchronized List<Reference.Vendor> vendors() {
        return List.copyOf(state.vendors());
    }

    @Override
    public synchronized List<Recorded> history(String stream) {
        return log.stream().filter(one -> one.stream().equals(stream)).toList();
    }

    @Override
    public boolean awaitPosition(long position) {
        return true;
    }
}
