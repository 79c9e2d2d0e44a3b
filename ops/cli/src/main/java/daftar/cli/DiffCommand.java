package daftar.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/**
 * Compares two read models document by document, straight in Elasticsearch; or the present one with what the log gives, which
 * Daftar does by itself. Answers 0 where they are equal, 1 where they differ.
 */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Compares two read models: which documents differ, and in which fields.",
            "Each is named by the prefix of its indexes, @ and a version, or both: @1, other-, daftar-@2. Without any, the"
                    + " present one is compared with what the log gives, beside the running desk."
        })
final class DiffCommand implements Callable<Integer> {

    private static final List<String> MODELS =
            List.of("tickets", "timeline", "assignments", "worklog", "numbers", "articles", "deflections");

    @Mixin
    private Server server;

    @Parameters(index = "0", arity = "0..1", description = "The one, such as @1.")
    private @Nullable String left;

    @Parameters(index = "1", arity = "0..1", description = "The other, such as @2.")
    private @Nullable String right;

    @Option(
            names = "--elasticsearch-credentials",
            defaultValue = "data/elasticsearch/credentials.properties",
            description = "File with url, username and password of Elasticsearch (default: ${DEFAULT-VALUE}).")
    private Path credentials;

    @Option(
            names = "--most",
            defaultValue = "20",
            description = "Documents to name of each (default: ${DEFAULT-VALUE}).")
    private int most;

    @Override
    public Integer call() throws Exception {
        if (left == null || right == null) {
            if (left != null) {
                System.err.println("Name two read models, such as @1 @2, or none.");
                return 2;
            }
            return withTheLog();
        }
        return ofTwo(left, right);
    }

    private int withTheLog() throws InterruptedException {
        try (ApiClient client = server.client()) {
            JsonNode end = RebuildCommand.run(client, "CHECK");
            System.out.println(end);
            return end.path("state").asString("").equals("DONE") ? 0 : 1;
        }
    }

    private int ofTwo(String one, String other) throws IOException, InterruptedException {
        Map<String, Object> all = new LinkedHashMap<>();
        boolean equal = true;
        try (RawElasticsearch elasticsearch = new RawElasticsearch(credentials)) {
            for (String model : MODELS) {
                IndexDiff diff = new IndexDiff(elasticsearch, index(one, model), index(other, model), most);
                long documents = elasticsearch.count(index(one, model)) + elasticsearch.count(index(other, model));
                try (ProgressBar bar = ImportCommand.bar(model, documents)) {
                    diff.run(bar::stepBy);
                }
                equal &= diff.isEqual();
                all.put(model, diff.result());
            }
        }
        all.put("equal", equal);
        System.out.println(ApiClient.JSON.writeValueAsString(all));
        return equal ? 0 : 1;
    }

    /** {@code daftar-@2} and {@code tickets}: {@code daftar-tickets-2}. Without a version it is what the alias leads to. */
    static String index(String named, String model) {
        int at = named.lastIndexOf('@');
        return at < 0 ? named + model : named.substring(0, at) + model + "-" + named.substring(at + 1);
    }
}
