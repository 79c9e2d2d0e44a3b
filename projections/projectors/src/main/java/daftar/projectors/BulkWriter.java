package daftar.projectors;

import daftar.projectors.Elasticsearch.Answer;
import daftar.readmodel.Document;
import daftar.readmodel.DocumentJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;

/**
 * Writes documents in bulk, together with what others write at the moment, each with its version as external version: an
 * older or equal one changes nothing. Bodies are written once, as bytes.
 */
final class BulkWriter {

    /** Bytes of a request, well under the 100 MB that Elasticsearch takes. */
    private static final int FULL = 4 << 20;

    private static final byte[] NEW_LINE = {'\n'};

    /** A document that Elasticsearch will never take as it is. */
    record Refusal(Document document, int status, String reason) {}

    private final GroupedBulk bulk;
    private final String versionType;

    BulkWriter(Elasticsearch elasticsearch) {
        this(elasticsearch, "external");
    }

    private BulkWriter(Elasticsearch elasticsearch, String versionType) {
        this.bulk = new GroupedBulk(elasticsearch);
        this.versionType = versionType;
    }

    /** One whose documents also take the place of those of the same version, as a rebuild's do. */
    static BulkWriter replacing(Elasticsearch elasticsearch) {
        return new BulkWriter(elasticsearch, "external_gte");
    }

    /**
     * Writes all documents, into each of the versions of their indexes.
     *
     * @return those that were refused for what they are
     * @throws ElasticsearchAway if some were not written for a reason that passes by; writing all again is harmless
     */
    List<Refusal> write(Collection<? extends Document> documents, Indexes.Targets targets) {
        return write(documents, Document::version, targets);
    }

    /** As {@link #write}, but of a version that is newer than what the documents' own events had given. */
    List<Refusal> writeAs(long version, Collection<? extends Document> documents, Indexes.Targets targets) {
        return write(documents, document -> version, targets);
    }

    private List<Refusal> write(
            Collection<? extends Document> documents, ToLongFunction<Document> version, Indexes.Targets targets) {
        List<Refusal> refused = new ArrayList<>(0);
        Body body = new Body();
        for (Document document : documents) {
            body.add(document, version.applyAsLong(document), targets, versionType);
            if (body.bytes.size() >= FULL) {
                send(body, refused);
                body = new Body();
            }
        }
        if (!body.entries.isEmpty()) {
            send(body, refused);
        }
        return refused;
    }

    private void send(Body body, List<Refusal> refused) {
        Answer answer = bulk.send(body.bytes.buffer(), body.bytes.size(), body.entries.size());
        if (!answer.ok()) {
            if (body.entries.size() == 1) {
                refused.add(new Refusal(body.entries.getFirst().document, answer.status(), answer.reason()));
                return;
            }
            // one of them spoils the request: find it
            int half = body.entries.size() / 2;
            send(body.part(0, half), refused);
            send(body.part(half, body.entries.size()), refused);
            return;
        }
        if (!answer.body().path("errors").asBoolean(false)) {
            return;
        }
        int at = 0;
        for (JsonNode item : answer.body().path("items")) {
            Entry entry = body.entries.get(at++);
            JsonNode outcome = item.path("index");
            int status = outcome.path("status").asInt();
            if (status < 300 || status == 409) {
                continue;
            }
            String reason = outcome.path("error").path("reason").asString("");
            if (Elasticsearch.passes(status) || status == 404) {
                // 404: its index is not there, which says nothing about the document
                throw new ElasticsearchAway("Elasticsearch answers " + status + " " + reason);
            }
            refused.add(new Refusal(entry.document, status, reason));
        }
    }

    private record Entry(Document document, int from, int to) {}

    private static final class Bytes extends ByteArrayOutputStream {
        Bytes() {
            super(64 << 10);
        }

        byte[] buffer() {
            return buf;
        }
    }

    private static final class Body {
        private final Bytes bytes = new Bytes();
        private final List<Entry> entries = new ArrayList<>();

        void add(Document document, long version, Indexes.Targets targets, String versionType) {
            byte[] source = DocumentJson.writer(document.getClass()).writeValueAsBytes(document);
            String id = new String(JsonStringEncoder.getInstance().quoteAsCharArray(document.id()));
            for (String index : targets.indexes(document.readModel())) {
                int from = bytes.size();
                String action = "{\"index\":{\"_index\":\"" + index + "\",\"_id\":\"" + id + "\",\"version\":" + version
                        + ",\"version_type\":\"" + versionType + "\"}}\n";
                bytes.writeBytes(action.getBytes(StandardCharsets.UTF_8));
                bytes.writeBytes(source);
                bytes.writeBytes(NEW_LINE);
                entries.add(new Entry(document, from, bytes.size()));
            }
        }

        Body part(int from, int to) {
            Body part = new Body();
            for (Entry entry : entries.subList(from, to)) {
                int start = part.bytes.size();
                part.bytes.write(bytes.buffer(), entry.from, entry.to - entry.from);
                part.entries.add(new Entry(entry.document, start, part.bytes.size()));
            }
            return part;
        }
    }
}
