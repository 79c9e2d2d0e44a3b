package daftar.readmodel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The read models, one index each (design §8). Readers ask {@link #alias}; behind it is {@link #index} of a version. */
public enum ReadModel {
    /** One document per ticket: {@link TicketDocument}. */
    TICKETS(TicketDocument.class, "ticket-"),
    /** One per event: {@link TimelineEntry}. */
    TIMELINE(TimelineEntry.class),
    /** One per ticket × assignee × interval: {@link AssignmentDocument}. */
    ASSIGNMENTS(AssignmentDocument.class),
    /** One per work entry: {@link WorkDocument}. */
    WORKLOG(WorkDocument.class),
    /** From a ticket's number, or the old desk's number, to its id: {@link NumberDocument}. */
    NUMBERS(NumberDocument.class),
    /** One per article of the knowledge base: {@link ArticleDocument}. */
    ARTICLES(ArticleDocument.class, "article-"),
    /** One per request that was not raised, since something was read instead: {@link DeflectionDocument}. */
    DEFLECTIONS(DeflectionDocument.class, "deflection-");

    /** Raised whenever the folds give other documents for the same events, so that a rebuild knows why they differ. */
    static final int FOLDS = 4;

    private final Class<? extends Document> type;
    private final @Nullable String streams;

    ReadModel(Class<? extends Document> type) {
        this.type = type;
        this.streams = null;
    }

    /** @param streams prefix of the streams each of which is one document */
    ReadModel(Class<? extends StreamDocument> type, String streams) {
        this.type = type;
        this.streams = streams;
    }

    /** The one whose documents are whole streams, of which this is one; null for a stream that is in no read model. */
    public static @Nullable ReadModel ofStream(String stream) {
        for (ReadModel model : values()) {
            if (model.streams != null && stream.startsWith(model.streams)) {
                return model;
            }
        }
        return null;
    }

    /** Whether its documents are whole streams, rather than made from some of their events. */
    public boolean isOfStreams() {
        return streams != null;
    }

    /** The record of its documents. */
    public Class<? extends Document> type() {
        return type;
    }

    /** The name without prefix, e.g. {@code tickets}. */
    public String title() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The name that searches ask, e.g. {@code daftar-tickets}. @param prefix of the installation, e.g. {@code daftar-} */
    public String alias(String prefix) {
        return prefix + title();
    }

    /** The index of a version, e.g. {@code daftar-tickets-1}. */
    public String index(String prefix, int version) {
        return alias(prefix) + "-" + version;
    }

    /**
     * Settings and mappings of the index as JSON.
     *
     * @param replicas copies of each shard besides the first; 0 on a single node
     */
    public String definition(int replicas) {
        String mappings = resource(title() + ".json");
        String whole = resource("settings.json")
                .replace("\"${replicas}\"", Integer.toString(replicas))
                .replace("\"${simplified}\"", simplified())
                .replace("\"${mappings}\"", mappings);
        return mappings.contains("\"analyzer\"") ? whole : withoutAnalysis(whole);
    }

    /** Each index that has analyzers builds them anew, with their thousands of rules: not where no field asks for one. */
    private static String withoutAnalysis(String definition) {
        ObjectNode root = (ObjectNode) DocumentJson.mapper().readTree(definition);
        ((ObjectNode) root.path("settings")).remove("analysis");
        return root.toString();
    }

    /**
     * Each traditional character and the simplified one, as rules of a character filter: in one text with commas, which
     * Elasticsearch takes for a list. Of a list it looks at each of the thousands of rules again for every other setting.
     */
    private static String simplified() {
        return resource("simplified-chinese.txt")
                .strip()
                .lines()
                .flatMap(line -> Stream.of(line.split(" ")))
                .map(pair -> pair.charAt(0) + "=>" + pair.charAt(1))
                .collect(Collectors.joining(",", "\"", "\""));
    }

    /** What its documents are made by: the folds and the definition of the index. Equal stamps, equal documents. */
    public String stamp() {
        return FOLDS + "-" + Integer.toHexString(definition(0).hashCode());
    }

    private static String resource(String name) {
        try (InputStream in = ReadModel.class.getResourceAsStream("/daftar/readmodel/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
