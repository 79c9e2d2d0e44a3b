package daftar.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The store's own answer to the append of a command, for whoever sent the command.
 *
 * <p>Either ask the command's unit of work after its commit ({@link #of}), or, with a command bus that handles on the
 * caller's thread, wrap the sending ({@link #receive}).
 */
public final class AppendReceipts {

    /** The resource of the root unit of work that holds the receipts. */
    public static final String RESOURCE = "daftar.eventstore.appended";

    private static final ScopedValue<List<Appended>> RECEIVER = ScopedValue.newInstance();

    /**
     * What a wrapped call returned, and what was appended meanwhile.
     *
     * @param value the call's result
     * @param appended the last append, null if nothing was appended
     */
    public record Received<T extends @Nullable Object>(
            T value, @Nullable Appended appended) {}

    private AppendReceipts() {}

    /** The append of a unit of work (its root's), null before the commit or if nothing was appended. */
    public static @Nullable Appended of(UnitOfWork<?> unitOfWork) {
        List<Appended> all = unitOfWork.root().getResource(RESOURCE);
        return all == null || all.isEmpty() ? null : all.getLast();
    }

    /** Runs the call and gives what the engine appended on this thread meanwhile. */
    public static <T extends @Nullable Object> Received<T> receive(Callable<T> call) throws Exception {
        var receipts = new ArrayList<Appended>(1);
        T value = ScopedValue.where(RECEIVER, receipts).call(call::call);
        return new Received<>(value, receipts.isEmpty() ? null : receipts.getLast());
    }

    static void give(@Nullable UnitOfWork<?> root, List<Appended> appended) {
        if (root != null) {
            root.<List<Appended>>getOrComputeResource(RESOURCE, k -> new ArrayList<>(1))
                    .addAll(appended);
        }
        if (RECEIVER.isBound()) {
            RECEIVER.get().addAll(appended);
        }
    }
}
