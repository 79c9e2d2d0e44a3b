package daftar.domain.ticket;

import daftar.messages.Actor;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.file.FileLimits;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a decision rests on besides the command and the ticket's past.
 *
 * @param stream the ticket's id
 * @param now the business time of what is decided
 * @param loads how much people have to do
 * @param number gives a new ticket its number; asked once, when nothing can be refused any more
 * @param files what a ticket's files may be together
 */
public record DecisionContext(
        String stream,
        Actor actor,
        Instant now,
        Reference reference,
        Loads loads,
        Supplier<String> number,
        FileLimits files) {

    private static final Set<Role> DESK = EnumSet.of(Role.DISPATCHER, Role.SPECIALIST, Role.MANAGER);

    /** Where nobody is chosen by load and no files come. */
    public DecisionContext(String stream, Actor actor, Instant now, Reference reference, Supplier<String> number) {
        this(stream, actor, now, reference, Loads.NONE, number, FileLimits.USUAL);
    }

    /** Who did it: in whose name where the importer acts for another, else the actor. */
    String who() {
        String other = actor.onBehalfOf();
        return other == null ? actor.person() : other;
    }

    boolean byImporter() {
        return actor.is(Role.IMPORTER);
    }

    /** Whether the actor works at the desk. */
    boolean byDesk() {
        return isDesk(actor.roles());
    }

    /** Whether who has these roles registers, classifies and works for others. */
    static boolean isDesk(Set<Role> roles) {
        return !Collections.disjoint(roles, DESK);
    }
}
