package daftar.domain.reply;

import static daftar.domain.directory.Organisation.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.domain.Caller;
import daftar.domain.DirectoryDesk;
import daftar.domain.RecordingSealing;
import daftar.domain.StreamOfCommand;
import daftar.domain.directory.Organisation;
import daftar.messages.Actor;
import daftar.messages.LocalizedText;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryEvent.TeamFormed;
import daftar.messages.directory.Reference;
import daftar.messages.reply.Reply;
import daftar.messages.reply.ReplyCommand;
import daftar.messages.reply.ReplyCommand.*;
import daftar.messages.reply.ReplyEvent.*;
import daftar.messages.reply.ReplyStep;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyStreamTest {

    private static final String ID = "reply-0193a5b0-0000-7000-8000-000000000001";
    private static final Text NAME = Text.of("Waiting for you");
    private static final List<ReplyStep> STEPS = List.of(
            new ReplyStep("comment", Text.of("{\"text\":\"Dear {{requester}}\"}")),
            new ReplyStep("hold", Text.of("{\"reason\":\"REQUESTER\"}")));
    private static final Reference TEAM = Organisation.and(
            REFERENCE,
            new TeamFormed("team-net", LocalizedText.of("en", "Net"), null, List.of("person-member", "person-maker")));

    private AggregateTestFixture<ReplyStream> fixture;

    @BeforeEach
    void replies() {
        fixture = new AggregateTestFixture<>(ReplyStream.class);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(new DirectoryDesk(
                TEAM, new RecordingSealing(), InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"))));
    }

    @Test
    void a_manager_keeps_one_for_the_whole_desk_changes_and_retires_it() {
        ReplyDefined defined = new ReplyDefined("person-actor", null, NAME, "en", STEPS);
        fixture.givenNoPriorActivity()
                .when(new DefineReply(ID, null, NAME, "en", STEPS), Caller.with(Role.MANAGER))
                .expectEvents(defined);
        replies();
        fixture.given(defined)
                .when(new ChangeReply(ID, NAME, "de", STEPS.subList(0, 1)), Caller.with(Role.MANAGER))
                .expectEvents(new ReplyChanged(NAME, "de", STEPS.subList(0, 1)));
        replies();
        fixture.given(defined)
                .when(new RetireReply(ID), Caller.with(Role.MANAGER))
                .expectEvents(new ReplyRetired());
        replies();
        fixture.given(defined, new ReplyRetired())
                .when(new RetireReply(ID), Caller.with(Role.MANAGER))
                .expectException(Refused.class)
                .expectNoEvents();
    }

    /** Who may, for one of a team that person-maker made, and for one of the whole desk. */
    @ParameterizedTest
    @CsvSource({
        "person-maker,   SPECIALIST, ok,            ok,            not-allowed, not-yours",
        "person-member,  SPECIALIST, ok,            not-yours,     not-allowed, not-yours",
        "person-other,   DISPATCHER, not-your-team, unknown-reply, not-allowed, not-yours",
        "person-other,   MANAGER,    ok,            ok,            ok,          ok",
        "person-other,   REQUESTER,  not-allowed,   not-allowed,   not-allowed, not-allowed",
        "person-other,   AUDITOR,    not-allowed,   not-allowed,   not-allowed, not-allowed"
    })
    void a_teams_replies_are_its_own(
            String person, Role role, String define, String change, String defineForAll, String changeForAll) {
        Actor actor = new Actor(person, Set.of(role), "api", null);
        assertThat(outcome(null, new DefineReply(ID, "team-net", NAME, "en", STEPS), actor))
                .isEqualTo(define);
        assertThat(outcome(reply("team-net"), new ChangeReply(ID, NAME, "en", STEPS), actor))
                .isEqualTo(change);
        assertThat(outcome(reply("team-net"), new RetireReply(ID), actor)).isEqualTo(change);
        assertThat(outcome(null, new DefineReply(ID, null, NAME, "en", STEPS), actor))
                .isEqualTo(defineForAll);
        assertThat(outcome(reply(null), new ChangeReply(ID, NAME, "en", STEPS), actor))
                .isEqualTo(changeForAll);
    }

    @Test
    void what_makes_no_sense_is_refused_by_the_name_of_its_field() {
        assertThat(field(null, " ", "en", STEPS)).isEqualTo("name");
        assertThat(field(null, "n", "klingon", STEPS)).isEqualTo("language");
        assertThat(field("team-moon", "n", "en", STEPS)).isEqualTo("team");
        assertThat(field(null, "n", "en", List.of())).isEqualTo("steps");
        assertThat(field(null, "n", "en", List.of(new ReplyStep("merge", Text.of("{}")))))
                .isEqualTo("steps[0].action");
        assertThat(field(null, "n", "en", List.of(new ReplyStep("comment", Text.of("{\"text\":\"{{shoe}}\"}")))))
                .isEqualTo("steps[0].body");
    }

    @Test
    void what_only_the_desk_may_know_is_named_in_notes_alone() {
        ReplyStep note = new ReplyStep("note", Text.of("{\"text\":\"{{cause}}\"}"));
        ReplyStep comment = new ReplyStep("comment", Text.of("{\"text\":\"{{cause}}\"}"));
        assertThat(outcome(null, new DefineReply(ID, null, NAME, "en", List.of(note)), Caller.actor(Role.MANAGER)))
                .isEqualTo("ok");
        assertThat(outcome(null, new DefineReply(ID, null, NAME, "en", List.of(comment)), Caller.actor(Role.MANAGER)))
                .isEqualTo("unknown-placeholder");
    }

    private static Reply reply(String team) {
        return new Reply(ID, 0, "person-maker", team, NAME, "en", STEPS, false);
    }

    private static String outcome(Reply before, ReplyCommand command, Actor actor) {
        try {
            assertThat(ReplyRules.decide(before, command, actor, TEAM).events()).hasSize(1);
            return "ok";
        } catch (Refused refused) {
            return refused.code();
        }
    }

    private static String field(String team, String name, String language, List<ReplyStep> steps) {
        return catchThrowableOfType(
                        Refused.class,
                        () -> ReplyRules.decide(
                                null,
                                new DefineReply(ID, team, Text.of(name), language, steps),
                                Caller.actor(Role.MANAGER),
                                TEAM))
                .field();
    }
}
