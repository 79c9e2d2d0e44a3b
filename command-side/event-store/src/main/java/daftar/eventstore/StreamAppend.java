package daftar.eventstore;

import java.util.List;

/** One stream's share of an append to several streams. */
public record StreamAppend(String stream, ExpectedRevision expected, List<NewEvent> events) {}
