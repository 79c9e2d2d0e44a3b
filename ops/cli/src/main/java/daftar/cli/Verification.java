package daftar.cli;

import daftar.ledger.Finding;
import daftar.ledger.HeadList;
import daftar.ledger.KeyChain;
import daftar.ledger.LogCheck;
import daftar.ledger.PublicKey;
import daftar.ledger.StoredEvent;
import daftar.ledger.StreamCheck;
import daftar.ledger.TreeHead;
import daftar.ledger.TreeHead.StreamCount;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an export was found to be.
 *
 * @param finding the first thing that is wrong; null where nothing is
 * @param events how many were checked
 * @param newest the head up to which they were; null where there is none
 * @param period that it is of, by its own word; null where it is of none
 * @param files contents that were checked with them, and those that the export says it does not have
 */
record Verification(
        @Nullable Finding finding,
        long events,
        TreeHead.@Nullable Signed newest,
        @Nullable ExportedPeriod period,
        FilesCheck files) {

    Verification(@Nullable Finding finding, long events, TreeHead.@Nullable Signed newest) {
        this(finding, events, newest, null, FilesCheck.NONE);
    }

    /**
     * Checks an export.
     *
     * @param pinned keys that the checker trusts, of the ledger's chain of keys; empty to take the export's own chain
     * @param published heads from elsewhere; empty for none
     * @throws IllegalArgumentException if it cannot be read as one, naming the line
     */
    static Verification of(
            ExportFile export, List<PublicKey> pinned, List<TreeHead.Signed> published, LongConsumer progress)
            throws IOException {
        JsonNode about = export.json(ExportFile.ABOUT);
        KeyChain chain = LedgerJson.chain(export.json(ExportFile.KEY));
        String fault = chain.fault(pinned);
        if (fault != null) {
            return new Verification(unsigned(fault), 0, null);
        }
        KeyChain.Trusted trusted = chain.trustedBy(pinned);
        List<TreeHead.Signed> exported = new ArrayList<>();
        export.lines(ExportFile.HEADS, (json, line) -> LedgerJson.head(json)).forEachRemaining(exported::add);
        if (exported.isEmpty()) {
            return new Verification(unsigned("the export has no signed head"), 0, null);
        }
        HeadList.Checked checked =
                HeadList.check(trusted, exported, published, Instant.parse(LedgerJson.text(about, "exportedAt")));
        TreeHead.Signed newest = new HeadList(exported).heads().getLast();
        if (checked.finding() != null && checked.finding().kind() != Finding.Kind.REMOVED) {
            return new Verification(checked.finding(), 0, newest);
        }
        HeadList heads = within(checked.heads(), newest);
        Verification inside =
                switch (LedgerJson.text(about, "of")) {
                    case "log" -> log(export, heads, newest, progress);
                    case "ticket" -> tickets(export, trusted, newest, null);
                    case "period" -> tickets(export, trusted, newest, new PeriodCheck(export, about, heads, newest));
                    default -> throw new IllegalArgumentException("It is not said what the export is of.");
                };
        return inside.finding() == null && checked.finding() != null
                ? new Verification(checked.finding(), inside.events(), newest)
                : inside;
    }

    /** Heads that were published after the export are not about it. */
    private static HeadList within(HeadList heads, TreeHead.Signed newest) {
        return new HeadList(heads.heads().stream()
                .filter(head -> head.head().size() <= newest.head().size())
                .toList());
    }

    private static Verification log(ExportFile export, HeadList heads, TreeHead.Signed newest, LongConsumer progress) {
        Finding finding = new LogCheck(
                        heads,
                        () -> export.lines(ExportFile.EVENTS, (json, line) -> LedgerJson.event(json)),
                        () -> export.lines(
                                ExportFile.LEAVES,
                                (json, line) ->
                                        new LogCheck.Kept(LedgerJson.leaf(json), LedgerJson.number(json, "position"))),
                        progress)
                .first();
        return new Verification(finding, heads.newestSize(), newest);
    }

    /** @param period that the tickets are those of; null where it is of one ticket */
    private static Verification tickets(
            ExportFile export, KeyChain.Trusted keys, TreeHead.Signed newest, @Nullable PeriodCheck period)
            throws IOException {
        List<StreamCheck.Proved> events = new ArrayList<>();
        export.lines(ExportFile.EVENTS, (json, line) -> proved(json)).forEachRemaining(events::add);
        List<JsonNode> streams = new ArrayList<>();
        export.lines(ExportFile.STREAMS, (json, line) -> json).forEachRemaining(streams::add);
        if (streams.isEmpty() && period == null) {
            return new Verification(unsigned("the export does not say which streams it is of"), 0, newest);
        }
        Finding finding = streams(keys, newest, events, streams);
        if (finding == null && period != null) {
            finding = period.first(events);
        }
        if (finding != null) {
            return new Verification(finding, events.size(), newest);
        }
        FilesCheck files = FilesCheck.of(
                export, events.stream().map(StreamCheck.Proved::event).toList());
        return new Verification(files.finding(), events.size(), newest, period == null ? null : period.period(), files);
    }

    private static @Nullable Finding streams(
            KeyChain.Trusted keys, TreeHead.Signed newest, List<StreamCheck.Proved> events, List<JsonNode> streams) {
        Map<String, List<StreamCheck.Proved>> byStream = new LinkedHashMap<>();
        for (StreamCheck.Proved proved : events) {
            byStream.computeIfAbsent(proved.kept().stream(), none -> new ArrayList<>())
                    .add(proved);
        }
        Set<String> counted = new HashSet<>();
        for (JsonNode stream : streams) {
            StreamCount count = new StreamCount(
                    LedgerJson.text(stream, "stream"),
                    LedgerJson.number(stream, "events"),
                    LedgerJson.number(stream, "size"));
            counted.add(count.stream());
            Finding finding = StreamCheck.first(
                    keys,
                    newest,
                    count,
                    LedgerJson.text(stream, "signature"),
                    byStream.getOrDefault(count.stream(), List.of()));
            if (finding != null) {
                return finding;
            }
        }
        return events.stream()
                .filter(proved -> !counted.contains(proved.kept().stream()))
                .findFirst()
                .map(proved -> new Finding(
                        Finding.Kind.INSERTED,
                        proved.index(),
                        proved.kept().stream(),
                        proved.kept().revision(),
                        -1,
                        "the export is not of this stream"))
                .orElse(null);
    }

    private static StreamCheck.Proved proved(JsonNode json) {
        StoredEvent event = LedgerJson.event(json.path("event"));
        JsonNode kept = json.path("kept");
        return new StreamCheck.Proved(
                event,
                LedgerJson.leaf(kept.path("leaf")),
                LedgerJson.number(kept.path("leaf"), "index"),
                LedgerJson.hashes(kept.path("proof")));
    }

    private static Finding unsigned(String what) {
        return new Finding(Finding.Kind.UNSIGNED, -1, null, -1, -1, what);
    }
}
