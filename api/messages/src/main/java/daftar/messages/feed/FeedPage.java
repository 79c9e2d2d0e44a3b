package daftar.messages.feed;

import java.util.List;

/**
 * A part of the feed.
 *
 * @param events in the order of the log; may be none although there is more: only so much of the log is looked through
 * @param next the cursor to go on after
 * @param end whether this was all there was at the time
 */
public record FeedPage(List<FeedEvent> events, String next, boolean end) {}
