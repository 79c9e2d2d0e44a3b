package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.messages.Event;
import daftar.messages.Recorded;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.knowledge.ArticleEvent.*;
import daftar.messages.knowledge.Audience;
import daftar.messages.query.Caller;
import daftar.messages.query.KnowledgePage;
import daftar.messages.query.KnowledgeQuery.*;
import daftar.messages.query.TicketFilter;
import daftar.messages.redaction.TextRedacted;
import daftar.messages.savedview.SavedView;
import daftar.messages.savedview.SavedViews;
import daftar.readmodel.ArticleDocument;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import daftar.readmodel.StreamDocument;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What says in another language what was asked, over a real Elasticsearch. */
class KnowledgeAcrossLanguagesIT {

    private static final Instant T0 = SampleDesk.START;
    private static final Caller ANN = Sample.caller("ann", Role.REQUESTER);
    /** Where a test looks at once, nobody is to wait for it. */
    private static final Executor AT_ONCE = Runnable::run;

    private static final SavedViews NO_VIEWS = new SavedViews() {
        @Override
        public @Nullable SavedView view(String id) {
            return null;
        }

        @Override
        public List<SavedView> privateOf(String person) {
            return List.of();
        }

        @Override
        public List<SavedView> ofTeam(String team) {
            return List.of();
        }
    };

    private static SampleDesk desk;
    private static int articles;
    private Instant now = T0;
    private ReadSide readSide;
    private LearnedTranslations translations;
    private KnowledgeQueries knowledge;
    private SimilarQueries similar;

    @BeforeAll
    static void elasticsearch() throws IOException {
        desk = new SampleDesk();
    }

    @BeforeEach
    void emptyDesk() {
        desk.forget();
        readSide = readSide(desk.elastic);
        translations = new LearnedTranslations(readSide, AT_ONCE);
        knowledge = new KnowledgeQueries(
                readSide,
                new ViewQueries(readSide, new SearchQueries(readSide), NO_VIEWS, position -> true),
                translations);
        similar = new SimilarQueries(readSide, translations);
    }

    @Test
    void a_question_in_one_language_finds_the_article_in_another_whose_words_other_articles_taught() {
        String queue = inEnglish("Printer queue is stuck", "Clear the queue.");
        String mail = inEnglish("Mailbox is full", "Delete something.");
        assertThat(found("принтер завис")).isEmpty();
        assertThat(found("چاپگر کار نمی‌کند")).isEmpty();
        List<String> taught = teachers(Audience.EVERYONE);
        after5Minutes();
        // what was said counts more than what it may be
        assertThat(found("принтер завис"))
                .containsExactlyInAnyOrder(taught.get(0), taught.get(2), queue)
                .last()
                .isEqualTo(queue);
        assertThat(found("چاپگر کار نمی‌کند")).contains(queue).doesNotContain(mail);
        assertThat(suggested("принтер не работает")).contains(queue).doesNotContain(mail);
        assertThat(suggested("چاپگر کار نمی‌کند")).contains(queue);
        // these very words
        assertThat(found("\"принтер завис\"")).isEmpty();
    }

    @Test
    void what_may_have_been_meant_is_looked_for_in_the_titles_of_articles_in_all_languages() {
        teachers(Audience.EVERYONE);
        desk.refresh();
        assertThat(knowledge.search(search(ANN, "сертифкат")).meant()).contains("сертификат");
    }

    @Test
    void what_not_all_may_read_teaches_nothing() {
        String queue = inEnglish("Printer queue is stuck", "Clear the queue.");
        teachers(Audience.DESK);
        String monitor = inEnglish("Monitor flickers", "Change the monitor.");
        inRussianButNotPublished(monitor, "Монитор мерцает", "Замените монитор.");
        String flat = inEnglish("Monitor is dark", "Switch on the monitor.");
        inRussianButNotPublished(flat, "Монитор темный", "Включите монитор.");
        String scanner = inEnglish("Scanner asleep", "Wake the scanner.");
        inRussian(scanner, "Сканер спит", "Разбудите сканер.");
        happened(scanner, new ArticleRetired(null, null));
        String scans = inEnglish("Scanner is loud", "It is the scanner.");
        desk.refresh();
        assertThat(found(Sample.MANAGER, "принтер")).isNotEmpty().doesNotContain(queue);
        assertThat(found(Sample.MANAGER, "монитор")).containsExactlyInAnyOrder(monitor, flat);
        assertThat(found("монитор")).isEmpty();
        assertThat(found("сканер")).doesNotContain(scans);
        assertThat(translations.of("принтер монитор сканер")).isEqualTo(OtherWords.NONE);
    }

    @Test
    void a_translation_that_is_behind_the_original_teaches_nothing() {
        teachers(Audience.EVERYONE).forEach(article -> {
            happened(article, new ArticleRevised("en", 2, "person-dan", Text.of("New"), null, Text.of("Other"), null));
            happened(article, new ArticleSubmitted("en", 2));
            happened(article, new ArticlePublished("en", 2));
        });
        String queue = inEnglish("Printer queue is stuck", "Clear the queue.");
        assertThat(found("принтер")).hasSize(2).doesNotContain(queue);
    }

    @Test
    void what_a_redacted_text_taught_is_forgotten() {
        List<String> taught = teachers(Audience.EVERYONE);
        String queue = inEnglish("Printer queue is stuck", "Clear the queue.");
        desk.refresh();
        assertThat(found("принтер")).contains(queue);
        taught.forEach(this::redactRussian);
        after5Minutes();
        assertThat(found("принтер")).isEmpty();
        assertThat(translations.of("принтер")).isEqualTo(OtherWords.NONE);
    }

    @Test
    void it_looks_again_after_five_minutes_and_beside_the_search() {
        List<Runnable> looks = new ArrayList<>();
        LearnedTranslations later = new LearnedTranslations(readSide, looks::add);
        teachers(Audience.EVERYONE);
        desk.refresh();
        assertThat(later.of("принтер")).isEqualTo(OtherWords.NONE);
        assertThat(later.of("принтер")).isEqualTo(OtherWords.NONE);
        assertThat(looks).hasSize(1);
        looks.getFirst().run();
        assertThat(later.of("принтер").languages())
                .extracting(language ->
                        language.of("принтер").stream().map(one -> one.term()).toList())
                .contains(List.of("print"));
        now = now.plus(LearnedTranslations.EVERY).minusMillis(1);
        later.of("принтер");
        assertThat(looks).hasSize(1);
        now = now.plusMillis(1);
        later.of("принтер");
        assertThat(looks).hasSize(2);
    }

    @Test
    void where_nothing_was_learned_nobody_is_asked_and_a_failed_look_is_taken_again() throws IOException {
        try (Rest5Client nobody =
                Rest5Client.builder(new HttpHost("http", "127.0.0.1", 1)).build()) {
            List<Runnable> looks = new ArrayList<>();
            LearnedTranslations away = new LearnedTranslations(readSide(new Elastic(nobody)), looks::add);
            assertThat(away.of("принтер")).isEqualTo(OtherWords.NONE);
            looks.getFirst().run();
            assertThat(away.of("принтер")).isEqualTo(OtherWords.NONE);
            now = now.plus(LearnedTranslations.EVERY);
            away.of("принтер");
            assertThat(looks).hasSize(2);
            assertThatThrownBy(() -> new Elastic(nobody).analyze("any", "any", List.of("any")))
                    .isInstanceOf(ElasticsearchAway.class);
        }
    }

    private void after5Minutes() {
        desk.refresh();
        now = now.plus(LearnedTranslations.EVERY);
    }

    private ReadSide readSide(Elastic elastic) {
        ReadSide usual = Sample.readSide(desk, new Sample.SetProgress(), T0);
        return new ReadSide(
                elastic, usual.prefix(), usual.freshness(), usual.people(), usual.names(), () -> now, usual.meters());
    }

    private List<String> found(String text) {
        return found(ANN, text);
    }

    private List<String> found(Caller caller, String text) {
        desk.refresh();
        return knowledge.search(search(caller, text)).entries().stream()
                .map(KnowledgePage.Entry::id)
                .toList();
    }

    private static SearchKnowledge search(Caller caller, String text) {
        return new SearchKnowledge(caller, text, TicketFilter.ALL, List.of(), Set.of(), null, null, 50, null);
    }

    private List<String> suggested(String title) {
        return similar.find(new SuggestKnowledge(ANN, title, null, 10)).entries().stream()
                .map(KnowledgePage.Entry::id)
                .toList();
    }

    /** Three articles in three languages. */
    private List<String> teachers(Audience audience) {
        String printer = published("Printer offline", "Restart the printer.", audience);
        inRussian(printer, "Принтер недоступен", "Перезапустите принтер.");
        inPersian(printer, "چاپگر در دسترس نیست", "چاپگر را خاموش و روشن کنید.");
        String certificate = published("Certificate expired", "Renew the certificate.", audience);
        inRussian(certificate, "Сертификат истек", "Обновите сертификат.");
        inPersian(certificate, "گواهی منقضی شده است", "گواهی را تمدید کنید.");
        String both = published("Printer certificate", "Install the certificate on the printer.", audience);
        inRussian(both, "Сертификат принтера", "Установите сертификат на принтер.");
        inPersian(both, "گواهی چاپگر", "گواهی را روی چاپگر نصب کنید.");
        return List.of(printer, certificate, both);
    }

    private String inEnglish(String title, String body) {
        return published(title, body, Audience.EVERYONE);
    }

    private String published(String title, String body, Audience audience) {
        String id = "article-" + new UUID(0x7000L, 0x8000_0000_0000_0000L | ++articles);
        happened(
                id,
                new ArticleDrafted(
                        "A-" + articles,
                        "person-dan",
                        "en",
                        Text.of(title),
                        null,
                        Text.of(body),
                        audience,
                        null,
                        null,
                        List.of(),
                        null));
        happened(id, new ArticleSubmitted("en", 1));
        happened(id, new ArticlePublished("en", 1));
        return id;
    }

    private void inRussian(String article, String title, String body) {
        inRussianButNotPublished(article, title, body);
        happened(article, new ArticlePublished("ru", 1));
    }

    private void inRussianButNotPublished(String article, String title, String body) {
        happened(article, new ArticleRevised("ru", 1, "person-dan", Text.of(title), null, Text.of(body), 1));
        happened(article, new ArticleSubmitted("ru", 1));
    }

    private void inPersian(String article, String title, String body) {
        happened(article, new ArticleRevised("fa", 1, "person-dan", Text.of(title), null, Text.of(body), 1));
        happened(article, new ArticleSubmitted("fa", 1));
        happened(article, new ArticlePublished("fa", 1));
    }

    /** As the projector does it: folded anew with the texts sealed, written as the version of the event. */
    private void redactRussian(String article) {
        Text sealed = new Text.Sealed("key", "c2VhbGVk");
        List<Recorded> events = new ArrayList<>(desk.log.get(article));
        events.replaceAll(recorded -> recorded.event() instanceof ArticleRevised said
                        && said.language().equals("ru")
                ? recorded.with(new ArticleRevised("ru", 1, said.editor(), sealed, null, sealed, 1))
                : recorded);
        Recorded last = events.getLast();
        events.add(new Recorded(
                article,
                events.size(),
                1_000_000 + last.position(),
                UUID.randomUUID(),
                last.recordedAt(),
                last.metadata(),
                new TextRedacted("redaction-1", 1, List.of())));
        StreamDocument folded = StreamDocument.evolve(null, events.getFirst());
        for (Recorded recorded : events) {
            folded = StreamDocument.evolve(folded, recorded);
        }
        ArticleDocument redacted = (ArticleDocument) folded;
        assertThat(redacted.updatedAt()).isEqualTo(T0);
        desk.flush();
        desk.send(
                "PUT",
                "/" + ReadModel.ARTICLES.alias(desk.prefix) + "/_doc/" + article,
                DocumentJson.writer(ArticleDocument.class).writeValueAsString(redacted),
                "application/json");
    }

    private void happened(String id, Event event) {
        desk.happened(id, T0, "person-dan", event);
    }
}
