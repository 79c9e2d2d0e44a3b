package daftar.app.command;

import daftar.domain.workflow.ShippedWorkflows;
import daftar.messages.Actor;
import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.reference.ReferenceView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a first start adds to an empty register, by ordinary commands with fixed ids: a second start adds nothing. */
final class Founding {

    private static final Actor FOUNDER = new Actor(Actor.SYSTEM, Set.of(Role.ADMINISTRATOR), "api", null);

    private final Commands commands;
    private final ReferenceView reference;

    Founding(Commands commands, ReferenceView reference) {
        this.commands = commands;
        this.reference = reference;
    }

    /** Publishes the shipped workflows, where there are none at all. */
    void shippedWorkflows() {
        if (reference.workflowRegister().choices().isEmpty()) {
            carryOut(ShippedWorkflows.founding());
        }
    }

    /** Each command sees what the ones before it did. */
    void carryOut(List<Command> all) {
        Long position = null;
        for (Command command : all) {
            position = carryOut(command, position);
        }
    }

    private @Nullable Long carryOut(Command command, @Nullable Long position) {
        UUID id = UUID.nameUUIDFromBytes(("founding:" + command).getBytes(StandardCharsets.UTF_8));
        try {
            Receipt receipt =
                    commands.send(command, new Envelope(FOUNDER, id, "", null, null, position, id.toString()));
            return receipt.position();
        } catch (Refused known) {
            if (known.kind() != Refused.Kind.CONFLICT) {
                throw known;
            }
            return position; // an earlier version of Daftar founded it otherwise; what is there stays
        }
    }
}
