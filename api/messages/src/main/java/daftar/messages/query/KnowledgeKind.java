package daftar.messages.query;

/** What the knowledge base is made of. */
public enum KnowledgeKind {
    /** Written for readers: {@link ArticleView}. */
    ARTICLE,
    /** A ticket that was solved. */
    TICKET
}
