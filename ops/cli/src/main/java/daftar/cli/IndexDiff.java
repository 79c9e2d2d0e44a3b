package daftar.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Two indexes, document by document, a page at a time: neither is ever held in memory. */
final class IndexDiff {

    private final RawElasticsearch elasticsearch;
    private final String left;
    private final String right;
    private final int most;
    private long both;
    private long differing;
    private long onlyLeft;
    private long onlyRight;
    private final Map<String, Long> fields = new TreeMap<>();
    private final List<Map<String, Object>> named = new ArrayList<>();

    /** @param most documents to name */
    IndexDiff(RawElasticsearch elasticsearch, String left, String right, int most) {
        this.elasticsearch = elasticsearch;
        this.left = left;
        this.right = right;
        this.most = most;
    }

    /** @param done is told how many documents were looked at, page by page */
    void run(LongConsumer done) throws IOException, InterruptedException {
        elasticsearch.pages(left, page -> {
            Map<String, JsonNode> others = elasticsearch.byId(right, List.copyOf(page.keySet()), true);
            page.forEach((id, document) -> compare(id, document, others.get(id)));
            done.accept(page.size());
        });
        elasticsearch.pages(right, page -> {
            Map<String, JsonNode> others = elasticsearch.byId(left, List.copyOf(page.keySet()), false);
            page.forEach((id, document) -> {
                if (!others.containsKey(id)) {
                    onlyRight++;
                    name(id, "only in " + right, Set.of());
                }
            });
            done.accept(page.size());
        });
    }

    private void compare(String id, JsonNode document, @Nullable JsonNode other) {
        if (other == null) {
            onlyLeft++;
            name(id, "only in " + left, Set.of());
            return;
        }
        both++;
        Set<String> differ = new TreeSet<>();
        differing("", document, other, differ);
        if (!differ.isEmpty()) {
            differing++;
            differ.forEach(field -> fields.merge(field, 1L, Long::sum));
            name(id, "differs", differ);
        }
    }

    /** Paths of the fields that differ; lists are compared as wholes. Pure. */
    static void differing(String path, JsonNode one, JsonNode other, Set<String> into) {
        if (one.equals(other)) {
            return;
        }
        if (one.isObject() && other.isObject()) {
            Set<String> names = new TreeSet<>(one.propertyNames());
            names.addAll(other.propertyNames());
            for (String name : names) {
                differing(path.isEmpty() ? name : path + "." + name, one.path(name), other.path(name), into);
            }
        } else if (!isNothing(one) || !isNothing(other)) {
            into.add(path);
        }
    }

    /** A field that is null, and one that is not there, mean the same to Elasticsearch. */
    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private void name(String id, String how, Set<String> differ) {
        if (named.size() < most) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", id);
            one.put("how", how);
            if (!differ.isEmpty()) {
                one.put("fields", differ);
            }
            named.add(one);
        }
    }

    boolean isEqual() {
        return differing == 0 && onlyLeft == 0 && onlyRight == 0;
    }

    /** @return counts, the fields that differ with how often, and some documents */
    Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("inBoth", both);
        result.put("differing", differing);
        result.put("onlyLeft", onlyLeft);
        result.put("onlyRight", onlyRight);
        result.put("fields", fields);
        result.put("documents", named);
        return result;
    }
}
