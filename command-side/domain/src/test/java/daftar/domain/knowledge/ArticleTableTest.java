package daftar.domain.knowledge;

import static daftar.domain.directory.Organisation.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.knowledge.ArticleCommand;
import daftar.messages.knowledge.ArticleCommand.*;
import daftar.messages.knowledge.Audience;
import daftar.messages.knowledge.Stage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which command is carried out, as the article stands and by who asks: all of it, as a table. */
class ArticleTableTest {

    private static final String ID = "article-0193a5b0-0000-7000-8000-000000000001";
    private static final String AUTHOR = "person-author";

    /** manager, specialist, the author (a specialist), requester, analyst, auditor. */
    private static final List<Actor> PEOPLE = List.of(
            actor("person-manager", Role.MANAGER),
            actor("person-other", Role.SPECIALIST),
            actor(AUTHOR, Role.SPECIALIST),
            actor("person-requester", Role.REQUESTER),
            actor("person-analyst", Role.ANALYST),
            actor("person-auditor", Role.AUDITOR));

    /** A draft; in review; published; published, with a newer draft; published and retired. */
    private static final Map<String, Article> STATES = Map.of(
            "draft", article(new Article.Variant(1, AUTHOR, Stage.DRAFT, 0), false),
            "review", article(new Article.Variant(1, AUTHOR, Stage.IN_REVIEW, 0), false),
            "published", article(new Article.Variant(1, AUTHOR, Stage.PUBLISHED, 1), false),
            "revised", article(new Article.Variant(2, AUTHOR, Stage.DRAFT, 1), false),
            "retired", article(new Article.Variant(1, AUTHOR, Stage.PUBLISHED, 1), true));

    private static final Map<String, ArticleCommand> COMMANDS = Map.ofEntries(
            Map.entry("revise", new ReviseArticle(ID, "en", Text.of("Title"), null, Text.of("Body"), null)),
            Map.entry("submit", new SubmitArticle(ID, "en")),
            Map.entry("return", new ReturnArticle(ID, "en", Text.of("A picture is missing"))),
            Map.entry("publish", new PublishArticle(ID, "en")),
            Map.entry("retire", new RetireArticle(ID, null, null)),
            Map.entry("restore", new RestoreArticle(ID)),
            Map.entry("classify", new ClassifyArticle(ID, Audience.DESK, null, null, List.of())),
            Map.entry("comment", new CommentOnArticle(ID, Text.of("Thank you"))),
            Map.entry("rate", new RateArticle(ID, true, null)),
            Map.entry("favour", new FavourArticle(ID)),
            Map.entry("unfavour", new UnfavourArticle(ID)),
            Map.entry("use", new UseArticle(ID, "ticket-1")));

    private static final Map<String, String> WORDS = Map.of(
            "nf", "unknown-article",
            "na", "not-allowed",
            "ws", "wrong-stage",
            "ir", "in-review",
            "np", "not-published",
            "nr", "not-retired",
            "rt", "retired",
            "own", "own-article");

    @ParameterizedTest(name = "{1} of what is {0}")
    @CsvSource(delimiter = '|', textBlock = """
            draft     | revise   | ok nf ok nf nf na
            draft     | submit   | ok nf ok nf nf na
            draft     | return   | ws nf ws nf nf na
            draft     | publish  | ws nf ws nf nf na
            draft     | retire   | ok nf ok nf nf na
            draft     | restore  | nr nf na nf nf na
            draft     | classify | ok nf ok nf nf na
            draft     | comment  | np nf np nf nf np
            draft     | rate     | np nf np nf nf np
            draft     | favour   | np nf np nf nf np
            draft     | unfavour | -- nf -- nf nf --
            draft     | use      | np nf np nf nf na
            review    | revise   | ir ir ir nf nf na
            review    | submit   | ws ws ws nf nf na
            review    | return   | ok ok ok nf nf na
            review    | publish  | ok ok own nf nf na
            review    | retire   | ok ok ok nf nf na
            review    | restore  | nr na na nf nf na
            review    | classify | ok ok ok nf nf na
            review    | comment  | np np np nf nf np
            review    | rate     | np np np nf nf np
            review    | favour   | np np np nf nf np
            review    | unfavour | -- -- -- nf nf --
            review    | use      | np np np nf nf na
            published | revise   | ok ok ok na na na
            published | submit   | ws ws ws na na na
            published | return   | ws ws ws na na na
            published | publish  | ws ws ws na na na
            published | retire   | ok na na na na na
            published | restore  | nr na na na na na
            published | classify | ok ok ok na na na
            published | comment  | ok ok ok ok ok ok
            published | rate     | ok ok ok ok ok ok
            published | favour   | ok ok ok ok ok ok
            published | unfavour | -- -- -- -- -- --
            published | use      | ok ok ok na na na
            revised   | revise   | ok ok ok na na na
            revised   | submit   | ok ok ok na na na
            revised   | return   | ws ws ws na na na
            revised   | publish  | ws ws ws na na na
            revised   | retire   | ok na na na na na
            revised   | restore  | nr na na na na na
            revised   | classify | ok ok ok na na na
            revised   | comment  | ok ok ok ok ok ok
            revised   | rate     | ok ok ok ok ok ok
            revised   | favour   | ok ok ok ok ok ok
            revised   | unfavour | -- -- -- -- -- --
            revised   | use      | ok ok ok na na na
            retired   | revise   | rt nf rt nf nf na
            retired   | submit   | rt nf rt nf nf na
            retired   | return   | rt nf rt nf nf na
            retired   | publish  | rt nf rt nf nf na
            retired   | retire   | rt nf na nf nf na
            retired   | restore  | ok nf na nf nf na
            retired   | classify | rt nf rt nf nf na
            retired   | comment  | np nf np nf nf np
            retired   | rate     | np nf np nf nf np
            retired   | favour   | np nf np nf nf np
            retired   | unfavour | -- nf -- nf nf --
            retired   | use      | np nf np nf nf na
            """)
    void a_command_has_one_outcome_for_each(String state, String command, String expected) {
        List<String> outcomes = PEOPLE.stream()
                .map(actor -> outcome(STATES.get(state), COMMANDS.get(command), actor))
                .toList();
        assertThat(outcomes)
                .isEqualTo(List.of(expected.split(" ")).stream()
                        .map(word -> WORDS.getOrDefault(word, word))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"DESK,EVERYONE"})
    void what_is_for_the_desk_is_not_there_for_others(Audience desk, Audience everyone) {
        for (Audience audience : List.of(desk, everyone)) {
            Article article = new Article(
                    ID,
                    "A-1",
                    AUTHOR,
                    "en",
                    audience,
                    false,
                    0,
                    Map.of("en", new Article.Variant(1, AUTHOR, Stage.PUBLISHED, 1)),
                    Set.of(),
                    Map.of(),
                    Set.of());
            List<String> outcomes = PEOPLE.stream()
                    .map(actor -> outcome(article, new FavourArticle(ID), actor))
                    .toList();
            assertThat(outcomes)
                    .containsExactly(
                            "ok", "ok", "ok", audience == Audience.DESK ? "unknown-article" : "ok", "ok", "ok");
        }
    }

    private static String outcome(@Nullable Article article, ArticleCommand command, Actor actor) {
        try {
            Decision decision = ArticleRules.decide(article, command, actor, REFERENCE, () -> "A-1");
            return decision.events().isEmpty() ? "--" : "ok";
        } catch (Refused refused) {
            return refused.code();
        }
    }

    private static Article article(Article.Variant variant, boolean retired) {
        return new Article(
                ID,
                "A-1",
                AUTHOR,
                "en",
                Audience.EVERYONE,
                retired,
                0,
                Map.of("en", variant),
                Set.of(),
                Map.of(),
                Set.of());
    }

    private static Actor actor(String person, Role role) {
        return new Actor(person, Set.of(role), "api", null);
    }
}
