package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.Event;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.knowledge.ArticleEvent.*;
import daftar.messages.knowledge.Audience;
import daftar.messages.knowledge.DeflectionEvent.RequestDeflected;
import daftar.messages.query.ArticleView;
import daftar.messages.query.Caller;
import daftar.messages.query.ClustersView;
import daftar.messages.query.DeflectionReport;
import daftar.messages.query.Facet;
import daftar.messages.query.KnowledgeKind;
import daftar.messages.query.KnowledgePage;
import daftar.messages.query.KnowledgeQuery.*;
import daftar.messages.query.SimilarView;
import daftar.messages.query.StandingOut;
import daftar.messages.query.TicketFilter;
import daftar.messages.query.TicketPage.Count;
import daftar.messages.savedview.SavedView;
import daftar.messages.savedview.SavedViews;
import daftar.messages.ticket.Priority;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The knowledge base over a real Elasticsearch: what is found, by whom, and what resembles what. */
class KnowledgeIT {

    private static final Instant T0 = SampleDesk.START;
    private static final Instant NOW = T0.plus(Duration.ofHours(30));
    private static final String VPN = article(1);
    private static final String DESK_ONLY = article(2);
    private static final String DRAFT = article(3);
    private static final String RETIRED = article(4);
    private static final Caller ANN = Sample.caller("ann", Role.REQUESTER);
    private static final Caller DAN = Sample.caller("dan", Role.SPECIALIST);
    private static final Caller EVA = Sample.caller("eva", Role.SPECIALIST);

    private static SampleDesk desk;
    private static ReadSide readSide;
    private static KnowledgeQueries knowledge;
    private static ArticleQueries articles;
    private static SimilarQueries similar;
    private static KnowledgeReports reports;
    private static String solved;
    private static String open;
    private static String duplicate;

    @BeforeAll
    static void desk() throws IOException {
        desk = new SampleDesk();
        published(
                VPN,
                "A-1",
                "person-dan",
                "en",
                "VPN certificate expired",
                "Renew the tunnelcert in the portal.",
                Audience.EVERYONE);
        happened(
                VPN,
                new ArticleRevised(
                        "de",
                        1,
                        "person-dan",
                        Text.of("VPN-Zertifikat abgelaufen"),
                        null,
                        Text.of("Im Portal erneuern."),
                        1));
        happened(VPN, new ArticleSubmitted("de", 1));
        happened(VPN, new ArticlePublished("de", 1));
        happened(VPN, new ArticleReadsCounted(40, T0, T0));
        happened(VPN, new ArticleFavoured("person-ann"));
        published(
                DESK_ONLY,
                "A-2",
                "person-eva",
                "en",
                "Resetting a tunnel by hand",
                "Only for the desk: tunnelcert.",
                Audience.DESK);
        happened(DESK_ONLY, new ArticleReadsCounted(3, T0, T0));
        drafted(DRAFT, "A-3", "person-dan", "en", "Draft about tunnelcert", "Not yet for anybody.", Audience.EVERYONE);
        published(RETIRED, "A-4", "person-dan", "en", "Old tunnelcert ways", "Never do this.", Audience.EVERYONE);
        happened(RETIRED, new ArticleRetired(Text.of("wrong"), VPN));
        solved = desk.raised("person-bob", "VPN tunnelcert refused", "certificate has expired", T0, null);
        desk.worked(solved, T0.plusSeconds(60), Priority.HIGH, "person-dan", "team-desk");
        desk.resolved(
                solved, T0.plusSeconds(600), "person-dan", "person-bob", "Renewed the tunnelcert", "clock was wrong");
        for (int i = 0; i < 6; i++) {
            String noise = desk.raised("person-bob", "Paper tray " + i + " is empty", "no paper", T0, null);
            desk.worked(noise, T0.plusSeconds(60), Priority.LOW, "person-eva", "team-desk");
            desk.resolved(noise, T0.plus(Duration.ofHours(i)), "person-eva", "person-bob", "Filled tray " + i, null);
        }
        Instant later = T0.plus(Duration.ofHours(24));
        open = desk.raised("person-ann", "VPN certificate has expired", "tunnelcert refused since today", later, null);
        duplicate = desk.raised(
                "person-bob", "VPN certificate expired", "tunnelcert refused", later.plusSeconds(900), null);
        desk.raised("person-bob", "VPN certificate expired again", "tunnelcert refused", later.plusSeconds(1800), null);
        desk.raised("person-bob", "New keyboard wanted", "mine is sticky", later, null);
        desk.happened(
                "deflection-" + new UUID(0, 1),
                later,
                "person-ann",
                new RequestDeflected("person-ann", "department-accounting", List.of(VPN, solved), "email"));
        desk.refresh();
        readSide = Sample.readSide(desk, new Sample.SetProgress(), NOW);
        SavedView kept =
                new SavedView("view-1", "person-dan", null, null, "tunnelcert", java.util.Map.of(), null, 0, 0);
        ViewQueries views = new ViewQueries(
                readSide,
                new SearchQueries(readSide),
                new SavedViews() {
                    @Override
                    public @Nullable SavedView view(String id) {
                        return id.equals("view-1") ? kept : null;
                    }

                    @Override
                    public List<SavedView> privateOf(String person) {
                        return List.of(kept);
                    }

                    @Override
                    public List<SavedView> ofTeam(String team) {
                        return List.of();
                    }
                },
                position -> true);
        LearnedTranslations translations = new LearnedTranslations(readSide);
        knowledge = new KnowledgeQueries(readSide, views, translations);
        articles = new ArticleQueries(readSide, stream -> desk.log.getOrDefault(stream, List.of()).stream());
        similar = new SimilarQueries(readSide, translations);
        reports = new KnowledgeReports(readSide);
    }

    @Test
    void articles_and_solved_tickets_are_one_list_of_which_everybody_sees_their_part() {
        assertThat(found(ANN, "tunnelcert")).containsExactly(VPN);
        assertThat(found(Sample.ANALYST, "tunnelcert")).containsExactlyInAnyOrder(VPN, DESK_ONLY, solved);
        assertThat(found(EVA, "tunnelcert")).containsExactlyInAnyOrder(VPN, DESK_ONLY, solved);
        // one's own drafts
        assertThat(found(DAN, "tunnelcert")).containsExactlyInAnyOrder(VPN, DESK_ONLY, solved, DRAFT);
        assertThat(found(Sample.MANAGER, "tunnelcert")).containsExactlyInAnyOrder(VPN, DESK_ONLY, solved, DRAFT);
        assertThat(found(ANN, null)).containsExactly(VPN);
    }

    @Test
    void kinds_are_counted_and_chosen() {
        KnowledgePage page = search(DAN, "tunnelcert", Set.of(KnowledgeKind.TICKET), List.of(Facet.CATEGORY));
        assertThat(page.facets().get("kind"))
                .containsExactly(new Count("ARTICLE", null, 3), new Count("TICKET", null, 1));
        assertThat(page.entries()).extracting(KnowledgePage.Entry::id).containsExactly(solved);
        assertThat(page.facets().get("category")).containsExactly(new Count("email", "E-mail", 1));
        // what only tickets have leaves articles out
        assertThat(knowledge
                        .search(new SearchKnowledge(
                                DAN,
                                "tunnelcert",
                                TicketFilter.of(Facet.TYPE, "incident"),
                                List.of(),
                                Set.of(),
                                null,
                                null,
                                10,
                                null))
                        .entries())
                .extracting(KnowledgePage.Entry::id)
                .containsExactly(solved);
    }

    @Test
    void an_article_is_shown_in_the_readers_language_else_in_the_one_that_was_found() {
        KnowledgePage.Entry german = only(new Caller(ANN.actor(), "de", null), "tunnelcert");
        assertThat(german.title()).isEqualTo("VPN-Zertifikat abgelaufen");
        KnowledgePage.Entry persian = only(new Caller(ANN.actor(), "fa", null), "erneuern");
        assertThat(persian.title()).isEqualTo("VPN-Zertifikat abgelaufen");
        assertThat(persian.highlights().get("solution")).containsExactly("Im Portal <em>erneuern</em>.");
        assertThat(only(new Caller(ANN.actor(), "fa", null), "tunnelcert").title())
                .isEqualTo("VPN certificate expired");
    }

    @Test
    void causes_are_internal_and_pages_go_on() {
        SearchKnowledge tickets = new SearchKnowledge(
                Sample.ANALYST,
                "tunnelcert",
                TicketFilter.ALL,
                List.of(),
                Set.of(KnowledgeKind.TICKET),
                null,
                null,
                1,
                null);
        assertThat(knowledge.search(tickets).entries()).singleElement().satisfies(entry -> {
            assertThat(entry.solution()).isEqualTo("Renewed the tunnelcert");
            assertThat(entry.cause()).isNull();
        });
        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            KnowledgePage page = knowledge.search(new SearchKnowledge(
                    DAN, "tunnelcert", TicketFilter.ALL, List.of(), Set.of(), null, null, 1, cursor));
            all.add(page.entries().getFirst().id());
            cursor = page.next();
        } while (cursor != null);
        assertThat(all).doesNotHaveDuplicates().hasSize(4);
        assertThatThrownBy(() -> knowledge.search(
                        new SearchKnowledge(DAN, null, TicketFilter.ALL, List.of(), Set.of(), null, null, 0, null)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_saved_view_asks_the_knowledge_base_too() {
        assertThat(knowledge
                        .search(new SearchKnowledgeView(DAN, "view-1", List.of(), 10, null))
                        .total())
                .isEqualTo(4);
        assertThatThrownBy(() -> knowledge.search(new SearchKnowledgeView(EVA, "view-1", List.of(), 10, null)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
    }

    @Test
    void lists_are_of_what_one_may_read() {
        assertThat(listed(ANN, ArticleList.MOST_USED)).containsExactly(VPN);
        assertThat(listed(EVA, ArticleList.MOST_USED)).containsExactly(VPN, DESK_ONLY);
        assertThat(listed(ANN, ArticleList.FAVOURITES)).containsExactly(VPN);
        assertThat(listed(EVA, ArticleList.FAVOURITES)).isEmpty();
        assertThat(listed(DAN, ArticleList.MINE)).containsExactlyInAnyOrder(VPN, DRAFT);
        assertThat(listed(ANN, ArticleList.MINE)).isEmpty();
    }

    @Test
    void an_article_has_more_to_say_to_the_desk_than_to_readers() {
        ArticleView read = articles.find(new FindArticle(ANN, "A-1", null));
        assertThat(read.body()).isEqualTo("Renew the tunnelcert in the portal.");
        assertThat(read.favourite()).isTrue();
        assertThat(read.author()).isNull();
        assertThat(read.variants()).isEmpty();
        assertThat(read.version()).isEqualTo(5);
        ArticleView written = articles.find(new FindArticle(EVA, VPN, "de"));
        assertThat(written.title()).isEqualTo("VPN-Zertifikat abgelaufen");
        assertThat(written.variants()).extracting(ArticleView.Variant::language).containsExactly("de", "en");
        for (String hidden : List.of(DESK_ONLY, DRAFT, RETIRED, article(99))) {
            assertThatThrownBy(() -> articles.find(new FindArticle(ANN, hidden, null)))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo("unknown-article"));
        }
        assertThatThrownBy(() -> articles.find(new FindArticleHistory(ANN, VPN)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.FORBIDDEN));
        assertThat(articles.find(new FindArticleHistory(EVA, VPN)).entries()).hasSize(6);
    }

    @Test
    void a_request_that_is_being_written_is_answered_before_it_is_raised() {
        assertThat(similar.find(new SuggestKnowledge(ANN, "My VPN certif", "it says expired", 5))
                        .entries())
                .extracting(KnowledgePage.Entry::id)
                .containsExactly(VPN);
        // who solved it before, reads how
        assertThat(similar.find(new SuggestKnowledge(
                                Sample.caller("bob", Role.REQUESTER), "VPN tunnelcert refused", null, 5))
                        .entries())
                .extracting(KnowledgePage.Entry::id)
                .contains(VPN, solved);
        assertThat(similar.find(new SuggestKnowledge(ANN, " ", null, 5)).entries())
                .isEmpty();
    }

    @Test
    void a_specialist_sees_what_was_solved_what_is_written_and_what_was_raised_twice() {
        SimilarView view = similar.find(new FindSimilar(DAN, open, 5));
        assertThat(view.solved()).first().satisfies(like -> {
            assertThat(like.id()).isEqualTo(solved);
            assertThat(like.solution()).isEqualTo("Renewed the tunnelcert");
            assertThat(like.cause()).isEqualTo("clock was wrong");
            assertThat(like.likeness()).isBetween(0.15, 1.0);
        });
        assertThat(view.articles()).extracting(KnowledgePage.Entry::id).containsExactly(VPN);
        assertThat(view.duplicates())
                .extracting(SimilarView.Like::id)
                .contains(duplicate)
                .hasSize(2);
        assertThatThrownBy(() -> similar.find(new FindSimilar(ANN, open, 5)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.FORBIDDEN));
        assertThatThrownBy(() -> similar.find(new FindSimilar(ANN, duplicate, 5)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
    }

    @Test
    void open_incidents_that_say_the_same_are_one_cluster() {
        ClustersView view = reports.find(new FindClusters(Sample.MANAGER, 3));
        assertThat(view.looked()).isEqualTo(4);
        assertThat(view.clusters()).singleElement().satisfies(cluster -> {
            assertThat(cluster.incidents())
                    .hasSize(3)
                    .extracting(ClustersView.Incident::id)
                    .contains(open, duplicate);
            assertThat(cluster.words()).contains("vpn");
        });
        assertThatThrownBy(() -> reports.find(new FindClusters(DAN, 3))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> reports.find(new FindClusters(Sample.MANAGER, 31)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void what_was_read_instead_of_raising_is_counted() {
        DeflectionReport report = reports.find(new FindDeflections(Sample.MANAGER, T0, NOW, null));
        assertThat(report.deflected()).isEqualTo(1);
        assertThat(report.raised()).isEqualTo(11);
        assertThat(report.share()).isEqualTo(1 / 12.0);
        assertThat(report.byDay()).extracting(DeflectionReport.Day::deflected).containsExactly(1L);
        assertThat(report.byArticle()).contains(new DeflectionReport.Read(VPN, "A-1", "VPN certificate expired", 1));
        assertThatThrownBy(() -> reports.find(new FindDeflections(DAN, T0, NOW, null)))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> reports.find(new FindDeflections(Sample.MANAGER, NOW, T0, null)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void terms_of_a_period_stand_out_against_all_the_rest() {
        StandingOut view = reports.find(new FindStandingOut(
                Sample.ANALYST, T0.plus(Duration.ofHours(1)), T0.plus(Duration.ofHours(6)), TicketFilter.ALL, 10));
        assertThat(view.tickets()).isEqualTo(5);
        assertThat(view.terms()).extracting(StandingOut.Term::word).contains("Paper");
        assertThat(view.terms()).allSatisfy(term -> assertThat(term.example()).startsWith("Paper tray"));
        assertThatThrownBy(() -> reports.find(new FindStandingOut(ANN, T0, NOW, TicketFilter.ALL, 10)))
                .isInstanceOf(Refused.class);
    }

    private static List<String> found(Caller caller, @Nullable String text) {
        return search(caller, text, Set.of(), List.of()).entries().stream()
                .map(KnowledgePage.Entry::id)
                .toList();
    }

    private static KnowledgePage.Entry only(Caller caller, String text) {
        return search(caller, text, Set.of(), List.of()).entries().getFirst();
    }

    private static KnowledgePage search(
            Caller caller, @Nullable String text, Set<KnowledgeKind> kinds, List<Facet> facets) {
        return knowledge.search(
                new SearchKnowledge(caller, text, TicketFilter.ALL, facets, kinds, null, null, 50, null));
    }

    private static List<String> listed(Caller caller, ArticleList list) {
        return knowledge.list(new ListArticles(caller, list, 10, null)).entries().stream()
                .map(KnowledgePage.Entry::id)
                .toList();
    }

    private static String article(int n) {
        return "article-" + new UUID(0x7000L, 0x8000_0000_0000_0000L | n);
    }

    private static void drafted(
            String id, String number, String author, String language, String title, String body, Audience audience) {
        happened(
                id,
                new ArticleDrafted(
                        number,
                        author,
                        language,
                        Text.of(title),
                        null,
                        Text.of(body),
                        audience,
                        "email",
                        null,
                        List.of(),
                        null));
    }

    private static void published(
            String id, String number, String author, String language, String title, String body, Audience audience) {
        drafted(id, number, author, language, title, body, audience);
        happened(id, new ArticleSubmitted(language, 1));
        happened(id, new ArticlePublished(language, 1));
    }

    private static void happened(String id, Event event) {
        desk.happened(id, T0, "person-dan", event);
    }
}
