package daftar.messages.query;

/** What every view says about itself. */
public interface Answer {

    /** Whether it is older than the caller asked for, because the read side is behind ({@code Daftar-Stale}). */
    boolean stale();
}
