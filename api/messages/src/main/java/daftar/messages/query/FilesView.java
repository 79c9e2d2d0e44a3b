package daftar.messages.query;

import java.util.List;

/** The files that the caller may read, the first one first. */
public record FilesView(String ticket, List<TicketFile> files, boolean stale) implements Answer {}
