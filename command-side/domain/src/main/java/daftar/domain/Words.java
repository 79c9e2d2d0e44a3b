package daftar.domain;

import daftar.messages.Limits;
import daftar.messages.LocalizedText;
import daftar.messages.Refused;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks of the words that commands are made of. Each refuses with the field's name and what would be right. */
public final class Words {

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private Words() {}

    /** An id such as {@code person-anna}: the prefix, then lower-case letters, digits and hyphens. */
    public static void id(String id, String prefix, String field) {
        if (id.length() > Limits.WORD
                || !id.startsWith(prefix)
                || !CODE.matcher(id.substring(prefix.length())).matches()) {
            throw Refused.invalid(
                    "malformed-id",
                    field,
                    field + " must be \"" + prefix + "\" and then lower-case letters a-z, digits and hyphens, up to "
                            + Limits.WORD + " characters.");
        }
    }

    /** A code such as {@code supervisor-approval}: lower-case letters, digits and hyphens. */
    public static void code(String code, String field) {
        if (code.length() > Limits.WORD || !CODE.matcher(code).matches()) {
            throw Refused.invalid(
                    "malformed-code",
                    field,
                    field + " must be lower-case letters a-z, digits and hyphens, up to " + Limits.WORD
                            + " characters.");
        }
    }

    /** A well-formed BCP 47 tag whose language exists. */
    public static void language(String tag, String field) {
        if (!isLanguage(tag)) {
            throw Refused.invalid(
                    "unknown-language", field, field + " must be a BCP 47 language such as fa, ru, zh, en or de-AT.");
        }
    }

    /** The name of an IANA time zone; offsets are none, since they know no summer time. */
    public static void zone(String zone, String field) {
        if (!ZONES.contains(zone)) {
            throw Refused.invalid(
                    "unknown-zone", field, field + " must be an IANA time zone such as Asia/Tehran or Europe/Berlin.");
        }
    }

    /** A name in one language at least, in known languages, nowhere blank. */
    public static void name(LocalizedText name, String field) {
        if (name.texts().isEmpty()) {
            throw Refused.invalid("missing-name", field, field + " must be given in one language at least.");
        }
        for (Map.Entry<String, String> text : name.texts().entrySet()) {
            String path = field + "." + text.getKey();
            language(text.getKey(), path);
            String value = text.getValue();
            if (value == null || value.isBlank() || value.length() > Limits.WORD) {
                throw Refused.invalid("malformed-name", path, path + " must have 1 to " + Limits.WORD + " characters.");
            }
        }
    }

    private static boolean isLanguage(String tag) {
        try {
            String language = new Locale.Builder().setLanguageTag(tag).build().getLanguage();
            // three letters (ISO 639-3) are thousands that the JDK does not list
            return language.length() == 3 || LANGUAGES.contains(language);
        } catch (IllformedLocaleException malformed) {
            return false;
        }
    }
}
