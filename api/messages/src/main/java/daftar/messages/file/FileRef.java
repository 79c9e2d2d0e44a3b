package daftar.messages.file;

import daftar.messages.Text;

/**
 * A file as a ticket knows it. The content is in the {@link FileStore}, under its hash; the same content sent twice is kept
 * once.
 *
 * @param sha256 of the content, 64 hexadecimal digits in lower case
 * @param name as it is shown and saved, without folders and control characters, in any language
 * @param size bytes
 * @param mediaType as the content shows it, e.g. {@code application/pdf}; what the sender said of it is not believed
 */
public record FileRef(String sha256, Text name, long size, String mediaType) {

    /** Characters of a name. */
    public static final int NAME = 200;

    private static final long NOT_REDEEMED = -1;

    /**
     * A file as a request names it: by what the upload answered. It stands for nothing until it is redeemed, and is refused
     * by the ticket if that was forgotten.
     *
     * @param upload the answer's {@code file}
     */
    public static FileRef named(String upload) {
        return new FileRef(upload, Text.of(""), NOT_REDEEMED, "");
    }

    /** Whether it stands for content that is stored. */
    public boolean redeemed() {
        return size != NOT_REDEEMED;
    }
}
