package daftar.cli;

import daftar.cli.RelevanceSet.Question;
import daftar.cli.RelevanceSet.Score;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The sets of judged questions that a folder holds: what is absent is left out, and said. */
final class RelevanceData {

    static final List<String> LANGUAGES = List.of("fa", "ru", "zh", "de", "en");

    private static final String RUSSIAN_QUESTIONS = "support-ru-questions.jsonl.gz";
    private static final String RUSSIAN_ENTRIES = "support-ru-knowledge.jsonl.gz";
    private static final String REPORTS = "bug-reports-en.jsonl.gz";
    private static final String DUPLICATES = "bug-report-duplicates-en.csv.gz";
    private static final String PAGES = "help-pages-en-de-fa-ru-zh.jsonl.gz";
    private static final Score NONE = new Score(0, 0);

    private final Path folder;
    private final List<RelevanceSet> sets = new ArrayList<>();
    private List<JsonNode> pages = List.of();

    private RelevanceData(Path folder) {
        this.folder = folder;
    }

    static RelevanceData in(Path folder) throws IOException {
        RelevanceData data = new RelevanceData(folder);
        if (data.has(RUSSIAN_QUESTIONS) && data.has(RUSSIAN_ENTRIES)) {
            data.sets.add(data.russianQuestions());
        }
        if (data.has(REPORTS) && data.has(DUPLICATES)) {
            data.sets.add(data.duplicates());
        }
        if (data.has(PAGES)) {
            data.pages = data.lines(PAGES);
            LANGUAGES.forEach(language -> data.sets.add(data.help("help-" + language, language, language, true)));
            LANGUAGES.forEach(language ->
                    data.sets.add(data.help("help-" + language + "-without-title", language, language, false)));
            LANGUAGES.stream()
                    .filter(language -> !language.equals("en"))
                    .forEach(language -> data.sets.add(data.help("help-" + language + "-en", language, "en", true)));
        }
        return data;
    }

    List<RelevanceSet> sets() {
        return sets;
    }

    /** The parts of a page in two languages, side by side: title, summary and, where they are as many, paragraphs. */
    List<Map.Entry<List<String>, List<String>>> parallel(String from, String to, RelevanceSet.Split half) {
        List<Map.Entry<List<String>, List<String>>> parallel = new ArrayList<>();
        for (JsonNode page : pages) {
            JsonNode one = in(page, from);
            JsonNode other = in(page, to);
            if (one != null && other != null && half.has(page.path("page").asString())) {
                List<String> left = parts(one);
                List<String> right = parts(other);
                parallel.add(
                        left.size() == right.size()
                                ? Map.entry(left, right)
                                : Map.entry(left.subList(0, 2), right.subList(0, 2)));
            }
        }
        return parallel;
    }

    private static List<String> parts(JsonNode page) {
        List<String> parts = new ArrayList<>();
        parts.add(page.path("title").asString(""));
        parts.add(page.path("desc").asString(""));
        parts.addAll(List.of(page.path("body").asString("").split("\n")));
        return parts;
    }

    private RelevanceSet russianQuestions() throws IOException {
        Map<String, Map<String, String>> documents = new LinkedHashMap<>();
        for (JsonNode entry : lines(RUSSIAN_ENTRIES)) {
            documents.put(
                    entry.path("kb_id").asString(),
                    texts(
                            entry.path("question").asString(""),
                            entry.path("answer").asString(""),
                            null));
        }
        List<Question> questions = new ArrayList<>();
        for (JsonNode asked : lines(RUSSIAN_QUESTIONS)) {
            Set<String> right = new LinkedHashSet<>();
            asked.path("relevant_kb_ids").forEach(id -> right.add(id.asString()));
            questions.add(new Question(
                    asked.path("case_id").asString(), asked.path("question").asString(), null, right, null));
        }
        return new RelevanceSet("questions-ru", documents, questions, new Score(0.75, 0.52), false);
    }

    private RelevanceSet duplicates() throws IOException {
        Map<String, Map<String, String>> documents = new HashMap<>();
        for (JsonNode report : lines(REPORTS)) {
            documents.put(
                    report.path("id").asString(),
                    texts(
                            report.path("summary").asString(""),
                            report.path("description").asString(""),
                            null));
        }
        List<Question> questions = new ArrayList<>();
        try (BufferedReader reader = open(DUPLICATES)) {
            for (CSVRecord pair : CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)) {
                String id = pair.get("issue_id");
                Map<String, String> report = documents.getOrDefault(id, Map.of());
                questions.add(new Question(
                        id,
                        report.getOrDefault("title", ""),
                        report.getOrDefault("description", ""),
                        Set.of(pair.get("duplicate_of")),
                        id));
            }
        }
        return new RelevanceSet("duplicates-en", documents, questions, new Score(0.80, 0.56), false);
    }

    private RelevanceSet help(String name, String asked, String found, boolean withTitle) {
        Map<String, Map<String, String>> documents = new LinkedHashMap<>();
        List<Question> questions = new ArrayList<>();
        for (JsonNode page : pages) {
            String id = page.path("page").asString();
            JsonNode answer = in(page, found);
            JsonNode question = in(page, asked);
            if (answer != null) {
                documents.put(
                        id,
                        texts(
                                withTitle ? answer.path("title").asString("") : null,
                                answer.path("desc").asString(""),
                                answer.path("body").asString("")));
            }
            if (question != null) {
                questions.add(new Question(id, question.path("title").asString(), null, Set.of(id), null));
            }
        }
        boolean translated = !asked.equals(found);
        return new RelevanceSet(
                name, documents, questions, translated || !withTitle ? NONE : new Score(0.97, 0), translated);
    }

    private static @Nullable JsonNode in(JsonNode page, String language) {
        JsonNode one = page.get(language.equals("zh") ? "zh_CN" : language);
        return one == null || one.path("title").asString("").isEmpty() ? null : one;
    }

    private static Map<String, String> texts(
            @Nullable String title, @Nullable String description, @Nullable String solution) {
        Map<String, String> texts = new LinkedHashMap<>();
        put(texts, "title", title);
        put(texts, "description", description);
        put(texts, "solution", solution);
        return texts;
    }

    private static void put(Map<String, String> texts, String field, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            texts.put(field, text);
        }
    }

    private boolean has(String file) {
        boolean there = Files.isRegularFile(folder.resolve(file));
        if (!there) {
            System.err.println(folder.resolve(file) + " is not there: what is measured with it is left out");
        }
        return there;
    }

    private List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (BufferedReader reader = open(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(ApiClient.JSON.readTree(line));
            }
        }
        return lines;
    }

    private BufferedReader open(String file) throws IOException {
        return new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve(file))), StandardCharsets.UTF_8));
    }
}
