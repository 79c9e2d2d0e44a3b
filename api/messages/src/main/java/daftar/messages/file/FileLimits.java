package daftar.messages.file;

/**
 * What the files of one ticket may be together.
 *
 * @param files how many; at least 1
 * @param bytes of all of them; at least 1
 */
public record FileLimits(int files, long bytes) {

    /** Where the installation says nothing. */
    public static final FileLimits USUAL = new FileLimits(200, 500L * 1024 * 1024);

    public FileLimits {
        if (files < 1 || bytes < 1) {
            throw new IllegalArgumentException("a ticket may have at least one file of one byte, not " + files
                    + " files of " + bytes + " bytes together");
        }
    }
}
