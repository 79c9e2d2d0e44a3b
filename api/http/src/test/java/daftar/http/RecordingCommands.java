package daftar.http;

import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Receipt;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** A command side that keeps what it is sent, and answers as a test wants. */
public final class RecordingCommands implements Commands {

    /** What was sent. */
    public record Sent(Command command, Envelope envelope) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private volatile Supplier<RuntimeException> refusal;
    private volatile BiConsumer<Command, Envelope> first = (command, envelope) -> {};

    @Override
    public Receipt send(Command command, Envelope envelope) {
        if (refusal != null) {
            throw refusal.get();
        }
        first.accept(command, envelope);
        sent.add(new Sent(command, envelope));
        String number = command.stream().startsWith("ticket-") ? "T-1042" : null;
        return new Receipt(command.stream(), number, 7, 900 + sent.size(), false);
    }

    /** Begins anew. */
    public void carryOut() {
        sent.clear();
        refusal = null;
        first = (command, envelope) -> {};
    }

    /** Does this before it carries out a command, which may refuse it. */
    public void answerWith(BiConsumer<Command, Envelope> refusing) {
        first = refusing;
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
