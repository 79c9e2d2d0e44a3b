package daftar.mail.out;

import daftar.messages.Actor;
import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Event;
import daftar.messages.Meta;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.outbox.OutboxCommand.DropLetter;
import daftar.messages.outbox.OutboxCommand.QueueLetter;
import daftar.messages.outbox.OutboxCommand.RecordLetterFailure;
import daftar.messages.outbox.OutboxCommand.RecordLetterSent;
import daftar.messages.outbox.OutboxEvent.LetterDropped;
import daftar.messages.outbox.OutboxEvent.LetterFailed;
import daftar.messages.outbox.OutboxEvent.LetterGivenUp;
import daftar.messages.outbox.OutboxEvent.LetterQueued;
import daftar.messages.outbox.OutboxEvent.LetterSent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A register in memory with its subscriptions, and the commands of outboxes on it. */
final class Book implements LetterLog, Commands {

    private final List<Recorded> all = new ArrayList<>();
    private final InstantSource clock;
    volatile @Nullable Mark mark;

    Book(InstantSource clock) {
        this.clock = clock;
    }

    /** Appends to a stream as it stands. */
    synchronized long append(String stream, Map<String, String> metadata, Event event) {
        long revision =
                all.stream().filter(each -> each.stream().equals(stream)).count();
        all.add(new Recorded(stream, revision, all.size(), UUID.randomUUID(), clock.instant(), metadata, event));
        notifyAll();
        return revision;
    }

    synchronized List<Recorded> everything() {
        return List.copyOf(all);
    }

    synchronized <E extends Event> List<E> events(Class<E> type) {
        return all.stream()
                .map(Recorded::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Override
    public synchronized long head() {
        return all.size() - 1;
    }

    @Override
    public synchronized List<Recorded> read(String stream, long fromRevision) {
        return all.stream()
                .filter(each -> each.stream().equals(stream) && each.revision() >= fromRevision)
                .toList();
    }

    @Override
    public AutoCloseable follow(long afterPosition, String prefix, Listener listener) {
        Thread follower = Thread.ofVirtual().start(() -> {
            long at = afterPosition;
            while (true) {
                Recorded next;
                synchronized (this) {
                    while (at + 1 >= all.size()) {
                        try {
                            wait();
                        } catch (InterruptedException closed) {
                            return;
                        }
                    }
                    next = all.get((int) (at + 1));
                }
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                at++;
                if (next.stream().startsWith(prefix)) {
                    listener.recorded(next);
                } else {
                    listener.passed(at);
                }
            }
        });
        return follower::interrupt;
    }

    @Override
    public @Nullable Mark mark() {
        return mark;
    }

    @Override
    public void store(Mark stored) {
        mark = stored;
    }

    @Override
    public synchronized Receipt send(Command command, Envelope envelope) {
        String stream = command.stream();
        List<Recorded> before = read(stream, 0);
        Event event =
                switch (command) {
                    case QueueLetter c ->
                        before.stream()
                                        .anyMatch(each -> each.event() instanceof LetterQueued q
                                                && q.key().equals(c.key()))
                                ? null
                                : new LetterQueued(
                                        c.key(),
                                        c.kind(),
                                        c.recipient(),
                                        c.channel(),
                                        c.language(),
                                        c.number(),
                                        c.revision(),
                                        c.subject(),
                                        c.text(),
                                        c.html(),
                                        c.links(),
                                        c.inReplyTo(),
                                        c.notBefore(),
                                        c.digest());
                    case RecordLetterSent c -> new LetterSent(c.key(), c.messageId(), c.acceptedAt());
                    case RecordLetterFailure c ->
                        c.retryAt() == null
                                ? new LetterGivenUp(c.key(), c.attempt(), c.reason())
                                : new LetterFailed(c.key(), c.attempt(), c.reason(), c.retryAt());
                    case DropLetter c -> new LetterDropped(c.key(), c.reason());
                    default -> throw new IllegalArgumentException(command.toString());
                };
        if (event != null) {
            append(
                    stream,
                    Map.of(
                            Meta.ACTOR, Actor.SYSTEM,
                            Meta.CLIENT, envelope.actor().client(),
                            Meta.OCCURRED_AT, clock.instant().toString()),
                    event);
        }
        return new Receipt(stream, null, before.size(), all.size() - 1, event == null);
    }
}
