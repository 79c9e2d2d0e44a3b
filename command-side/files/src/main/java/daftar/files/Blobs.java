package daftar.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Named bytes that survive a crash once written. Names are made of letters, digits, {@code -} and {@code /}. */
public interface Blobs extends AutoCloseable {

    /** Takes the file's bytes under a name, all at once: nobody ever sees a part. The file may be moved away by it. */
    void write(String name, Path whole) throws IOException;

    /** A short text under a name, in place of an earlier one. */
    void note(String name, String text) throws IOException;

    /** @throws java.nio.file.NoSuchFileException where there is none */
    InputStream read(String name, long from) throws IOException;

    /** Bytes; -1 where there is none. */
    long size(String name) throws IOException;

    /** Nothing happens where there is none. */
    void delete(String name) throws IOException;

    /** The names that begin so, without the beginning, in the order of the names. */
    List<String> list(String prefix) throws IOException;

    @Override
    default void close() {}
}
