package daftar.messages.outbox;

/**
 * A link that the letter gives its recipient. The link itself is a secret and is made when the letter is sent; it is never
 * recorded.
 *
 * @param bound to which state of the ticket it is bound, such as the stage and since when; it does nothing in any other
 */
public record LetterLink(LinkPurpose purpose, String bound) {}
