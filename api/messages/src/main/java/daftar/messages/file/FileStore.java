package daftar.messages.file;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where the content of files is kept, by its hash and encrypted. What is put and never attached to a ticket is removed after
 * a day; {@link #keep} before the ticket is told of it prevents that.
 */
public interface FileStore {

    /**
     * Stores what the stream holds. Only once this has returned it is stored, and then it survives a crash.
     *
     * @param limit bytes that are taken
     * @throws FileTooLarge where there are more; nothing is kept then
     * @throws IOException where the stream breaks off or the store is away; nothing is kept then
     */
    StoredFile put(InputStream content, long limit) throws IOException;

    /**
     * The content, from its first byte.
     *
     * @throws java.nio.file.NoSuchFileException where it is not stored, or can no longer be read
     */
    default InputStream open(String sha256) throws IOException {
        return open(sha256, 0);
    }

    /**
     * The content from a byte on. Whatever is read was checked: content that was altered or cut off breaks the stream.
     *
     * @param from counted from 0
     * @throws java.nio.file.NoSuchFileException where it is not stored, or can no longer be read
     */
    InputStream open(String sha256, long from) throws IOException;

    /** Whether it is stored and can be read. */
    boolean exists(String sha256) throws IOException;

    /**
     * The ticket is about to have this file; the content stays from now on.
     *
     * @throws java.nio.file.NoSuchFileException where it is not stored
     */
    void keep(String sha256, String ticket) throws IOException;
}
