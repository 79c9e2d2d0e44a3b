package daftar.messages.file;

/**
 * Content that is stored and will survive a crash.
 *
 * @param sha256 of the content, 64 hexadecimal digits in lower case
 * @param size bytes
 */
public record StoredFile(String sha256, long size) {}
