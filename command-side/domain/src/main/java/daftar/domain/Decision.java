package daftar.domain;

import daftar.messages.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decider answers to a command that it allows. What it does not allow it throws ({@link daftar.messages.Refused}).
 *
 * @param actorRole the role or relation by which the act was allowed, for the metadata
 * @param events what happens, in order; empty where everything is already as wished ({@link daftar.messages.NothingChanged} is
 *     the shell's to add)
 * @param onBehalfOf who is away and for whom the actor acts, for the metadata; null where nobody is
 */
public record Decision(
        String actorRole, List<Event> events, @Nullable String onBehalfOf) {
    public Decision {
        events = List.copyOf(events);
    }

    /** What the actor does in their own name. */
    public Decision(String actorRole, List<Event> events) {
        this(actorRole, events, null);
    }

    public static Decision of(String actorRole, Event... events) {
        return new Decision(actorRole, List.of(events));
    }
}
