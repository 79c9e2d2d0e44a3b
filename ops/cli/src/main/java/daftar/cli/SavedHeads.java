package daftar.cli;

import daftar.ledger.TreeHead;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Heads out of whatever they were kept in: a published file, bodies of webhooks, mails as text or as they were sent (quoted-printable and
 * base64 are undone). All that counts is that they are there.
 *
 * @param heads each once, in the order of the text
 * @param others lines that are not of a head
 */
record SavedHeads(List<TreeHead.Signed> heads, long others) {

    /** A head is an object without others in it, alone in a line or inside of what a webhook sent. */
    private static final Pattern OBJECT = Pattern.compile("\\{[^{}]*+}");

    private static final Pattern SOFT_BREAK = Pattern.compile("=\r?\n");
    private static final Pattern QUOTED = Pattern.compile("=([0-9A-F]{2})");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{4,}={0,2}");
    private static final int SIGNATURE = 64;

    static SavedHeads in(String text) {
        Set<TreeHead.Signed> heads = new LinkedHashSet<>();
        String rest = OBJECT.matcher(text).replaceAll(found -> {
            TreeHead.Signed head = head(found.group());
            if (head != null) {
                heads.add(head);
            }
            return head == null ? java.util.regex.Matcher.quoteReplacement(found.group()) : "\0";
        });
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("quoted-printable")) {
            String whole = SOFT_BREAK.matcher(text).replaceAll("");
            collect(
                    QUOTED.matcher(whole)
                            .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                                    String.valueOf((char) Integer.parseInt(found.group(1), 16)))),
                    heads);
        }
        if (lower.contains("base64")) {
            encoded(text).forEach(part -> collect(part, heads));
        }
        long others = rest.lines()
                .filter(line -> !line.isBlank() && line.indexOf('\0') < 0)
                .count();
        return new SavedHeads(List.copyOf(heads), others);
    }

    private static void collect(String text, Set<TreeHead.Signed> heads) {
        OBJECT.matcher(text).results().forEach(found -> {
            TreeHead.Signed head = head(found.group());
            if (head != null) {
                heads.add(head);
            }
        });
    }

    /** Null for what is none. A signature that a mail's encoding has altered is found again once that is undone. */
    private static TreeHead.@Nullable Signed head(String json) {
        if (!json.contains("\"signature\"")) {
            return null;
        }
        try {
            TreeHead.Signed head = LedgerJson.head(ApiClient.JSON.readTree(json));
            return Base64.getDecoder().decode(head.signature()).length == SIGNATURE ? head : null;
        } catch (IllegalArgumentException | JacksonException | DateTimeException none) {
            return null;
        }
    }

    /** What stands in base64, each run of lines decoded. */
    private static List<String> encoded(String text) {
        List<List<String>> runs = new ArrayList<>(List.of(new ArrayList<>()));
        text.lines().forEach(line -> {
            if (BASE64.matcher(line).matches()) {
                runs.getLast().add(line);
            } else if (!runs.getLast().isEmpty()) {
                runs.add(new ArrayList<>());
            }
        });
        return runs.stream()
                .map(run -> run.stream().collect(Collectors.joining()))
                .map(SavedHeads::decoded)
                .toList();
    }

    private static String decoded(String run) {
        try {
            return new String(Base64.getDecoder().decode(run), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException none) {
            return "";
        }
    }
}
