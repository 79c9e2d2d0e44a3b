package daftar.messages.file;

import java.io.IOException;

/** The place where files are kept cannot be reached now; the same request may succeed in a while. */
public final class FileStoreAway extends RuntimeException {

    public FileStoreAway(IOException cause) {
        super("the file store is away", cause);
    }
}
