package daftar.messages.file;

import java.io.IOException;

/** More was sent than is taken; nothing of it is kept. */
public final class FileTooLarge extends IOException {

    private final long limit;

    public FileTooLarge(long limit) {
        super("a file of more than " + limit + " bytes");
        this.limit = limit;
    }

    /** Bytes that a file may have. */
    public long limit() {
        return limit;
    }
}
