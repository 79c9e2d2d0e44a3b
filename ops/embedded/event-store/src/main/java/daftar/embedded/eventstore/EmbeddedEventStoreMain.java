package daftar.embedded.eventstore;

import java.nio.file.Path;

/** Runs an event store as a process of its own until it is told to stop. */
public final class EmbeddedEventStoreMain {
    private EmbeddedEventStoreMain() {}

    /**
     * Prints the connection string on a line of its own once clients may connect.
     *
     * @param args the data folder, and the port (0 or nothing for a free one)
     */
    public static void main(String[] args) {
        if (args.length < 1 || args.length > 2) {
            System.err.println("Usage: EmbeddedEventStoreMain FOLDER [PORT]");
            System.exit(2);
        }
        try {
            EmbeddedEventStore store =
                    EmbeddedEventStore.start(Path.of(args[0]), args.length == 2 ? Integer.parseInt(args[1]) : 0);
            Runtime.getRuntime().addShutdownHook(new Thread(store::close, "event-store-shutdown"));
            System.out.println(store.connectionString());
        } catch (DataFolderInUse | PortInUse | NumberFormatException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
