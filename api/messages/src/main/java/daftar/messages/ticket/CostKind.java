package daftar.messages.ticket;

/** What money was spent on. */
public enum CostKind {
    LABOUR,
    MATERIAL,
    TRAVEL,
    VENDOR,
    PURCHASE
}
