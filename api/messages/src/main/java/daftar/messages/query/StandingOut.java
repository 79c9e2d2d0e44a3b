package daftar.messages.query;

import java.time.Instant;
import java.util.List;

/** Terms that tickets of a period have more often than all the others. */
public record StandingOut(Instant from, Instant to, long tickets, List<Term> terms, boolean stale) implements Answer {

    /**
     * A term.
     *
     * @param term as it is searched: the stem
     * @param word as somebody typed it
     * @param tickets of the period that have it
     * @param otherwise of all tickets that the caller may read
     * @param score how much it stands out; higher is more
     * @param example the title of a ticket that has it
     */
    public record Term(String term, String word, long tickets, long otherwise, double score, String example) {}
}
