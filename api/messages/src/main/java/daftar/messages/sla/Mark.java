package daftar.messages.sla;

import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Priority;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a ticket and matters to what was promised. What a kind does not tell is null.
 *
 * @param type of RAISED and CLASSIFIED
 * @param service of RAISED and CLASSIFIED; null for none there, too
 * @param priority of PRIORITY
 * @param departments of RAISED and DEPARTMENT: the department and those above it, from the top down
 * @param hold of HELD; null there where an approval is waited for
 * @param vip of TERMS
 * @param pauses of TERMS: which waiting stops the clock from now on
 * @param approvalPauses of TERMS
 */
public record Mark(
        Kind kind,
        Instant at,
        @Nullable String type,
        @Nullable String service,
        @Nullable Priority priority,
        @Nullable List<String> departments,
        @Nullable HoldReason hold,
        @Nullable Boolean vip,
        @Nullable List<HoldReason> pauses,
        @Nullable Boolean approvalPauses) {

    /** What happened. */
    public enum Kind {
        RAISED,
        CLASSIFIED,
        PRIORITY,
        DEPARTMENT,
        /** What was promised was decided, maybe anew. */
        TERMS,
        /** It waits for something; what it waited for before does not count any more. */
        HELD,
        /** It waits for nothing any more. */
        RESUMED,
        /** Somebody takes care of it; told once. */
        RESPONDED,
        /** The requester heard of it. */
        WORD,
        RESOLVED,
        /** The solution was rejected, or the ticket reopened: it is to be done again. */
        REOPENED,
        /** It ended without a solution, or after it. */
        ENDED
    }

    public static Mark raised(Instant at, String type, @Nullable String service, List<String> departments) {
        return new Mark(Kind.RAISED, at, type, service, null, departments, null, null, null, null);
    }

    public static Mark classified(Instant at, String type, @Nullable String service) {
        return new Mark(Kind.CLASSIFIED, at, type, service, null, null, null, null, null, null);
    }

    public static Mark priority(Instant at, Priority priority) {
        return new Mark(Kind.PRIORITY, at, null, null, priority, null, null, null, null, null);
    }

    public static Mark department(Instant at, List<String> departments) {
        return new Mark(Kind.DEPARTMENT, at, null, null, null, departments, null, null, null, null);
    }

    public static Mark terms(Instant at, boolean vip, List<HoldReason> pauses, boolean approvalPauses) {
        return new Mark(Kind.TERMS, at, null, null, null, null, null, vip, pauses, approvalPauses);
    }

    /** @param reason null for an approval */
    public static Mark held(Instant at, @Nullable HoldReason reason) {
        return new Mark(Kind.HELD, at, null, null, null, null, reason, null, null, null);
    }

    /** Of a kind that tells nothing else. */
    public static Mark of(Kind kind, Instant at) {
        return new Mark(kind, at, null, null, null, null, null, null, null, null);
    }
}
