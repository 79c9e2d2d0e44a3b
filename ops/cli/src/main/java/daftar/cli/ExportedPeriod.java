package daftar.cli;

import daftar.cli.ExportFile.Writer;
import daftar.ledger.Leaf;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import me.tongfei.progressbar.ProgressBar;
import tools.jackson.databind.JsonNode;

/**
 * The part of the log that a period falls into: from the last signed head before it to the first one after it, so that both ends
 * are proved, and with every leaf in between, so that none can be left out.
 *
 * @param from the first instant of the period
 * @param to the first instant after it
 */
record ExportedPeriod(Instant from, Instant to) {

    /** What of the log it is. @param firstLeaf of the range @param endLeaf the first after it */
    record Range(long firstLeaf, long endLeaf) {}

    private static final int PAGE = 1_000;

    /**
     * A period as people write it: instants, or days of a zone of which both the first and the last belong to it.
     *
     * @throws IllegalArgumentException if one is neither, or the end is not after the beginning
     */
    static ExportedPeriod of(String from, String to, ZoneId zone) {
        ExportedPeriod period = new ExportedPeriod(instant("--from", from, zone, 0), instant("--to", to, zone, 1));
        if (!period.from.isBefore(period.to)) {
            throw new IllegalArgumentException("--to must be after --from.");
        }
        return period;
    }

    private static Instant instant(String option, String text, ZoneId zone, int daysAfter) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(daysAfter)
                            .atStartOfDay(zone)
                            .toInstant();
        } catch (DateTimeException neither) {
            throw new IllegalArgumentException(
                    option + " is a day such as 2026-11-30 or an instant such as 2026-11-30T08:00:00Z, not " + text,
                    neither);
        }
    }

    /** Where it falls, by the signed heads. @param heads the sizes of all of them, the smallest first */
    Range range(ApiClient client, List<Long> heads) throws Exception {
        int before = -1;
        int low = 0;
        int high = heads.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (lastUnder(client, heads.get(middle)).isBefore(from)) {
                before = middle;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        int end = heads.size() - 1;
        low = Math.max(before, 0);
        high = heads.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (lastUnder(client, heads.get(middle)).isBefore(to)) {
                low = middle + 1;
            } else {
                end = middle;
                high = middle - 1;
            }
        }
        return new Range(before < 0 ? 0 : heads.get(before), heads.get(end));
    }

    /** When the last event of a tree was recorded. */
    private static Instant lastUnder(ApiClient client, long size) throws Exception {
        return LedgerJson.leaf(leaves(client, size - 1, 1).path(0)).recordedAt();
    }

    private static JsonNode leaves(ApiClient client, long from, long size) throws Exception {
        return ExportCommand.get(client, "/api/ledger/leaves?size=" + size + "&from=" + from)
                .path("leaves");
    }

    /** Writes the leaves, and what proves where they begin. @return the tickets of which an event was recorded in the period */
    List<String> write(ApiClient client, Writer out, Range range) throws Exception {
        if (range.firstLeaf() > 0) {
            String event = leaves(client, range.firstLeaf() - 1, 1)
                    .path(0)
                    .path("eventId")
                    .asString();
            out.file(
                    ExportFile.BEFORE,
                    ExportCommand.get(client, "/api/ledger/events/" + event + "/proof?size=" + range.firstLeaf()));
        }
        Set<String> tickets = new LinkedHashSet<>();
        out.begin(ExportFile.LEAVES);
        try (ProgressBar bar = ImportCommand.bar("Leaves", range.endLeaf() - range.firstLeaf())) {
            for (long next = range.firstLeaf(); next < range.endLeaf(); ) {
                JsonNode page = leaves(client, next, Math.min(PAGE, range.endLeaf() - next));
                if (page.isEmpty()) {
                    throw new IllegalStateException("The ledger has no leaf " + next + ".");
                }
                for (JsonNode leaf : page) {
                    out.line(leaf);
                    next++;
                    if (concerns(LedgerJson.leaf(leaf))) {
                        tickets.add(leaf.path("stream").asString());
                    }
                }
                bar.stepTo(next - range.firstLeaf());
            }
        }
        out.end();
        return new ArrayList<>(tickets);
    }

    /** Whether an event makes its ticket part of the period's export. */
    boolean concerns(Leaf leaf) {
        return leaf.stream().startsWith("ticket-")
                && !leaf.recordedAt().isBefore(from)
                && leaf.recordedAt().isBefore(to);
    }

    /** How an export says it. */
    Map<String, Object> about(Range range, ZoneId zone) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("from", from.toString());
        about.put("to", to.toString());
        about.put("zone", zone.getId());
        about.put("firstLeaf", range.firstLeaf());
        about.put("endLeaf", range.endLeaf());
        return about;
    }
}
