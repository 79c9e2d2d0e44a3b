package daftar.domain;

/** Numbers that people call tickets by. */
public interface TicketNumbers {

    /** The next number, {@code T-1042}: unique, never given again; gaps are normal. Safe from many threads. */
    String next();
}
