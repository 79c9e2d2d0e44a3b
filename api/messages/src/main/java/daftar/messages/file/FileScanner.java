package daftar.messages.file;

import java.io.IOException;
import java.io.InputStream;

/** Looks for viruses. */
public interface FileScanner {

    /** What was found. */
    sealed interface Verdict {
        /** Nothing. */
        record Clean() implements Verdict {}

        /** @param name of what was found, by the scanner */
        record Infected(String name) implements Verdict {}

        /** It could not be looked at, and will not be. @param reason for operators */
        record NotScanned(String reason) implements Verdict {}
    }

    /** @throws IOException where the scanner is away; trying later may help */
    Verdict scan(InputStream content) throws IOException;
}
