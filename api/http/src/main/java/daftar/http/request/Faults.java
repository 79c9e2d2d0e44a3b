package daftar.http.request;

import daftar.http.InvalidRequest;
import daftar.http.Problem;
import daftar.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one request. */
public final class Faults {

    private static final int MOST = 20;
    private static final int LONGEST_ECHO = 60;

    private final List<FieldError> errors = new ArrayList<>();

    /** @param path the field's path; empty for the body itself */
    public void add(String path, String code, String detail) {
        if (errors.size() < MOST) {
            errors.add(new FieldError(path.isEmpty() ? "body" : path, code, detail));
        }
    }

    /** Whether nothing more need be looked for. */
    boolean isFull() {
        return errors.size() >= MOST;
    }

    /** @throws InvalidRequest where anything is wrong */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new InvalidRequest(Problem.invalid(errors));
        }
    }

    /** Part of what the caller sent, fit to be said back: short and printable. */
    static String echo(String sent) {
        StringBuilder printable = new StringBuilder();
        sent.codePoints()
                .limit(LONGEST_ECHO)
                .map(point -> isPrintable(point) ? point : '?')
                .forEach(printable::appendCodePoint);
        return sent.length() > LONGEST_ECHO ? printable + "…" : printable.toString();
    }

    private static boolean isPrintable(int point) {
        int type = Character.getType(point);
        return type != Character.CONTROL && type != Character.SURROGATE && type != Character.FORMAT;
    }
}
