package daftar.query;

import daftar.messages.knowledge.Audience;
import daftar.query.ParallelTexts.Said;
import daftar.readmodel.ArticleDocument.Status;
import daftar.readmodel.ReadModel;
import daftar.readmodel.TextQuery;
import daftar.readmodel.Translations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * What words are in other languages, learned from the organisation's own articles that can be read in several, and kept in
 * memory. An article teaches only while it is published for everyone, by its published versions, and not in a language whose
 * translation is behind the original. So a search that knows these words tells nobody of what they may not read: drafts, articles
 * for the desk, retired ones and tickets teach nothing.
 *
 * <p>Searches never wait for it. One that comes after the last look is five minutes old has another taken beside it: whether
 * there are more or fewer of these articles, or any event happened to one, which a redaction is, too. What a redacted text has taught
 * is so forgotten with the next look. Where Elasticsearch does not answer, what was learned before stays until the
 * next look after that.
 */
public final class LearnedTranslations {

    private static final Logger log = LoggerFactory.getLogger(LearnedTranslations.class);

    static final Duration EVERY = Duration.ofMinutes(5);
    private static final String ANALYZER = "daftar_search";
    private static final String PREFERENCE = "translations";
    private static final int MOST_ARTICLES = 2_000;
    private static final int PAGE = 200;
    private static final int MOST_LANGUAGES = 50;
    /** Characters of one request: an index analyses 10,000 terms at once, and a character may be a term. */
    private static final int AT_ONCE = 8_000;
    /** Characters of a question: more words than are asked for in other languages. */
    private static final int LONGEST = 1_000;

    private static final Map<String, ?> READ_BY_ALL = Json.all(
            List.of(Json.term("status", Status.PUBLISHED.name()), Json.term("audience", Audience.EVERYONE.name())));

    private final ReadSide readSide;
    private final Executor beside;
    private final AtomicReference<Instant> due = new AtomicReference<>(Instant.MIN);
    private volatile Learned learned = new Learned(new Mark(0, 0), ParallelTexts.NONE, List.of());

    public LearnedTranslations(ReadSide readSide) {
        this(readSide, Thread.ofVirtual().name("translations")::start);
    }

    /** @param beside where it looks for what there is to learn */
    LearnedTranslations(ReadSide readSide, Executor beside) {
        this.readSide = readSide;
        this.beside = beside;
    }

    /** By which a change is seen. @param newest the position of the last event that happened to any of the articles */
    private record Mark(long articles, long newest) {}

    /** @param languages what was learned of each */
    private record Learned(Mark mark, ParallelTexts texts, List<Translations> languages) {}

    /**
     * A question with what is known of its words. Where nothing was learned, nobody is asked.
     *
     * @param words without operators
     * @throws ElasticsearchAway where it cannot be asked
     */
    OtherWords of(String words) {
        Instant now = readSide.now();
        Instant was = due.get();
        if (!now.isBefore(was) && due.compareAndSet(was, now.plus(EVERY))) {
            beside.execute(this::look);
        }
        List<Translations> known = learned.languages();
        if (known.isEmpty() || words.isBlank()) {
            return OtherWords.NONE;
        }
        return OtherWords.of(
                analyzed(List.of(TextQuery.shortened(words, LONGEST))).getFirst(), known);
    }

    private void look() {
        try {
            learn();
        } catch (RuntimeException e) {
            log.warn("what articles teach of other languages could not be read; tried again in {}", EVERY, e);
        }
    }

    private synchronized void learn() {
        Learned before = learned;
        JsonNode found = search(Map.of(
                "query",
                READ_BY_ALL,
                "size",
                0,
                "track_total_hits",
                true,
                "aggs",
                Map.of(
                        "newest",
                        Map.of("max", Map.of("field", "position")),
                        "languages",
                        Map.of("terms", Map.of("field", "languages", "size", MOST_LANGUAGES)))));
        Mark mark = new Mark(found.at("/hits/total/value").asLong(0), (long)
                found.at("/aggregations/newest/value").asDouble(0));
        if (mark.equals(before.mark())) {
            return;
        }
        List<String> languages = found.at("/aggregations/languages/buckets")
                .valueStream()
                .map(bucket -> bucket.path("key").asString())
                .toList();
        ParallelTexts texts = languages.size() < 2 ? ParallelTexts.NONE : ParallelTexts.of(articles(languages));
        if (texts.equals(before.texts())) {
            learned = new Learned(mark, texts, before.languages());
            return;
        }
        List<Translations> translations = List.copyOf(
                Translations.learnEach(texts.parallel(terms(texts.texts()))).values());
        learned = new Learned(mark, texts, translations);
        log.info(
                "learned {} words of {} languages from {} texts in two",
                translations.stream().mapToInt(Translations::size).sum(),
                translations.size(),
                texts.pieces().size());
    }

    /** Those in two languages or more, the newest first. */
    private List<List<Said>> articles(List<String> languages) {
        Map<String, ?> inTwo = Map.of(
                "bool",
                Map.of(
                        "filter",
                        List.of(READ_BY_ALL),
                        "should",
                        languages.stream()
                                .map(language -> Json.term("languages", language))
                                .toList(),
                        "minimum_should_match",
                        2));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", inTwo);
        body.put("size", PAGE);
        body.put("track_total_hits", false);
        body.put("_source", List.of("variants.language", "variants.outdated", "variants.published"));
        body.put("sort", List.of(Map.of("publishedAt", "desc"), Map.of("id", "asc")));
        List<List<Said>> articles = new ArrayList<>();
        List<JsonNode> hits;
        do {
            hits = search(body).at("/hits/hits").valueStream().toList();
            hits.forEach(hit -> articles.add(said(hit.path("_source"))));
            if (!hits.isEmpty()) {
                body.put("search_after", hits.getLast().path("sort"));
            }
        } while (hits.size() == PAGE && articles.size() < MOST_ARTICLES);
        return articles;
    }

    private static List<Said> said(JsonNode article) {
        List<Said> said = new ArrayList<>();
        for (JsonNode variant : article.path("variants")) {
            JsonNode published = variant.path("published");
            if (published.isObject() && !variant.path("outdated").asBoolean(false)) {
                said.add(new Said(
                        variant.path("language").asString(),
                        List.of(part(published, "title"), part(published, "summary"), part(published, "body"))));
            }
        }
        return said;
    }

    /** Nothing of what was redacted. */
    private static String part(JsonNode version, String part) {
        @Nullable String text = Json.text(version, part);
        return text == null ? "" : text;
    }

    private Map<String, List<String>> terms(List<String> texts) {
        Map<String, List<String>> terms = new HashMap<>();
        List<String> some = new ArrayList<>();
        int characters = 0;
        for (String text : texts) {
            if (text.length() > AT_ONCE) {
                continue;
            }
            if (characters + text.length() > AT_ONCE) {
                put(some, terms);
                some.clear();
                characters = 0;
            }
            some.add(text);
            characters += text.length();
        }
        put(some, terms);
        return terms;
    }

    private void put(List<String> texts, Map<String, List<String>> terms) {
        if (!texts.isEmpty()) {
            List<List<String>> analyzed = analyzed(texts);
            for (int i = 0; i < analyzed.size(); i++) {
                terms.put(texts.get(i), List.copyOf(analyzed.get(i)));
            }
        }
    }

    private List<List<String>> analyzed(List<String> texts) {
        return readSide.elastic().analyze(readSide.alias(ReadModel.ARTICLES), ANALYZER, texts);
    }

    private JsonNode search(Map<String, ?> body) {
        return readSide.elastic().search(readSide.alias(ReadModel.ARTICLES), PREFERENCE, body);
    }
}
