package daftar.readmodel;

/**
 * One document of a read model. It is written under its id with its version as external version, so writing it again, or
 * writing an older one later, changes nothing.
 */
public sealed interface Document
        permits StreamDocument, TimelineEntry, AssignmentDocument, WorkDocument, NumberDocument {

    /** The document's id in its index, stable for ever; at most 512 bytes in UTF-8. */
    String id();

    /** Revision of the event that the document was last derived from, plus 1; at least 1. */
    long version();

    /** The index that the document belongs to. */
    default ReadModel readModel() {
        return switch (this) {
            case TicketDocument ticket -> ReadModel.TICKETS;
            case ArticleDocument article -> ReadModel.ARTICLES;
            case DeflectionDocument deflection -> ReadModel.DEFLECTIONS;
            case TimelineEntry entry -> ReadModel.TIMELINE;
            case AssignmentDocument assignment -> ReadModel.ASSIGNMENTS;
            case WorkDocument work -> ReadModel.WORKLOG;
            case NumberDocument number -> ReadModel.NUMBERS;
        };
    }
}
