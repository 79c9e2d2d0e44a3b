package daftar.http.read;

import daftar.messages.file.FileVisibility;
import daftar.messages.query.TicketFile;
import java.time.Instant;
import java.util.List;

/** Files that are there to be read. */
class FilesReadTest {

    static final String SHA = "ab".repeat(32);
    static final List<TicketFile> FILES = List.of(new TicketFile(
            SHA,
            ReadApi.ID,
            "گزارش \"۱\".pdf",
            10,
            "application/pdf",
            FileVisibility.PUBLIC,
            null,
            Instant.EPOCH,
            null));
}
