package daftar.http;

import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Receipt;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A command side that keeps what it is sent, and answers as a test wants. */
public final class RecordingCommands implements Commands {

    /** What was sent. */
    public record Sent(Command command, Envelope envelope) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private volatile Supplier<RuntimeException> refusal;

    @Override
    public Receipt send(Command command, Envelope envelope) {
        if (refusal != null) {
            throw refusal.get();
        }
        sent.add(new Sent(command, envelope));
        String number = command.stream().startsWith("ticket-") ? "T-1042" : null;
        return new Receipt(command.stream(), number, 7, 900 + sent.size(), false);
    }

    /** Begins anew. */
    public void carryOut() {
        sent.clear();
        refusal = null;
    }

    public void refuse(Supplier<RuntimeException> with) {
        sent.clear();
        refusal = with;
    }

    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    public Sent last() {
        return sent.getLast();
    }
}
