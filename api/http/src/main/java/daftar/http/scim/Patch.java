package daftar.http.scim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The operations of a PATCH (RFC 7644 §3.5.2). */
final class Patch {

    enum Kind {
        ADD,
        REPLACE,
        REMOVE
    }

    /** @param path null where the value names its attributes itself @param value missing where there is none */
    record Operation(Kind kind, @Nullable String path, JsonNode value) {}

    private Patch() {}

    static List<Operation> read(JsonNode body) {
        JsonNode operations = body.get("Operations");
        if (operations == null || !operations.isArray() || operations.isEmpty()) {
            throw ScimError.invalid("invalidSyntax", "Send Operations, a list with one at least.");
        }
        List<Operation> all = new ArrayList<>();
        for (JsonNode operation : operations) {
            JsonNode path = operation.get("path");
            JsonNode value = operation.get("value");
            all.add(new Operation(
                    kind(operation.path("op").asString("")),
                    path == null || path.isNull() ? null : path.asString(""),
                    value == null ? MissingNode.getInstance() : value));
        }
        return all;
    }

    private static Kind kind(String op) {
        return switch (op.toLowerCase(Locale.ROOT)) {
            case "add" -> Kind.ADD;
            case "replace" -> Kind.REPLACE;
            case "remove" -> Kind.REMOVE;
            default -> throw ScimError.invalid("invalidSyntax", "op is add, replace or remove.");
        };
    }
}
