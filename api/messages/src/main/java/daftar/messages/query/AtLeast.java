package daftar.messages.query;

import org.jspecify.annotations.Nullable;

/**
 * How new an answer must be at the least: what a command's answer said in {@code Daftar-Position} (design §7).
 *
 * @param position the commit position of the last event that the caller knows of
 * @param stream the stream of that event; null where only the position is known
 * @param revision the event's revision in that stream
 */
public record AtLeast(long position, @Nullable String stream, long revision) {}
