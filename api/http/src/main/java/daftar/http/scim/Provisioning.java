package daftar.http.scim;

import daftar.http.directory.Register;
import daftar.messages.Actor;
import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Receipt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The commands of one request, one after the other: each sees what the ones before it did. */
final class Provisioning {

    private final Commands commands;
    private final Register register;
    private final Actor actor;
    private final String correlation = UUID.randomUUID().toString();
    private @Nullable Long position;

    Provisioning(Commands commands, Register register, Actor actor) {
        this.commands = commands;
        this.register = register;
        this.actor = actor;
    }

    void send(Command command) {
        Receipt receipt =
                commands.send(command, new Envelope(actor, UUID.randomUUID(), "", null, null, position, correlation));
        position = receipt.position();
    }

    /** Until this node can answer with what was done. */
    void settle() {
        Long reached = position;
        if (reached != null) {
            register.awaitPosition(reached);
        }
    }
}
