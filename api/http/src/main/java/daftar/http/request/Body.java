package daftar.http.request;

import daftar.http.InvalidRequest;
import daftar.http.Problem;
import daftar.json.DaftarJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads a request's JSON, strictly, and knows its fingerprint. */
public final class Body {

    /** Bytes that a body may have. */
    public static final int MOST = 1_000_000;

    private static final String JSON = "application/json";

    private static final ObjectReader READER =
            DaftarJson.web().readerFor(JsonNode.class).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final ObjectWriter CANONICAL =
            DaftarJson.web().writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

    private Body() {}

    /** The body; an empty object where there is none. @throws InvalidRequest 400, 413 or 415 */
    public static JsonNode read(HttpServletRequest request) {
        return read(request, Set.of(JSON));
    }

    /** The same for other names of JSON. @param types in lower case */
    public static JsonNode read(HttpServletRequest request, Set<String> types) {
        boolean hasType = request.getContentType() != null && request.getContentLengthLong() != 0;
        if (hasType) {
            checkType(request, types); // before reading: Spring has taken the body of a form already
        }
        byte[] bytes = bytes(request);
        if (bytes.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!hasType) {
            checkType(request, types);
        }
        return parse(bytes);
    }

    /** @throws InvalidRequest where a request that takes no fields has any */
    public static void checkEmpty(JsonNode body) {
        Faults faults = new Faults();
        if (!body.isObject()) {
            faults.add("", "wrong-type", "Send an empty object, or nothing.");
        }
        body.propertyNames().forEach(field -> faults.add(field, "unknown-field", "This request has no fields."));
        faults.throwIfAny();
    }

    /** The body as it came, of a format that the caller reads. @throws InvalidRequest 400 or 413 */
    public static byte[] raw(HttpServletRequest request) {
        return bytes(request);
    }

    static JsonNode parse(byte[] bytes) {
        try {
            JsonNode node = READER.readTree(bytes);
            return node == null || node.isMissingNode() ? JsonNodeFactory.instance.objectNode() : node;
        } catch (StreamConstraintsException tooMuch) {
            throw invalid(
                    "json-too-deep",
                    "The JSON is nested too deeply, or holds a name or number that is too long" + where(tooMuch) + ".");
        } catch (MismatchedInputException trailing) {
            throw invalid(
                    "malformed-json", "Something follows the JSON value" + where(trailing) + "; send one object.");
        } catch (JacksonException malformed) {
            String message = plain(malformed.getOriginalMessage());
            String code = message.startsWith("Duplicate") ? "duplicate-field" : "malformed-json";
            throw invalid(code, "The JSON is not well-formed" + where(malformed) + ": " + message);
        }
    }

    /**
     * SHA-256, hex, of what is asked: method, address and the body without regard to the order of its fields. Two requests
     * under one Idempotency-Key must agree in it.
     */
    public static String fingerprint(String method, String path, JsonNode body) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((method + " " + path + "\n").getBytes(StandardCharsets.UTF_8));
            sha.update(CANONICAL.writeValueAsBytes(body));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(HttpServletRequest request) {
        if (request.getContentLengthLong() > MOST) {
            throw tooLarge();
        }
        byte[] bytes;
        try {
            bytes = request.getInputStream().readNBytes(MOST + 1);
        } catch (IOException unreadable) {
            throw invalid("unreadable-body", "The body ended too early or was not sent as its headers say.");
        }
        if (bytes.length > MOST) {
            throw tooLarge();
        }
        return bytes;
    }

    private static void checkType(HttpServletRequest request, Set<String> types) {
        String type = request.getContentType();
        String encoding = request.getHeader("Content-Encoding");
        if (type == null || !isInUtf8(type, types) || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
            throw new InvalidRequest(Problem.of(
                            415,
                            "unsupported-media-type",
                            encoding == null ? "Content-Type" : "Content-Encoding",
                            "Send the body as application/json in UTF-8, not compressed.")
                    .withHeader("Accept", "application/json"));
        }
    }

    private static boolean isInUtf8(String type, Set<String> types) {
        String[] parts = type.toLowerCase(Locale.ROOT).split(";");
        if (!types.contains(parts[0].strip())) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace("\"", "").strip();
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }

    private static String where(JacksonException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    /** The parser's first sentence, without its remarks about itself. */
    private static String plain(@Nullable String message) {
        if (message == null) {
            return "";
        }
        String first = message.lines().findFirst().orElse("");
        int remark = first.indexOf(" (start marker");
        return Faults.echo(remark < 0 ? first : first.substring(0, remark));
    }

    private static InvalidRequest tooLarge() {
        return new InvalidRequest(Problem.of(
                413, "body-too-large", "Send at most " + MOST + " bytes; long texts belong in attachments."));
    }

    private static InvalidRequest invalid(String code, String detail) {
        return new InvalidRequest(Problem.of(400, code, "body", detail));
    }
}
