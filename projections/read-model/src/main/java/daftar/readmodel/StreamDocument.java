package daftar.readmodel;

import daftar.messages.Recorded;
import org.jspecify.annotations.Nullable;

/** The document of a whole stream: folded from its events, one after another. */
public sealed interface StreamDocument extends Document permits TicketDocument, ArticleDocument, DeflectionDocument {

    /** Of the last event folded in. */
    long revision();

    @Override
    default long version() {
        return revision() + 1;
    }

    /**
     * Folds an event into the document of its stream. Pure; an event that is in it already changes nothing.
     *
     * @param before the document before it; null before the first event
     * @param recorded its texts opened; one that is still sealed was redacted
     * @throws IllegalStateException if events are missing between the document and the event
     */
    static StreamDocument evolve(@Nullable StreamDocument before, Recorded recorded) {
        ReadModel model = ReadModel.ofStream(recorded.stream());
        return switch (model) {
            case TICKETS -> TicketDocument.evolve((TicketDocument) before, recorded);
            case ARTICLES -> ArticleFold.fold((ArticleDocument) before, recorded);
            case DEFLECTIONS -> DeflectionDocument.evolve((DeflectionDocument) before, recorded);
            case null, default ->
                throw new IllegalArgumentException(recorded.stream() + " is of no read model's streams");
        };
    }
}
