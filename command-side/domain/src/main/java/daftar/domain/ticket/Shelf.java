package daftar.domain.ticket;

import daftar.messages.Event;
import daftar.messages.Refused;
import daftar.messages.file.FileRef;
import daftar.messages.file.FileStore;
import daftar.messages.file.FileStoreAway;
import daftar.messages.ticket.TicketEvent.FileAttached;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Has the content of files kept before a ticket says that it has them: no event names content that may be removed. */
final class Shelf {

    private Shelf() {}

    static void keep(List<Event> events, String ticket, FileStore files) {
        for (Event event : events) {
            if (event instanceof FileAttached attached) {
                attached.files().forEach(file -> keep(file, ticket, files));
            }
        }
    }

    private static void keep(FileRef file, String ticket, FileStore files) {
        try {
            files.keep(file.sha256(), ticket);
        } catch (NoSuchFileException gone) {
            throw Refused.conflict("file-gone", "The file is not there any more; send it to POST /api/files again.");
        } catch (IOException away) {
            throw new FileStoreAway(away);
        }
    }
}
