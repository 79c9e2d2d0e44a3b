package daftar.http.scim;

import daftar.messages.Limits;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client wishes a user to be: the attributes that it named, and no others. Read from a whole resource or from the
 * operations of a PATCH.
 */
final class UserWish {

    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User:";

    /** {@code emails[type eq "work"].value} and the like: of several values the register keeps one. */
    private static final Pattern FILTERED = Pattern.compile("(emails|phonenumbers)(\\[[^\\]]*\\])?(\\.value)?");

    /** Attributes that the register does not keep; naming them is harmless. */
    private static final Pattern NOT_KEPT = Pattern.compile(
            "schemas|meta|id|groups|roles|nickname|profileurl|title|usertype|locale|addresses|photos|ims|entitlements|"
                    + "x509certificates|password|name\\.(honorificprefix|honorificsuffix|middlename)|.*\\.(\\$ref|displayname)|"
                    + Pattern.quote(ENTERPRISE.toLowerCase(Locale.ROOT))
                    + ":(employeenumber|costcenter|organization|division)");

    /** What an attribute is to be; a null value takes it away. */
    private final Map<String, @Nullable String> values = new HashMap<>();

    static UserWish of(JsonNode resource) {
        UserWish wish = new UserWish();
        wish.setAll(resource);
        return wish;
    }

    static UserWish ofPatch(JsonNode body) {
        UserWish wish = new UserWish();
        Patch.read(body).forEach(operation -> {
            String path = operation.path();
            boolean remove = operation.kind() == Patch.Kind.REMOVE;
            if (path == null) {
                if (remove) {
                    throw ScimError.invalid("noTarget", "A removal names its path.");
                }
                wish.setAll(operation.value());
            } else {
                wish.set(path, remove ? null : operation.value());
            }
        });
        return wish;
    }

    boolean names(String attribute) {
        return values.containsKey(attribute);
    }

    /** What the attribute is to be; the present one where it was not named. */
    @Nullable String or(String attribute, @Nullable String present) {
        return values.containsKey(attribute) ? values.get(attribute) : present;
    }

    /** The whole name: as it was formatted, else as it is displayed, else put together. */
    @Nullable String name(@Nullable String present) {
        for (String attribute : new String[] {"name.formatted", "displayname"}) {
            String value = values.get(attribute);
            if (value != null) {
                return value;
            }
        }
        String given = values.get("name.givenname");
        String family = values.get("name.familyname");
        if (given == null && family == null) {
            return present;
        }
        return given == null ? family : family == null ? given : given + " " + family;
    }

    boolean active(boolean present) {
        String value = values.get("active");
        return value == null ? present : Boolean.parseBoolean(value);
    }

    private void setAll(JsonNode resource) {
        if (!resource.isObject()) {
            throw ScimError.invalid("invalidSyntax", "Send an object.");
        }
        resource.properties().forEach(entry -> set(entry.getKey(), entry.getValue()));
    }

    private void set(String path, @Nullable JsonNode value) {
        String name = path.toLowerCase(Locale.ROOT);
        String enterprise = ENTERPRISE.toLowerCase(Locale.ROOT);
        if (name.startsWith(CORE.toLowerCase(Locale.ROOT))) {
            name = name.substring(CORE.length());
        }
        Matcher filtered = FILTERED.matcher(name);
        if (name.equals(enterprise) || name.equals("name")) {
            String prefix = name.equals("name") ? "name." : ENTERPRISE + ":";
            if (value == null || !value.isObject()) {
                throw ScimError.invalid("invalidValue", path + " is an object.");
            }
            value.properties().forEach(entry -> set(prefix + entry.getKey(), entry.getValue()));
        } else if (filtered.matches()) {
            values.put(filtered.group(1), value == null || value.isNull() ? null : oneOf(path, value));
        } else if (name.equals(enterprise + ":manager") || name.equals(enterprise + ":manager.value")) {
            JsonNode manager = value != null && value.isObject() ? value.get("value") : value;
            values.put("manager", text(path, manager));
        } else if (name.equals(enterprise + ":department")) {
            values.put("department", text(path, value));
        } else if (name.equals("active")) {
            values.put("active", truth(value));
        } else if (name.matches(
                "username|externalid|displayname|preferredlanguage|timezone|name\\.(formatted|givenname|familyname)")) {
            values.put(name, text(path, value));
        } else if (!NOT_KEPT.matcher(name).matches()) {
            throw ScimError.invalid("invalidPath", "There is no attribute " + path + " here.");
        }
    }

    /** The primary value, else the first. */
    private static @Nullable String oneOf(String path, JsonNode value) {
        if (!value.isArray()) {
            return text(path, value.isObject() ? value.get("value") : value);
        }
        JsonNode chosen = null;
        for (JsonNode one : value) {
            if (chosen == null || one.path("primary").asBoolean(false)) {
                chosen = one;
            }
        }
        return chosen == null ? null : text(path, chosen.isObject() ? chosen.get("value") : chosen);
    }

    private static @Nullable String text(String path, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw ScimError.invalid("invalidValue", path + " is a string.");
        }
        String text = value.asString().strip();
        if (text.length() > Limits.WORD) {
            throw ScimError.invalid("invalidValue", path + " has at most " + Limits.WORD + " characters.");
        }
        return text.isEmpty() ? null : text;
    }

    /** Some clients send the word. */
    private static String truth(@Nullable JsonNode value) {
        String word = value == null ? "" : value.asString("").toLowerCase(Locale.ROOT);
        if (!word.equals("true") && !word.equals("false")) {
            throw ScimError.invalid("invalidValue", "active is true or false.");
        }
        return word;
    }
}
