package daftar.domain.knowledge;

import static daftar.domain.directory.Organisation.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.domain.Caller;
import daftar.domain.RecordingSealing;
import daftar.domain.StreamOfCommand;
import daftar.messages.Actor;
import daftar.messages.Meta;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.knowledge.ArticleCommand;
import daftar.messages.knowledge.ArticleCommand.*;
import daftar.messages.knowledge.ArticleEvent.*;
import daftar.messages.knowledge.Audience;
import daftar.messages.knowledge.DeflectionCommand.DeflectRequest;
import daftar.messages.knowledge.DeflectionEvent.RequestDeflected;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArticleStreamTest {

    private static final String ID = "article-0193a5b0-0000-7000-8000-000000000001";
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Text TITLE = Text.of("The VPN does not connect");
    private static final Text BODY = Text.of("Renew the certificate.");
    private static final ArticleDrafted DRAFTED = new ArticleDrafted(
            "A-7", "person-actor", "en", TITLE, null, BODY, Audience.EVERYONE, null, null, List.of("vpn"), "ticket-1");
    private static final ArticleSubmitted SUBMITTED = new ArticleSubmitted("en", 1);
    private static final ArticlePublished PUBLISHED = new ArticlePublished("en", 1);

    private final RecordingSealing sealing = new RecordingSealing();
    private AggregateTestFixture<ArticleStream> fixture;

    @BeforeEach
    void articles() {
        fixture = new AggregateTestFixture<>(ArticleStream.class);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(desk());
    }

    private KnowledgeDesk desk() {
        return new KnowledgeDesk(REFERENCE, () -> "A-7", sealing, InstantSource.fixed(NOW));
    }

    @Test
    void a_draft_has_a_number_a_key_and_what_was_written() {
        fixture.givenNoPriorActivity()
                .when(draft("en", null, List.of("vpn")), Caller.with(Role.SPECIALIST))
                .expectEvents(DRAFTED);
        assertThat(sealing.prepared).containsExactly(ID);
    }

    @Test
    void only_the_desk_writes() {
        for (Role role : Role.values()) {
            articles();
            boolean may = role == Role.DISPATCHER || role == Role.SPECIALIST || role == Role.MANAGER;
            var result = fixture.givenNoPriorActivity().when(draft("en", null, List.of()), Caller.with(role));
            if (may) {
                result.expectSuccessfulHandlerExecution();
            } else {
                result.expectException(Refused.class).expectNoEvents();
            }
        }
    }

    @Test
    void each_language_counts_its_own_versions_and_a_translation_says_which_original_it_is_of() {
        fixture.given(DRAFTED, SUBMITTED, PUBLISHED)
                .when(revise("en", null), Caller.with(Role.SPECIALIST))
                .expectEvents(new ArticleRevised("en", 2, "person-actor", TITLE, null, BODY, null));
        articles();
        // version 2 of the original is not published yet, so that a translation is of the first
        fixture.given(
                        DRAFTED,
                        SUBMITTED,
                        PUBLISHED,
                        new ArticleRevised("en", 2, "person-actor", TITLE, null, BODY, null))
                .when(revise("fa", null), Caller.with(Role.SPECIALIST))
                .expectEvents(new ArticleRevised("fa", 1, "person-actor", TITLE, null, BODY, 1));
    }

    @Test
    void what_makes_no_sense_is_refused_by_the_name_of_its_field() {
        assertThat(field(draft("klingon", null, List.of()))).isEqualTo("language");
        assertThat(field(draft("en", "moon", List.of()))).isEqualTo("category");
        assertThat(field(draft("en", null, List.of("a", "a")))).isEqualTo("keywords[1]");
        assertThat(field(draft("en", null, List.of(" ")))).isEqualTo("keywords[0]");
        assertThat(field(new DraftArticle(
                        ID, "en", Text.of("two\nlines"), null, BODY, Audience.DESK, null, null, List.of(), null)))
                .isEqualTo("title");
        assertThat(field(new DraftArticle(
                        ID, "en", TITLE, null, Text.of(" "), Audience.DESK, null, null, List.of(), null)))
                .isEqualTo("body");
        assertThat(field(new SubmitArticle(ID, "fa"), DRAFTED)).isEqualTo("language");
        assertThat(field(revise("en", 1), DRAFTED)).isEqualTo("basedOn");
        assertThat(field(revise("fa", 2), DRAFTED)).isEqualTo("basedOn");
        assertThat(field(new RetireArticle(ID, null, ID), DRAFTED)).isEqualTo("replacedBy");
        assertThat(field(new RetireArticle(ID, null, "ticket-1"), DRAFTED)).isEqualTo("replacedBy");
    }

    @Test
    void who_edits_is_not_disturbed_by_readers_but_by_another_edit() {
        ArticleRated rated = new ArticleRated("person-reader", true, null);
        Map<String, Object> seen = Caller.and(Caller.with(Role.SPECIALIST), Meta.EXPECTED_VERSION, "2");
        fixture.given(DRAFTED, SUBMITTED, PUBLISHED, rated, rated)
                .when(revise("en", null), seen)
                .expectSuccessfulHandlerExecution();
        articles();
        fixture.given(DRAFTED, SUBMITTED, PUBLISHED, rated, new ArticleRevised("fa", 1, "p", TITLE, null, BODY, 1))
                .when(revise("en", null), seen)
                .expectException(Refused.class)
                .expectNoEvents();
        articles();
        fixture.given(DRAFTED)
                .when(revise("en", null), Caller.and(Caller.with(Role.SPECIALIST), Meta.EXPECTED_VERSION, "9"))
                .expectException(Refused.class)
                .expectNoEvents();
    }

    @Test
    void a_readers_last_word_counts_and_saying_it_again_changes_nothing() {
        ArticleRated helped = new ArticleRated("person-actor", true, null);
        fixture.given(DRAFTED, SUBMITTED, PUBLISHED, helped)
                .when(new RateArticle(ID, true, null), Caller.with(Role.REQUESTER))
                .expectNoEvents();
        articles();
        fixture.given(DRAFTED, SUBMITTED, PUBLISHED, helped)
                .when(new RateArticle(ID, false, Text.of("It is the other server")), Caller.with(Role.REQUESTER))
                .expectEvents(new ArticleRated("person-actor", false, Text.of("It is the other server")));
        articles();
        fixture.given(DRAFTED, SUBMITTED, PUBLISHED, new ArticleFavoured("person-actor"))
                .when(new FavourArticle(ID), Caller.with(Role.REQUESTER))
                .expectNoEvents();
        articles();
        fixture.given(DRAFTED, SUBMITTED, PUBLISHED, new ArticleFavoured("person-actor"))
                .when(new UnfavourArticle(ID), Caller.with(Role.REQUESTER))
                .expectEvents(new ArticleUnfavoured("person-actor"));
    }

    @Test
    void glances_are_counted_by_daftar_itself_in_one_record_for_many() {
        RecordReads reads = new RecordReads(ID, 12, NOW.minusSeconds(3600), NOW);
        fixture.given(DRAFTED, SUBMITTED, PUBLISHED)
                .when(reads, Caller.of(Actor.clock(), UUID.randomUUID(), "hash"))
                .expectEvents(new ArticleReadsCounted(12, NOW.minusSeconds(3600), NOW));
        articles();
        fixture.given(DRAFTED, SUBMITTED, PUBLISHED)
                .when(reads, Caller.with(Role.MANAGER))
                .expectException(Refused.class)
                .expectNoEvents();
    }

    @Test
    void what_was_read_instead_of_raising_is_recorded_once() {
        var deflections = new AggregateTestFixture<>(DeflectionStream.class);
        deflections.registerCommandTargetResolver(new StreamOfCommand());
        deflections.registerInjectableResource(desk());
        DeflectRequest said = new DeflectRequest("deflection-1", List.of(ID, ID), null);
        RequestDeflected event = new RequestDeflected("person-actor", null, List.of(ID), null);
        deflections
                .givenNoPriorActivity()
                .when(said, Caller.with(Role.REQUESTER))
                .expectEvents(event);
        deflections.given(event).when(said, Caller.with(Role.REQUESTER)).expectException(Refused.class);
        deflections
                .givenNoPriorActivity()
                .when(new DeflectRequest("deflection-1", List.of(), null), Caller.with(Role.REQUESTER))
                .expectException(Refused.class);
        deflections
                .givenNoPriorActivity()
                .when(new DeflectRequest("deflection-1", List.of(ID), "moon"), Caller.with(Role.REQUESTER))
                .expectException(Refused.class);
    }

    private String field(ArticleCommand command, Object... given) {
        Article article = null;
        for (int i = 0; i < given.length; i++) {
            article = Article.evolve(
                    article,
                    new daftar.messages.Recorded(
                            ID, i, i, new UUID(0, i), NOW, Map.of(), (daftar.messages.Event) given[i]));
        }
        Article before = article;
        return catchThrowableOfType(
                        Refused.class,
                        () -> ArticleRules.decide(before, command, Caller.actor(Role.MANAGER), REFERENCE, () -> "A-7"))
                .field();
    }

    private static DraftArticle draft(String language, String category, List<String> keywords) {
        return new DraftArticle(
                ID, language, TITLE, null, BODY, Audience.EVERYONE, category, null, keywords, "ticket-1");
    }

    private static ReviseArticle revise(String language, Integer basedOn) {
        return new ReviseArticle(ID, language, TITLE, null, BODY, basedOn);
    }
}
