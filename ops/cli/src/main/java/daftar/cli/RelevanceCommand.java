package daftar.cli;

import daftar.cli.RelevanceSet.Question;
import daftar.cli.RelevanceSet.Score;
import daftar.cli.RelevanceSet.Split;
import daftar.messages.words.SearchWords;
import daftar.readmodel.AskedText;
import daftar.readmodel.ReadModel;
import daftar.readmodel.TextQuery;
import daftar.readmodel.Translations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * Measures how well what is sought is found, by questions of which people have judged what answers them: with the index
 * definition and the clause that Daftar itself uses, beside plain BM25 over the same documents. It makes indexes of its own
 * and removes them.
 */
@Command(
        name = "relevance",
        mixinStandardHelpOptions = true,
        description = "Prints hit@10 and MRR@10 of judged questions, of plain BM25 and of Daftar.")
final class RelevanceCommand implements Callable<Integer> {

    private static final List<String> FIELDS = List.of("title", "description", "solution");
    private static final String PLAIN = "relevance-plain";
    private static final String OURS = "relevance-ours";
    private static final String PLAIN_DEFINITION = "{\"settings\":{\"number_of_shards\":1,\"number_of_replicas\":0},"
            + "\"mappings\":{\"properties\":{\"all\":{\"type\":\"text\"}}}}";
    private static final int FIRST = 10;

    private static final int AT_ONCE = 50;
    private static final int LONGEST_QUESTION = 5_000;

    @Option(names = "--data", required = true, description = "Folder with the sets of judged questions.")
    private Path data;

    @Option(
            names = "--elasticsearch-credentials",
            defaultValue = "data/elasticsearch/credentials.properties",
            description = "File with url, username and password of Elasticsearch (default: ${DEFAULT-VALUE}).")
    private Path credentials;

    @Option(names = "--set", split = ",", description = "Which sets, by the beginnings of their names (default: all).")
    private List<String> chosen = List.of();

    @Option(
            names = "--split",
            split = ",",
            defaultValue = "TRAIN,TEST,ALL",
            description = "Which half of the questions: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<Split> splits;

    @Override
    public Integer call() throws Exception {
        RelevanceData sets = RelevanceData.in(data);
        boolean reached = true;
        System.out.printf(
                "%-24s %-5s %9s   %-11s %-11s %s%n", "set", "half", "questions", "BM25", "Daftar", "to reach");
        try (RawElasticsearch raw = new RawElasticsearch(credentials)) {
            for (RelevanceSet set : sets.sets()) {
                if (chosen.isEmpty() || chosen.stream().anyMatch(set.name()::startsWith)) {
                    reached &= measure(set, sets, raw);
                }
            }
        }
        return reached ? 0 : 1;
    }

    /** @return whether Daftar reaches what is demanded in every half that was asked for */
    private boolean measure(RelevanceSet set, RelevanceData sets, RawElasticsearch raw) throws Exception {
        try {
            Map<String, Map<String, String>> plain = new HashMap<>();
            set.documents().forEach((id, texts) -> plain.put(id, Map.of("all", String.join(" ", texts.values()))));
            fill(raw, PLAIN, PLAIN_DEFINITION, plain);
            fill(raw, OURS, ReadModel.TICKETS.definition(0), set.documents());
            List<Integer> before = places(
                    raw,
                    PLAIN,
                    set.questions(),
                    question -> Map.of("query", Map.of("match", Map.of("all", cut(question.text())))));
            Asking asking = set.translated() ? translating(set, sets, raw) : RelevanceCommand::asked;
            List<Integer> after = places(raw, OURS, set.questions(), asking);
            boolean reached = true;
            for (Split split : splits) {
                Score ours = score(set, split, after);
                System.out.printf(
                        "%-24s %-5s %9d   %-11s %-11s %s%n",
                        set.name(),
                        split.name().toLowerCase(java.util.Locale.ROOT),
                        set.questions().stream()
                                .filter(question -> split.has(question.key()))
                                .count(),
                        score(set, split, before).shown(),
                        ours.shown(),
                        set.reach().demanded());
                reached &= ours.hit() >= set.reach().hit()
                        && ours.rank() >= set.reach().rank();
            }
            return reached;
        } finally {
            delete(raw, PLAIN);
            delete(raw, OURS);
        }
    }

    private static Map<String, ?> asked(Question question) {
        return inOrder(quick(question), exact(question));
    }

    private static Map<String, ?> quick(Question question) {
        String description = question.description();
        return description == null
                ? TextQuery.quick(AskedText.of(question.title(), SearchWords.NONE), FIELDS, TextQuery.Fit.MOST_WORDS)
                : TextQuery.quicklyLike(question.title(), description, FIELDS);
    }

    private static Map<String, ?> exact(Question question) {
        String description = question.description();
        return description == null
                ? TextQuery.of(question.title(), FIELDS, TextQuery.Fit.MOST_WORDS)
                : TextQuery.like(question.title(), description, FIELDS);
    }

    /** As searches do it: found quickly, and of that the best put in order exactly. */
    private static Map<String, ?> inOrder(Map<String, ?> quick, Map<String, ?> exact) {
        return Map.of("query", quick, "rescore", TextQuery.inOrder(exact));
    }

    /** Words are learned from the pages of the one half alone; those of the other are then asked for in another language. */
    private static Asking translating(RelevanceSet set, RelevanceData sets, RawElasticsearch raw) throws Exception {
        String from = set.name().split("-")[1];
        List<Translations.Pair> pairs = new ArrayList<>();
        for (var page : sets.parallel(from, "en", Split.TRAIN)) {
            List<List<String>> left = terms(raw, page.getKey());
            List<List<String>> right = terms(raw, page.getValue());
            for (int i = 0; i < left.size(); i++) {
                pairs.add(new Translations.Pair(left.get(i), right.get(i)));
            }
        }
        Translations learned = Translations.learn(pairs);
        System.err.printf(
                "%s: translations of %d words learned from %d pairs%n", set.name(), learned.size(), pairs.size());
        return question -> {
            Map<String, ?> other =
                    TextQuery.translated(terms(raw, List.of(question.title())).getFirst(), learned, FIELDS);
            return inOrder(either(quick(question), other), either(exact(question), other));
        };
    }

    private static Map<String, ?> either(Map<String, ?> one, Map<String, ?> other) {
        return Map.of("bool", Map.of("should", List.of(one, other)));
    }

    /** Each text's terms, as a search would have them. */
    private static List<List<String>> terms(RawElasticsearch raw, List<String> texts)
            throws IOException, InterruptedException {
        List<List<String>> terms = new ArrayList<>();
        int[] starts = new int[texts.size()];
        int start = 0;
        for (int i = 0; i < texts.size(); i++) {
            terms.add(new ArrayList<>());
            starts[i] = start;
            start += texts.get(i).length() + 1;
        }
        JsonNode tokens = raw.json(
                        "POST",
                        "/" + OURS + "/_analyze",
                        ApiClient.JSON.writeValueAsString(Map.of("analyzer", "daftar_search", "text", texts)))
                .path("tokens");
        for (JsonNode token : tokens) {
            int place = java.util.Arrays.binarySearch(
                    starts, token.path("start_offset").asInt());
            terms.get(place >= 0 ? place : -place - 2).add(token.path("token").asString());
        }
        return terms;
    }

    private static Score score(RelevanceSet set, Split split, List<Integer> places) {
        List<Integer> counted = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            if (split.has(set.questions().get(i).key())) {
                counted.add(places.get(i));
            }
        }
        return Score.of(counted);
    }

    /** How a question becomes the body of a search. */
    private interface Asking {
        Map<String, ?> body(Question question) throws IOException, InterruptedException;
    }

    /** For each question the place of the first right answer among the first ten; 0 for none. */
    private static List<Integer> places(RawElasticsearch raw, String index, List<Question> questions, Asking asking)
            throws IOException, InterruptedException {
        List<Integer> places = new ArrayList<>();
        for (int from = 0; from < questions.size(); from += AT_ONCE) {
            List<Question> some = questions.subList(from, Math.min(from + AT_ONCE, questions.size()));
            StringBuilder body = new StringBuilder();
            for (Question question : some) {
                Map<String, Object> search = new LinkedHashMap<>(asking.body(question));
                search.put("size", FIRST + 1);
                search.put("_source", false);
                body.append("{}\n")
                        .append(ApiClient.JSON.writeValueAsString(search))
                        .append('\n');
            }
            JsonNode answers =
                    raw.json("POST", "/" + index + "/_msearch", body.toString()).path("responses");
            for (int i = 0; i < some.size(); i++) {
                if (answers.path(i).has("error")) {
                    throw new IOException(answers.path(i).path("error").toString());
                }
                places.add(place(answers.path(i).path("hits").path("hits"), some.get(i)));
            }
        }
        return places;
    }

    private static int place(JsonNode hits, Question question) {
        int place = 0;
        Set<String> right = question.right();
        for (JsonNode hit : hits) {
            String id = hit.path("_id").asString();
            if (!id.equals(question.itself())) {
                place++;
                if (place > FIRST) {
                    return 0;
                }
                if (right.contains(id)) {
                    return place;
                }
            }
        }
        return 0;
    }

    private static void fill(
            RawElasticsearch raw, String index, String definition, Map<String, Map<String, String>> documents)
            throws IOException, InterruptedException {
        delete(raw, index);
        raw.json("PUT", "/" + index, definition);
        StringBuilder bulk = new StringBuilder();
        documents.forEach(
                (id, texts) -> bulk.append(ApiClient.JSON.writeValueAsString(Map.of("index", Map.of("_id", id))))
                        .append('\n')
                        .append(ApiClient.JSON.writeValueAsString(texts))
                        .append('\n'));
        JsonNode answer = ApiClient.JSON.readTree(raw.call(
                "POST",
                "/" + index + "/_bulk?refresh=true&filter_path=errors,items.*.error",
                bulk.toString().getBytes(StandardCharsets.UTF_8)));
        if (answer.path("errors").asBoolean()) {
            throw new IOException(
                    "some documents were refused: " + answer.path("items").path(0));
        }
    }

    private static void delete(RawElasticsearch raw, String index) throws InterruptedException {
        try {
            raw.json("DELETE", "/" + index, null);
        } catch (IOException none) {
            // it was not there
        }
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(LONGEST_QUESTION, text.length()));
    }
}
