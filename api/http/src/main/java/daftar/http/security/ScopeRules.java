package daftar.http.security;

import daftar.messages.Refused;
import daftar.messages.access.Scope;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which scope an address needs. An address that is in no rule is closed to tokens. */
final class ScopeRules {

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
        if (!granted.contains(needed)) {
            throw Refused.forbidden(
                    "missing-scope", "This token lacks the scope " + needed.word() + ", which is needed here.");
        }
    }

    /** Null for what no token opens: tokens make no tokens, and no administrators. */
    static @Nullable Scope needed(String method, String path) {
        boolean reads = method.equals("GET") || method.equals("HEAD");
        if (path.startsWith("/scim/v2/") || path.startsWith("/actuator/")) {
            return path.startsWith("/actuator/") ? Scope.OPERATIONS : directory(reads);
        }
        if (!path.startsWith("/api/")) {
            return null;
        }
        int end = path.indexOf('/', "/api/".length());
        return switch (path.substring("/api/".length(), end < 0 ? path.length() : end)) {
            case "tokens", "access" -> null;
            case "directory", "workflows", "rights" -> directory(reads);
            // whoever raises tickets must know what can be raised
            case "catalogue" -> reads ? Scope.TICKETS_READ : Scope.DIRECTORY_WRITE;
            case "audit" -> Scope.AUDIT_READ;
            case "operations" -> Scope.OPERATIONS;
            case "tickets", "inbox", "workload", "knowledge", "reports", "views", "services", "announcements" ->
                reads ? Scope.TICKETS_READ : Scope.TICKETS_WRITE;
            default -> null;
        };
    }

    private static Scope directory(boolean reads) {
        return reads ? Scope.DIRECTORY_READ : Scope.DIRECTORY_WRITE;
    }
}
