package daftar.http.request;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rules for every string that comes in, in any script. */
final class Characters {

    private Characters() {}

    /** The string of a node with its line ends as {@code \n}; null where a fault was noted. */
    static @Nullable String read(JsonNode node, String path, int most, boolean lines, Faults faults) {
        if (!node.isString()) {
            faults.add(path, "wrong-type", "Send a string.");
            return null;
        }
        return check(node.stringValue(), path, most, lines, faults);
    }

    static @Nullable String check(String sent, String path, int most, boolean lines, Faults faults) {
        String value = lines ? withUnixLineEnds(sent) : sent;
        if (value.length() > most) {
            faults.add(
                    path,
                    "too-long",
                    "Send at most " + most + " characters (UTF-16 units); these are " + value.length() + ".");
            return null;
        }
        if (value.isBlank()) {
            faults.add(path, "blank", "Send something readable, or leave an optional field out.");
            return null;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c) && !(lines && (c == '\n' || c == '\t'))) {
                faults.add(
                        path,
                        "control-character",
                        String.format("Leave out the control character U+%04X at place %d.", (int) c, i)
                                + (lines ? " Line feeds and tabs may stay." : ""));
                return null;
            }
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1))) {
                    i++;
                } else {
                    faults.add(
                            path,
                            "unpaired-surrogate",
                            String.format("U+%04X at place %d is half a character; send whole ones.", (int) c, i));
                    return null;
                }
            }
        }
        return value;
    }

    private static String withUnixLineEnds(String sent) {
        return sent.indexOf('\r') < 0 ? sent : sent.replace("\r\n", "\n").replace('\r', '\n');
    }
}
