package daftar.http.security;

import daftar.messages.Refused;
import daftar.messages.access.Scope;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which scope an address needs. An address that is in no rule is closed to tokens. */
final class ScopeRules {

    /** What is open on a person, and handing it over: tickets as much as the directory, so both scopes are needed. */
    private static final Pattern TICKETS_OF_A_PERSON =
            Pattern.compile("/api/directory/people/[^/]+/(open|hand-over)/?");

    private ScopeRules() {}

    /** @throws Refused FORBIDDEN naming the missing scope */
    static void check(String method, String path, Set<Scope> granted) {
        if (path.startsWith("/v3/api-docs") || path.startsWith("/actuator/health")) {
            return; // open to everybody
        }
        Scope needed = needed(method, path);
        if (needed == null) {
            throw Refused.forbidden("not-by-token", "An API token does not open this; sign in as a person.");
        }
        check(needed, granted);
        if (TICKETS_OF_A_PERSON.matcher(path).matches()) {
            check(tickets(reads(method)), granted);
        }
    }

    private static void check(Scope needed, Set<Scope> granted) {
        if (!granted.contains(needed)) {
            throw Refused.forbidden(
                    "missing-scope", "This token lacks the scope " + needed.word() + ", which is needed here.");
        }
    }

    /** Null for what no token opens: tokens make no tokens, and no administrators. */
    static @Nullable Scope needed(String method, String path) {
        boolean reads = reads(method);
        if (path.startsWith("/scim/v2/") || path.startsWith("/actuator/")) {
            return path.startsWith("/actuator/") ? Scope.OPERATIONS : directory(reads);
        }
        if (!path.startsWith("/api/")) {
            return null;
        }
        int end = path.indexOf('/', "/api/".length());
        return switch (path.substring("/api/".length(), end < 0 ? path.length() : end)) {
            case "tokens", "access", "redactions" -> null;
            case "directory", "workflows", "rights", "costs", "survey-policy" -> directory(reads);
            // whoever raises tickets must know what can be raised
            case "catalogue" -> reads ? Scope.TICKETS_READ : Scope.DIRECTORY_WRITE;
            case "audit", "ledger" -> Scope.AUDIT_READ;
            // a webhook goes on when the token is gone: no less than running the register opens that
            case "operations", "webhooks", "mail" -> Scope.OPERATIONS;
            case "feed" -> reads ? Scope.TICKETS_READ : null;
            case "tickets",
                    "files",
                    "inbox",
                    "workload",
                    "knowledge",
                    "worklog",
                    "me",
                    "reports",
                    "views",
                    "replies",
                    "services",
                    "announcements" -> tickets(reads);
            default -> null;
        };
    }

    private static boolean reads(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private static Scope tickets(boolean reads) {
        return reads ? Scope.TICKETS_READ : Scope.TICKETS_WRITE;
    }

    private static Scope directory(boolean reads) {
        return reads ? Scope.DIRECTORY_READ : Scope.DIRECTORY_WRITE;
    }
}
