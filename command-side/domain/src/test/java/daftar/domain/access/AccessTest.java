package daftar.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.access.AccessCommand;
import daftar.messages.access.AccessCommand.CreateToken;
import daftar.messages.access.AccessCommand.GiveLogin;
import daftar.messages.access.AccessCommand.LinkSubject;
import daftar.messages.access.AccessCommand.MakeFirstAdministratorToken;
import daftar.messages.access.AccessCommand.NameFirstAdministrator;
import daftar.messages.access.AccessCommand.RevokeToken;
import daftar.messages.access.AccessEvent.FirstAdministratorNamed;
import daftar.messages.access.AccessEvent.FirstAdministratorTokenMade;
import daftar.messages.access.AccessEvent.TokenCreated;
import daftar.messages.access.AccessEvent.TokenRevoked;
import daftar.messages.directory.DirectoryEvent.PersonRegistered;
import daftar.reference.ReferenceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String ID = "token-00000000-0000-7000-8000-000000000001";
    private static final Actor ANNA = actor("person-anna", Role.REQUESTER);
    private static final Actor ADMIN = actor("person-admin", Role.ADMINISTRATOR);
    private static final Actor SYSTEM = actor(Actor.SYSTEM, Role.ADMINISTRATOR);

    private final ReferenceState nobody = ReferenceState.EMPTY;
    private final ReferenceState people =
            with(with(nobody, "person-anna", Role.REQUESTER), "person-bot", Role.IMPORTER);

    @Test
    void a_token_is_valid_for_ninety_days_unless_its_maker_says_otherwise() {
        assertThat(created(null).expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(90)));
        assertThat(created(NOW.plus(Duration.ofDays(365))).expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(365)));
        assertThat(created(null).scopes()).containsExactly("directory:read", "tickets:read");
        for (Instant wrong :
                List.of(NOW, NOW.minusSeconds(1), NOW.plus(Duration.ofDays(365)).plusSeconds(1))) {
            assertRefused(null, wish("person-anna", wrong), ANNA, "wrong-expiry");
        }
    }

    @Test
    void a_token_needs_scopes_that_exist_and_a_name() {
        assertRefused(
                null, new CreateToken(ID, "person-anna", Text.of("x"), List.of(), null, "h"), ANNA, "missing-scopes");
        assertRefused(
                null,
                new CreateToken(ID, "person-anna", Text.of("x"), List.of("all"), null, "h"),
                ANNA,
                "unknown-scope");
        assertRefused(
                null,
                new CreateToken(ID, "person-anna", Text.of(" "), List.of("operations"), null, "h"),
                ANNA,
                "missing-name");
        assertRefused(null, wish("person-nobody", null), ADMIN, "unknown-person");
        assertRefused(new WayIn.Token("person-anna", false), wish("person-anna", null), ANNA, "token-exists");
    }

    @Test
    void for_another_person_only_an_administrator_makes_a_token() {
        assertThat(decide(null, wish("person-bot", null), ADMIN).actorRole()).isEqualTo("ADMINISTRATOR");
        assertRefused(null, wish("person-bot", null), ANNA, "not-yours");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMINISTRATOR", "AUDITOR", "SECURITY_OFFICER", "MANAGER", "DEPARTMENT_MANAGER", "SUPERVISOR"})
    void nobody_makes_a_token_of_a_person_who_approves_or_oversees(Role role) {
        ReferenceState more = with(people, "person-boss", role);

        assertThatThrownBy(() -> Access.decide(null, wish("person-boss", null), ADMIN, more, NOW))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("token-not-yours-to-make"));
        assertThat(Access.decide(null, wish("person-boss", null), actor("person-boss", role), more, NOW)
                        .events())
                .hasSize(1);
    }

    @Test
    void a_token_is_revoked_by_whose_it_is_or_an_administrator_once() {
        WayIn token = new WayIn.Token("person-anna", false);

        assertThat(decide(token, new RevokeToken(ID), ANNA).events()).containsExactly(new TokenRevoked(ID));
        assertThat(decide(token, new RevokeToken(ID), ADMIN).actorRole()).isEqualTo("ADMINISTRATOR");
        assertRefused(token, new RevokeToken(ID), actor("person-bot", Role.IMPORTER), "not-yours");
        assertRefused(null, new RevokeToken(ID), ADMIN, "unknown-token");
        assertThat(decide(new WayIn.Token("person-anna", true), new RevokeToken(ID), ANNA)
                        .events())
                .isEmpty();
    }

    @Test
    void the_one_time_token_works_once_and_for_a_day() {
        WayIn offered = evolve(null, new FirstAdministratorTokenMade("right", NOW.plus(Duration.ofHours(24))));
        NameFirstAdministrator use = new NameFirstAdministrator("right", "person-new");
        Actor somebody = actor("person-new");

        assertThat(decide(offered, use, somebody).events()).containsExactly(new FirstAdministratorNamed("person-new"));
        assertRefused(offered, new NameFirstAdministrator("wrong", "person-new"), somebody, "one-time-token");
        assertRefused(null, use, somebody, "one-time-token");
        assertRefused(evolve(offered, new FirstAdministratorNamed("person-new")), use, somebody, "one-time-token");
        assertThatThrownBy(() -> Access.decide(offered, use, somebody, people, NOW.plus(Duration.ofHours(24))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("expired");
        assertThatThrownBy(() ->
                        Access.decide(offered, use, somebody, with(people, "person-admin", Role.ADMINISTRATOR), NOW))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("administrator-exists"));
    }

    @Test
    void no_second_one_time_token_is_made_while_one_is_valid_or_there_is_an_administrator() {
        MakeFirstAdministratorToken make = new MakeFirstAdministratorToken("hash", NOW.plus(Duration.ofHours(24)));
        WayIn valid = new WayIn.OneTime("before", NOW.plusSeconds(1), false);

        assertThat(decide(null, make, SYSTEM).events()).hasSize(1);
        assertRefused(valid, make, SYSTEM, "token-valid");
        assertThat(decide(new WayIn.OneTime("before", NOW, false), make, SYSTEM).events())
                .as("expired")
                .hasSize(1);
        assertThatThrownBy(() -> Access.decide(null, make, SYSTEM, with(people, "person-a", Role.ADMINISTRATOR), NOW))
                .isInstanceOf(Refused.class);
        assertRefused(null, make, ADMIN, "not-yours");
    }

    @Test
    void a_login_and_an_identity_belong_to_one_person_for_ever() {
        String hash = "$2y$12$" + "a".repeat(53);
        GiveLogin give = new GiveLogin("login-1", Text.of("anna"), "person-anna", Text.of(hash));
        LinkSubject link = new LinkSubject("identity-1", "person-anna");

        assertThat(decide(null, give, SYSTEM).events()).hasSize(1);
        assertThat(decide(null, link, SYSTEM).events()).hasSize(1);
        assertRefused(new WayIn.OfPerson("person-b"), give, SYSTEM, "login-exists");
        assertRefused(new WayIn.OfPerson("person-b"), link, SYSTEM, "identity-exists");
        assertRefused(null, give, ADMIN, "not-yours");
        assertRefused(null, link, ADMIN, "not-yours");
        for (String weak : List.of("demo", "$2y$04$" + "a".repeat(53), "$2y$31$" + "a".repeat(53))) {
            assertRefused(
                    null,
                    new GiveLogin("login-1", Text.of("anna"), "person-anna", Text.of(weak)),
                    SYSTEM,
                    "malformed-password-hash");
        }
    }

    private TokenCreated created(Instant expiresAt) {
        return (TokenCreated)
                decide(null, wish("person-anna", expiresAt), ANNA).events().getFirst();
    }

    private static CreateToken wish(String person, Instant expiresAt) {
        return new CreateToken(
                ID,
                person,
                Text.of("monitoring"),
                List.of("tickets:read", "directory:read", "tickets:read"),
                expiresAt,
                "hash");
    }

    private Decision decide(WayIn wayIn, AccessCommand command, Actor actor) {
        return Access.decide(wayIn, command, actor, people, NOW);
    }

    private void assertRefused(WayIn wayIn, AccessCommand command, Actor actor, String code) {
        assertThatThrownBy(() -> decide(wayIn, command, actor))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static Actor actor(String person, Role... roles) {
        return new Actor(person, Set.of(roles), "api", null);
    }

    private static WayIn evolve(WayIn before, Event event) {
        return WayIn.evolve(before, recorded(event));
    }

    private static ReferenceState with(ReferenceState state, String person, Role role) {
        return ReferenceState.evolve(
                state,
                recorded(new PersonRegistered(
                        person, Text.of(person), null, null, null, null, Set.of(role), "en", "UTC", false)));
    }

    private static Recorded recorded(Event event) {
        return new Recorded("stream", 0, 0, UUID.randomUUID(), NOW, Map.of(), event);
    }
}
