package daftar.domain.dispatch;

import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Meta;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.AxonTransientException;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands over a command bus that handles them on the caller's thread, again where that can help: a lost race is
 * decided anew on what the winner left; an append whose outcome is unknown, or that the store could not take, is sent
 * again, and the aggregate knows the command if it got through after all. No lock is held while waiting.
 */
public final class CommandDispatch implements Commands {

    /**
     * @param races how often a lost race is run again before it is a conflict
     * @param race the longest wait before the first repetition after a lost race; later ones wait longer
     * @param faults how often a command is sent again that the store could not answer
     * @param fault the longest wait before the first of those; doubled each time up to {@code longest}
     */
    public record Patience(int races, Duration race, int faults, Duration fault, Duration longest) {

        /** Ten races; a store that is away for some seconds. */
        public static final Patience USUAL =
                new Patience(10, Duration.ofMillis(5), 6, Duration.ofMillis(100), Duration.ofSeconds(2));
    }

    private static final String ANSWER = "daftar.answer";

    /** Where the position goes, on the command's own metadata: the bus stays within the process. */
    private static final class Answer {
        private @Nullable Long position;
    }

    private final CommandBus bus;
    private final ReferenceAwait reference;
    private final MeterRegistry meters;
    private final Patience patience;
    private final Counter races;
    private final Counter faults;

    /** Registers itself as the bus' interceptor; make one per bus. */
    public CommandDispatch(
            CommandBus bus,
            AppendPositions positions,
            ReferenceAwait reference,
            MeterRegistry meters,
            Patience patience) {
        this.bus = bus;
        this.reference = reference;
        this.meters = meters;
        this.patience = patience;
        races = retries(meters, "race");
        faults = retries(meters, "store");
        var unused = bus.registerHandlerInterceptor((unitOfWork, chain) -> answering(unitOfWork, chain, positions));
    }

    private static Counter retries(MeterRegistry meters, String reason) {
        return Counter.builder(CommandMeters.RETRIES.meterName())
                .description(CommandMeters.RETRIES.description())
                .tag("reason", reason)
                .register(meters);
    }

    private static @Nullable Object answering(
            UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain, AppendPositions positions)
            throws Exception {
        if (unitOfWork.getMessage().getMetaData().get(ANSWER) instanceof Answer answer) {
            unitOfWork.afterCommit(committed -> answer.position = positions.positionOf(committed.root()));
        }
        return chain.proceed();
    }

    @Override
    public Receipt send(Command command, Envelope envelope) {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "failed";
        try {
            Long atLeast = envelope.atLeast();
            if (atLeast != null) {
                reference.await(atLeast);
            }
            Receipt receipt = persistently(command, envelope);
            outcome = receipt.repeated() ? "repeated" : "done";
            return receipt;
        } catch (Refused refused) {
            outcome = refused.kind().name().toLowerCase(java.util.Locale.ROOT);
            throw refused;
        } finally {
            sample.stop(Timer.builder(CommandMeters.COMMANDS.meterName())
                    .description(CommandMeters.COMMANDS.description())
                    .tag("command", command.getClass().getSimpleName())
                    .tag("outcome", outcome)
                    .register(meters));
        }
    }

    private Receipt persistently(Command command, Envelope envelope) {
        Map<String, Object> metadata = metadata(envelope);
        boolean unknown = false;
        int lost = 0;
        int failed = 0;
        while (true) {
            Answer answer = new Answer();
            metadata.put(ANSWER, answer);
            CommandResultMessage<?> result = dispatch(command, MetaData.from(metadata));
            if (!result.isExceptional()) {
                return receipt((Receipt) result.getPayload(), answer, unknown);
            }
            Throwable fault = result.exceptionResult();
            if (isLostRace(fault)) {
                if (++lost > patience.races) {
                    throw Refused.conflict(
                            "concurrent-change", "Others keep changing this at the same moment; try again.");
                }
                races.increment();
                pause(patience.race.multipliedBy(lost));
            } else if (isStoreFault(fault) && ++failed <= patience.faults) {
                unknown = true;
                faults.increment();
                Duration wait = patience.fault.multipliedBy(1L << Math.min(failed - 1, 20));
                pause(wait.compareTo(patience.longest) < 0 ? wait : patience.longest);
            } else {
                throw thrown(fault);
            }
        }
    }

    /** What an earlier try of this same call may have appended is this call's own answer, not a repetition. */
    private static Receipt receipt(Receipt receipt, Answer answer, boolean unknownBefore) {
        Long appended = answer.position;
        long position = receipt.repeated() || appended == null ? receipt.position() : appended;
        return new Receipt(
                receipt.stream(), receipt.number(), receipt.version(), position, receipt.repeated() && !unknownBefore);
    }

    private CommandResultMessage<?> dispatch(Command command, MetaData metadata) {
        @Nullable CommandResultMessage<?>[] answered = new CommandResultMessage<?>[1];
        CommandMessage<Command> message =
                GenericCommandMessage.<Command>asCommandMessage(command).withMetaData(metadata);
        bus.<Command, Object>dispatch(message, (sent, result) -> answered[0] = result);
        CommandResultMessage<?> result = answered[0];
        if (result == null) {
            throw new IllegalStateException("the command bus must handle commands on the caller's thread");
        }
        return result;
    }

    private static Map<String, Object> metadata(Envelope envelope) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put(Meta.CALLER, envelope.actor());
        metadata.put(Meta.COMMAND_ID, envelope.commandId().toString());
        metadata.put(Meta.REQUEST_HASH, envelope.requestHash());
        metadata.put(Meta.CORRELATION_ID, envelope.correlationId());
        Long expected = envelope.expectedVersion();
        if (expected != null) {
            metadata.put(Meta.EXPECTED_VERSION, expected.toString());
        }
        Instant imported = envelope.importedAt();
        if (imported != null) {
            metadata.put(Meta.IMPORTED_AT, imported.toString());
        }
        return metadata;
    }

    private static boolean isLostRace(Throwable fault) {
        return fault instanceof ConcurrencyException || fault instanceof AggregateStreamCreationException;
    }

    private static boolean isStoreFault(Throwable fault) {
        return fault instanceof EventStoreException
                || fault instanceof AxonTransientException
                || fault instanceof LockAcquisitionFailedException;
    }

    /** Up to the given time, at random, so that those who met once do not meet again. */
    private static void pause(Duration longest) {
        try {
            Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest.toNanos() + 1)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a command waited to be sent again", interrupted);
        }
    }

    private static RuntimeException thrown(Throwable fault) {
        if (fault instanceof RuntimeException unchecked) {
            return unchecked;
        }
        if (fault instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(fault);
    }
}
