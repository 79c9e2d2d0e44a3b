package daftar.embedded.eventstore;

import java.nio.file.Path;

/** Another event store, in this process or in another one, has the data folder open. */
public final class DataFolderInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataFolderInUse(Path folder) {
        super("The data folder " + folder + " is in use by another Daftar. Stop it first, or choose another folder.");
    }
}
