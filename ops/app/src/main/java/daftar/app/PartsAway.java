package daftar.app;

import daftar.eventstore.AppendOutcomeUnknown;
import daftar.eventstore.EventStoreUnavailable;
import daftar.http.Outages;

/**
 * The event store or Elasticsearch cannot be reached. What the event store refuses ({@code EventStoreException} as such), or
 * Elasticsearch answers with a 4xx, comes of what Daftar asked: a fault, which no repetition cures.
 */
final class PartsAway implements Outages {

    @Override
    public boolean isOutage(Throwable fault) {
        return fault instanceof EventStoreUnavailable
                || fault instanceof daftar.messages.file.FileStoreAway
                || fault instanceof AppendOutcomeUnknown
                || fault instanceof daftar.query.ElasticsearchAway
                || fault instanceof daftar.projectors.ElasticsearchAway;
    }
}
