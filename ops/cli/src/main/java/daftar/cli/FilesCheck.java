package daftar.cli;

import daftar.ledger.Finding;
import daftar.ledger.Finding.Kind;
import daftar.ledger.StoredEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Checks the contents of files against the events that they came with. An event is proved, and names its files by their SHA-256 in
 * the clear; so a content is proved by its digest. What is not proved: why one is not there, which the export only says.
 *
 * @param finding the first thing that is wrong; null where nothing is
 * @param checked contents that are as they were
 * @param missing SHA-256 → why the content is not there, as the export says
 */
record FilesCheck(@Nullable Finding finding, long checked, Map<String, String> missing) {

    /** No files are expected, as an export of the whole log has none. */
    static final FilesCheck NONE = new FilesCheck(null, 0, Map.of());

    /** @param events that are proved, in the export's order */
    static FilesCheck of(ExportFile export, List<StoredEvent> events) throws IOException {
        Map<String, StoredEvent> named = named(events);
        List<String> there = export.names(ExportFile.CONTENTS);
        long checked = 0;
        for (Map.Entry<String, StoredEvent> file : named.entrySet()) {
            if (there.contains(ExportFile.CONTENTS + file.getKey())) {
                String is = ExportedTickets.sha256(export.bytes(ExportFile.CONTENTS + file.getKey()));
                if (!is.equals(file.getKey())) {
                    return failed(
                            Kind.CHANGED,
                            file.getValue(),
                            "the content of its file " + file.getKey() + " is not as it was: its SHA-256 is " + is);
                }
                checked++;
            }
        }
        for (String entry : there) {
            if (!named.containsKey(entry.substring(ExportFile.CONTENTS.length()))) {
                return new FilesCheck(
                        new Finding(Kind.INSERTED, -1, null, -1, -1, "no event of the export has a file " + entry),
                        checked,
                        Map.of());
            }
        }
        Map<String, String> said = said(export);
        Map<String, String> missing = new LinkedHashMap<>();
        for (Map.Entry<String, StoredEvent> file : named.entrySet()) {
            if (!there.contains(ExportFile.CONTENTS + file.getKey())) {
                // exports from before files were in them say nothing of any
                String why =
                        export.has(ExportFile.FILES) ? said.get(file.getKey()) : "as the export has no list of files";
                if (why == null || why.equals(ExportedTickets.THERE)) {
                    return failed(
                            Kind.REMOVED,
                            file.getValue(),
                            "its file " + file.getKey() + " is missing, and the export does not say why");
                }
                missing.put(file.getKey(), why);
            }
        }
        return new FilesCheck(null, checked, missing);
    }

    private static FilesCheck failed(Kind kind, StoredEvent event, String what) {
        return new FilesCheck(
                new Finding(kind, -1, event.stream(), event.revision(), event.position(), what), 0, Map.of());
    }

    /** SHA-256 → the first event that has it. */
    private static Map<String, StoredEvent> named(List<StoredEvent> events) {
        Map<String, StoredEvent> named = new LinkedHashMap<>();
        for (StoredEvent event : events) {
            if (event.type().equals("FileAttached") && event.stream().startsWith("ticket-")) {
                digests(event).forEach(sha256 -> named.putIfAbsent(sha256, event));
            }
        }
        return named;
    }

    private static List<String> digests(StoredEvent event) {
        List<String> digests = new ArrayList<>();
        try {
            JsonNode data = ApiClient.JSON.readTree(new String(event.data(), StandardCharsets.UTF_8));
            for (JsonNode file : data.path("files")) {
                digests.add(LedgerJson.text(file, "sha256"));
            }
            return digests;
        } catch (JacksonException broken) {
            throw new IllegalArgumentException(
                    "Event " + event.revision() + " of " + event.stream() + " names no files that can be read", broken);
        }
    }

    private static Map<String, String> said(ExportFile export) {
        Map<String, String> said = new HashMap<>();
        export.lines(ExportFile.FILES, (json, line) -> json)
                .forEachRemaining(json -> said.put(LedgerJson.text(json, "sha256"), LedgerJson.text(json, "state")));
        return said;
    }
}
