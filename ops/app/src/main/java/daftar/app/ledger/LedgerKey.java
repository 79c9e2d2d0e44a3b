package daftar.app.ledger;

import daftar.ledger.SigningKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Where a node has the ledger's key from: a setting, or the file {@value #FILE} beside the installation's key. */
final class LedgerKey {

    static final String FILE = "ledger.key";

    private LedgerKey() {}

    /** The key that there is; null for none. */
    static @Nullable SigningKey find(@Nullable String given, Path folder) throws IOException {
        if (given != null && !given.isBlank()) {
            return SigningKey.of(given);
        }
        Path file = folder.resolve(FILE);
        return Files.exists(file) ? SigningKey.of(Files.readString(file)) : null;
    }

    /** Makes a key and writes it for the owner's eyes only; takes that of another process which was quicker. */
    static SigningKey make(Path folder) throws IOException {
        Path file = folder.toAbsolutePath().resolve(FILE);
        Files.createDirectories(folder.toAbsolutePath());
        Path whole = Files.createTempFile(
                folder.toAbsolutePath(),
                "ledger",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(whole, SigningKey.fresh() + "\n", StandardOpenOption.SYNC);
        try {
            Files.createLink(file, whole); // all of it at once, and never over another's
        } catch (FileAlreadyExistsException another) {
            // its key is the key
        } finally {
            Files.delete(whole);
        }
        return SigningKey.of(Files.readString(file));
    }
}
