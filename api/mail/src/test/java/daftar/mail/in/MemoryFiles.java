package daftar.mail.in;

import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.file.FileIntake;
import daftar.messages.file.FileRef;
import daftar.messages.file.FileStore;
import daftar.messages.file.FileTooLarge;
import daftar.messages.file.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files in memory; takes no programs. */
final class MemoryFiles implements FileStore, FileIntake {

    private final Map<String, byte[]> files = new HashMap<>();
    final Set<String> kept = new HashSet<>();
    volatile boolean away;

    @Override
    public synchronized StoredFile put(InputStream content, long limit) throws IOException {
        if (away) {
            throw new IOException("the store is away");
        }
        byte[] bytes = content.readAllBytes();
        if (bytes.length > limit) {
            throw new FileTooLarge(limit);
        }
        String sha256 = MailParser.sha256(bytes);
        files.put(sha256, bytes);
        return new StoredFile(sha256, bytes.length);
    }

    @Override
    public synchronized InputStream open(String sha256, long from) throws IOException {
        byte[] bytes = files.get(sha256);
        if (bytes == null) {
            throw new NoSuchFileException(sha256);
        }
        return new ByteArrayInputStream(bytes, (int) from, bytes.length);
    }

    @Override
    public synchronized boolean exists(String sha256) {
        return files.containsKey(sha256);
    }

    @Override
    public synchronized void keep(String sha256, String ticket) {
        kept.add(sha256 + " " + ticket);
    }

    @Override
    public FileRef receive(InputStream content, @Nullable String name, @Nullable String declared, String person)
            throws IOException {
        if (name != null && name.endsWith(".exe")) {
            throw Refused.invalid("file-type-not-taken", "file", "Programs are not taken.");
        }
        StoredFile stored = put(content, 1_000_000);
        return new FileRef(stored.sha256(), Text.of(name == null ? "file" : name), stored.size(), "x/y");
    }
}
