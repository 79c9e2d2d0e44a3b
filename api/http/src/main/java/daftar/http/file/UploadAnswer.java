package daftar.http.file;

import java.time.Instant;

/**
 * @param file what the file is named by when it is attached, by who sent it
 * @param mediaType as the content shows it
 * @param attachUntil until when
 */
public record UploadAnswer(String file, String name, long size, String mediaType, String sha256, Instant attachUntil) {}
