package daftar.domain.ticket;

import daftar.domain.Sealing;
import daftar.domain.TicketNumbers;
import daftar.messages.directory.Reference;
import daftar.messages.file.FileLimits;
import daftar.messages.file.FileStore;
import java.time.InstantSource;

/**
 * What tickets need from around them, given to every command's handler as one resource.
 *
 * @param files where the content is that tickets are given
 * @param fileLimits what the files of one ticket may be together
 */
public record TicketDesk(
        Reference reference,
        Loads loads,
        TicketNumbers numbers,
        Sealing sealing,
        InstantSource clock,
        FileStore files,
        FileLimits fileLimits) {}
