package daftar.mail.in;

import daftar.messages.Actor;
import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.mail.MailCommand.SetMailAside;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.RaiseTicket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A command side that remembers the commands of each stream by their ids, as the real one does, and decides nothing. */
final class RememberingCommands implements Commands, Tickets {

    /** What was carried out, each once. */
    final List<Command> done = new ArrayList<>();

    final List<Envelope> envelopes = new ArrayList<>();

    /** Whose rights are asked for; tickets that are not in it are open to everybody. */
    final Map<String, Status> statuses = new HashMap<>();

    /** Called before anything is carried out; what it throws comes through. */
    volatile BiConsumer<Command, Envelope> before = (command, envelope) -> {};

    private final Map<String, Map<UUID, String>> streams = new HashMap<>();
    private final Map<String, String> numbers = new HashMap<>();

    @Override
    public synchronized Receipt send(Command command, Envelope envelope) {
        before.accept(command, envelope);
        Map<UUID, String> known = streams.computeIfAbsent(command.stream(), any -> new HashMap<>());
        String hash = known.get(envelope.commandId());
        if (hash != null && !hash.equals(envelope.requestHash())) {
            throw new Refused(Refused.Kind.KEY_REUSED, "key-reused", null, "another request");
        }
        String number = command instanceof RaiseTicket ? "T-" + (1_000 + numbers.size()) : null;
        if (hash == null) {
            known.put(envelope.commandId(), envelope.requestHash());
            done.add(command);
            envelopes.add(envelope);
            if (number != null) {
                numbers.put(number, command.stream());
            }
        }
        return new Receipt(command.stream(), number, known.size(), 7, hash != null);
    }

    synchronized <C> List<C> all(Class<C> type) {
        return done.stream().filter(type::isInstance).map(type::cast).toList();
    }

    synchronized long count() {
        return done.stream()
                .filter(command -> !(command instanceof SetMailAside))
                .count();
    }

    Stream<Actor> actors() {
        return envelopes.stream().map(Envelope::actor);
    }

    @Override
    public synchronized @Nullable String idOf(String number) {
        return numbers.get(number);
    }

    @Override
    public synchronized Known.@Nullable Target target(String ticket, Actor actor, Asked asked) {
        Map<UUID, String> commands = streams.get(ticket);
        if (commands == null) {
            return null;
        }
        Status status = statuses.getOrDefault(ticket, Status.NEW);
        return new Known.Target(ticket, status, !status.isEnd(), status == Status.CLOSED, true, byIt(commands, asked));
    }

    @Override
    public synchronized @Nullable Boolean isRaisedBy(String ticket, Asked asked) {
        Map<UUID, String> commands = streams.get(ticket);
        return commands == null ? null : Boolean.TRUE.equals(byIt(commands, asked));
    }

    private static @Nullable Boolean byIt(Map<UUID, String> commands, Asked asked) {
        String hash = commands.get(asked.command());
        return hash == null ? null : hash.equals(asked.contentHash());
    }

    @Override
    public void raised(String number, String ticket) {}
}
