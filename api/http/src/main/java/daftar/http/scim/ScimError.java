package daftar.http.scim;

import daftar.messages.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that was not carried out, in SCIM's own words (RFC 7644 §3.12). Carries no stack trace. */
final class ScimError extends RuntimeException {

    private final int status;
    private final @Nullable String type;

    /** @param type one of the RFC's keywords such as {@code invalidFilter}; null where none fits */
    ScimError(int status, @Nullable String type, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
    }

    static ScimError invalid(String type, String detail) {
        return new ScimError(400, type, detail);
    }

    static ScimError unknown(String what, String id) {
        return new ScimError(404, null, "There is no " + what + " " + id + ".");
    }

    /** What the rules refused, with the field that they name. */
    static ScimError of(Refused refused) {
        String field = refused.field();
        String detail = refused.getMessage() + (field == null ? "" : " (" + field + ")");
        return switch (refused.kind()) {
            case INVALID -> new ScimError(400, "invalidValue", detail);
            case FORBIDDEN -> new ScimError(403, null, detail);
            case NOT_FOUND -> new ScimError(404, null, detail);
            case CONFLICT ->
                new ScimError(
                        409,
                        refused.code().endsWith("-exists") || refused.code().endsWith("-taken") ? "uniqueness" : null,
                        detail);
            case STALE -> new ScimError(412, null, detail);
            case KEY_REUSED -> new ScimError(422, null, detail);
        };
    }

    int status() {
        return status;
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("schemas", List.of("urn:ietf:params:scim:api:messages:2.0:Error"));
        body.put("status", String.valueOf(status));
        if (type != null) {
            body.put("scimType", type);
        }
        body.put("detail", getMessage());
        return body;
    }
}
