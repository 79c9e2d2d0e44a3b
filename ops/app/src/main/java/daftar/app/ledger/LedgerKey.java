package daftar.app.ledger;

import daftar.app.Settings;
import daftar.ledger.PublicKey;
import daftar.ledger.SigningKey;
import daftar.ledgertree.SigningKeys;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Where a node has the ledger's keys from: settings, or the files {@value #FILE} and {@value #NEXT} of its data's folder. */
final class LedgerKey {

    static final String FILE = "ledger.key";
    static final String NEXT = "ledger.key.next";

    private LedgerKey() {}

    /** The keys that there are; null for none. */
    static @Nullable SigningKeys find(Settings settings) throws IOException {
        Settings.Ledger given = settings.ledger();
        SigningKey key = find(given.key(), settings.data().resolve(FILE));
        SigningKey next = find(given.nextKey(), settings.data().resolve(NEXT));
        if (key == null) {
            key = next; // the old one has been put away already
        }
        return key == null ? null : new SigningKeys(key, next, lost(settings));
    }

    private static @Nullable SigningKey find(@Nullable String given, Path file) throws IOException {
        if (given != null && !given.isBlank()) {
            return SigningKey.of(given);
        }
        return Files.exists(file) ? SigningKey.of(Files.readString(file)) : null;
    }

    /** The key that was lost; null for none. @throws IllegalStateException if it is no key */
    static @Nullable PublicKey lost(Settings settings) {
        String lost = settings.ledger().lostKey();
        if (lost == null || lost.isBlank()) {
            return null;
        }
        try {
            return PublicKey.of(lost);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalStateException(
                    "daftar.ledger.lost-key must be the public half of the key that was lost, in base64, as"
                            + " publicKey of an export's key.json has it.",
                    malformed);
        }
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
