package daftar.messages.catalogue;

/** What a field of a form takes. */
public enum FieldKind {
    TEXT,
    /** A decimal number. */
    NUMBER,
    /** A day, ISO-8601. */
    DATE,
    /** The code of one of the field's choices. */
    CHOICE,
    /** The id of an active person. */
    PERSON,
    /** The name or number by which the organisation knows a thing. */
    ASSET
}
