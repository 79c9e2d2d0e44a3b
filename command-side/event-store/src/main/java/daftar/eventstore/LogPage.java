package daftar.eventstore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the whole log.
 *
 * @param events in log order; may be fewer than asked for, even none, before the end, as records of the store's own and
 *     snapshots are left out
 * @param lastPosition from where to ask for the next page; null when nothing was ever read
 * @param end true when there was nothing further at the time of the read
 */
public record LogPage(List<RecordedEvent> events, @Nullable Long lastPosition, boolean end) {}
