package daftar.cli;

import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Many small pieces of work, so many at once. */
final class Tasks {

    private Tasks() {}

    /** Work that may be interrupted. */
    interface Work<T> {
        void on(T item) throws Exception;
    }

    /**
     * Does the work for every item; the first failure stops the rest and is thrown.
     *
     * @param atOnce how many at the same time
     */
    static <T> void each(Collection<T> items, int atOnce, Work<T> work) throws Exception {
        AtomicReference<Exception> failure = new AtomicReference<>();
        Semaphore places = new Semaphore(atOnce);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T item : items) {
                if (failure.get() != null) {
                    break;
                }
                places.acquire();
                threads.submit(() -> {
                    try {
                        if (failure.get() == null) {
                            work.on(item);
                        }
                    } catch (Exception e) {
                        failure.compareAndSet(null, e);
                    } finally {
                        places.release();
                    }
                });
            }
        }
        Exception first = failure.get();
        if (first != null) {
            throw first;
        }
    }
}
