package daftar.messages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command or query was not carried out, and nothing was appended. The kinds are those that the HTTP API tells apart.
 *
 * <p>Carries no stack trace: a refusal is an answer, not a fault.
 */
public final class Refused extends RuntimeException {

    /** Why, in the terms of the API. The comment is the HTTP status. */
    public enum Kind {
        /** 400: the request itself is wrong. */
        INVALID,
        /** 403: this actor may not do it. */
        FORBIDDEN,
        /** 404: there is no such thing, or the actor may not know of it. */
        NOT_FOUND,
        /** 409: the rules do not allow it as things stand. */
        CONFLICT,
        /** 412: the caller's version is not the newest. */
        STALE,
        /** 422: the Idempotency-Key was used for another request. */
        KEY_REUSED
    }

    private final Kind kind;
    private final String code;
    private final @Nullable String field;
    private final List<Wrong> all;

    /** One of several things that are wrong. @param field its path @param code the rule @param detail what would be right */
    public record Wrong(String field, String code, String detail) {}

    /**
     * @param code a stable kebab-case name of the rule, e.g. {@code wrong-status}; the last part of the problem's type
     * @param field the request's field that is wrong, as a path such as {@code triage.impact}; null where none is
     * @param detail a sentence that says what is wrong and what would be right
     */
    public Refused(Kind kind, String code, @Nullable String field, String detail) {
        this(kind, code, field, detail, List.of());
    }

    private Refused(Kind kind, String code, @Nullable String field, String detail, List<Wrong> all) {
        super(detail, null, false, false);
        this.kind = kind;
        this.code = code;
        this.field = field;
        this.all = List.copyOf(all);
    }

    /** A request with several things that are wrong. @param all at least one; the first stands for all where one is told */
    public static Refused invalid(List<Wrong> all) {
        Wrong first = all.getFirst();
        return new Refused(Kind.INVALID, first.code(), first.field(), first.detail(), all);
    }

    public static Refused invalid(String code, String field, String detail) {
        return new Refused(Kind.INVALID, code, field, detail);
    }

    public static Refused forbidden(String code, String detail) {
        return new Refused(Kind.FORBIDDEN, code, null, detail);
    }

    public static Refused notFound(String code, String detail) {
        return new Refused(Kind.NOT_FOUND, code, null, detail);
    }

    public static Refused conflict(String code, String detail) {
        return new Refused(Kind.CONFLICT, code, null, detail);
    }

    /** @param what a ticket's number, or the id of what else was to be changed */
    public static Refused stale(String what, long expected, long actual) {
        return new Refused(
                Kind.STALE,
                "stale-version",
                "If-Match",
                actual < 0
                        ? "There is no " + what + " yet, so it is not at version " + expected + "; leave If-Match out."
                        : what + " is at version " + actual + ", not at " + expected + "; read it again and repeat.");
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    /** Everything that is wrong; empty where there is only the one that {@link #field()} names. */
    public List<Wrong> all() {
        return all;
    }

    public @Nullable String field() {
        return field;
    }
}
