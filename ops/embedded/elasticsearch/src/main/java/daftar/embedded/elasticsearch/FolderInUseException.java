package daftar.embedded.elasticsearch;

import java.nio.file.Path;

/** Another running Daftar has the folder. */
public final class FolderInUseException extends IllegalStateException {

    FolderInUseException(Path folder) {
        super("The folder " + folder.toAbsolutePath()
                + " is in use by another running Daftar: stop that one first, or give "
                + "this one a folder of its own (daftar.data).");
    }
}
