package daftar.messages.query;

import java.util.List;

/** What may answer a request that is being written, the best fit first. */
public record Suggestions(List<KnowledgePage.Entry> entries, boolean stale) implements Answer {}
