package daftar.files;

import daftar.messages.Refused;
import daftar.messages.file.FileStore;
import daftar.messages.file.FileTooLarge;
import daftar.messages.file.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Content by its hash. It is encrypted while it comes in, into a file of its own beside the store, and taken into the store
 * once its hash is known and its end was seen; what breaks off before leaves nothing behind but that file, which is removed.
 *
 * <p>Beside the content there are notes: {@code pending/<hash>} since when it waits to be attached, written before the
 * content, so that none is forgotten; {@code kept/<hash>/<ticket>} which tickets have it; {@code unscanned/<hash>} that it
 * is to be looked through.
 */
public final class SealedFileStore implements FileStore {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final String PENDING = "pending/";
    private static final String KEPT = "kept/";
    private static final String UNSCANNED = "unscanned/";

    private final Blobs blobs;
    private final FileKeys keys;
    private final Path incoming;
    private final InstantSource clock;

    /** @param incoming a folder of this node's own, where files are written while they come in */
    public SealedFileStore(Blobs blobs, FileKeys keys, Path incoming, InstantSource clock) throws IOException {
        this.blobs = blobs;
        this.keys = keys;
        this.incoming = Files.createDirectories(incoming);
        this.clock = clock;
    }

    private static String content(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("not a hash: " + sha256);
        }
        return "content/" + sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256;
    }

    @Override
    public StoredFile put(InputStream content, long limit) throws IOException {
        Path whole = Files.createTempFile(incoming, "file", ".new");
        try {
            Seal seal = Seal.fresh();
            MessageDigest hash = sha256();
            long length = write(content, limit, whole, seal, hash);
            String sha256 = HexFormat.of().formatHex(hash.digest());
            blobs.note(PENDING + sha256, clock.instant().toString());
            if (!exists(sha256)) {
                keys.prepare(sha256);
                byte[] outer = keys.keyOf(sha256);
                if (outer == null) {
                    // its key was destroyed: with a new one, every ticket that had it would show it again
                    throw Refused.conflict(
                            "file-redacted", "This file was made unreadable for ever; it is not taken again.");
                }
                try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.wrap(seal.head(outer, sha256, length)), 0);
                }
                blobs.write(content(sha256), whole);
            }
            return new StoredFile(sha256, length);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static long write(InputStream content, long limit, Path whole, Seal seal, MessageDigest hash)
            throws IOException {
        long length = 0;
        try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
            channel.position(Seal.HEAD);
            try (OutputStream pieces = seal.pieces(Channels.newOutputStream(channel))) {
                byte[] bytes = new byte[Seal.PIECE];
                for (int read = content.read(bytes); read >= 0; read = content.read(bytes)) {
                    length += read;
                    if (length > limit) {
                        throw new FileTooLarge(limit);
                    }
                    hash.update(bytes, 0, read);
                    pieces.write(bytes, 0, read);
                }
            }
        }
        return length;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public InputStream open(String sha256, long from) throws IOException {
        String name = content(sha256);
        byte[] outer = keys.keyOf(sha256);
        if (outer == null) {
            throw new NoSuchFileException(sha256);
        }
        InputStream stored = blobs.read(name, 0);
        try {
            Seal.Opened opened = Seal.open(stored.readNBytes(Seal.HEAD), outer, sha256);
            if (blobs.size(name) != Seal.stored(opened.length())) {
                throw new IOException("the stored file was cut off: " + sha256);
            }
            long start = Seal.pieceAt(from);
            if (start > Seal.HEAD) {
                stored.close();
                stored = blobs.read(name, start);
            }
            return opened.seal().content(stored, opened.length(), from);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    @Override
    public boolean exists(String sha256) throws IOException {
        return blobs.size(content(sha256)) >= 0 && keys.keyOf(sha256) != null;
    }

    @Override
    public void keep(String sha256, String ticket) throws IOException {
        if (blobs.size(content(sha256)) < 0) {
            throw new NoSuchFileException(sha256);
        }
        blobs.note(KEPT + sha256 + "/" + ticket, clock.instant().toString());
    }

    /** Content that waits to be attached. */
    List<String> pending() throws IOException {
        return blobs.list(PENDING);
    }

    /** Since when; null where it does not wait any more. */
    @Nullable Instant pendingSince(String sha256) throws IOException {
        return noted(PENDING + sha256);
    }

    /** The tickets that it was kept for, whether or not they got it. */
    List<String> keptFor(String sha256) throws IOException {
        return blobs.list(KEPT + sha256 + "/");
    }

    @Nullable Instant keptAt(String sha256, String ticket) throws IOException {
        return noted(KEPT + sha256 + "/" + ticket);
    }

    private @Nullable Instant noted(String name) throws IOException {
        try (InputStream note = blobs.read(name, 0)) {
            return Instant.parse(new String(note.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip());
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    /** A ticket has it: it does not wait any more. */
    void settle(String sha256) throws IOException {
        blobs.delete(PENDING + sha256);
    }

    /** The content and all notes of it, the one by which it is found again last. */
    void remove(String sha256) throws IOException {
        blobs.delete(content(sha256));
        for (String ticket : keptFor(sha256)) {
            blobs.delete(KEPT + sha256 + "/" + ticket);
        }
        blobs.delete(UNSCANNED + sha256);
        blobs.delete(PENDING + sha256);
    }

    /** Removes content that was refused, unless some ticket has the same. */
    void refuse(String sha256) throws IOException {
        if (keptFor(sha256).isEmpty()) {
            remove(sha256);
        }
    }

    void noteUnscanned(String sha256) throws IOException {
        blobs.note(UNSCANNED + sha256, clock.instant().toString());
    }

    List<String> unscanned() throws IOException {
        return blobs.list(UNSCANNED);
    }

    void scanned(String sha256) throws IOException {
        blobs.delete(UNSCANNED + sha256);
    }

    /** Files that were written here when the process died. */
    int removeBroken(Instant before) throws IOException {
        int removed = 0;
        try (var files = Files.newDirectoryStream(incoming, "*.new")) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before) && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    /** @throws IOException where the store cannot be reached */
    public void check() throws IOException {
        var unused = blobs.size("check");
    }
}
