package daftar.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.app.Settings;
import daftar.messages.Event;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.access.AccessEvent.SubjectLinked;
import daftar.messages.access.AccessEvent.TokenCreated;
import daftar.messages.access.AccessEvent.TokenRevoked;
import daftar.messages.access.AccessView;
import daftar.messages.access.Scope;
import daftar.messages.access.Secrets;
import daftar.messages.directory.DirectoryEvent.PersonRegistered;
import daftar.reference.AccessState;
import daftar.reference.ReferenceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom the tokens stand for. */
class DirectoryBearersTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String ID = "token-0193a5b0-0000-7000-8000-000000000001";
    private static final String SECRET = "s".repeat(43);
    private static final String TOKEN = "dft_0193a5b0000070008000000000000001_" + SECRET;

    private final List<String> used = new ArrayList<>();
    private Instant now = NOW;
    private ReferenceState directory = ReferenceState.EMPTY;
    private AccessState access = AccessState.EMPTY;

    @Test
    void a_token_opens_with_its_scopes_and_the_roles_that_its_person_has_now() {
        person("person-bot", null, Role.DISPATCHER);
        created();

        var granted = bearers("sub", null).granted(TOKEN);

        assertThat(granted.actor().person()).isEqualTo("person-bot");
        assertThat(granted.actor().roles()).containsExactly(Role.DISPATCHER);
        assertThat(granted.scopes()).containsExactly(Scope.TICKETS_READ);
        assertThat(used).containsExactly(ID);
    }

    @Test
    void a_token_that_is_wrong_revoked_or_expired_opens_nothing() {
        person("person-bot", null, Role.DISPATCHER);
        created();
        for (String wrong : List.of(
                TOKEN + "x",
                "dft_",
                TOKEN.substring(0, TOKEN.length() - 1) + "t",
                TOKEN.replace("0001_", "0002_"),
                TOKEN.toUpperCase())) {
            assertThat(bearers("sub", null).granted(wrong)).as(wrong).isNull();
        }
        now = NOW.plusSeconds(60);
        assertThat(bearers("sub", null).granted(TOKEN)).isNull();
        now = NOW;
        assertThat(bearers("sub", null).granted(TOKEN)).isNotNull();
        tell(new TokenRevoked(ID));
        assertThat(bearers("sub", null).granted(TOKEN)).isNull();
        assertThat(used).hasSize(1);
    }

    @Test
    void a_subject_is_a_person_by_id_or_by_having_been_linked() {
        person("person-anna", null, Role.REQUESTER);
        person("person-boss", null, Role.MANAGER);
        tell(new SubjectLinked("identity-" + Secrets.sha256("auth0|17"), "person-boss"));
        DirectoryBearers bearers = bearers("sub", null);

        assertThat(bearers.actorOf(Map.of("sub", "anna")).person()).isEqualTo("person-anna");
        assertThat(bearers.actorOf(Map.of("sub", "person-anna")).person()).isEqualTo("person-anna");
        assertThat(bearers.actorOf(Map.of("sub", "auth0|17")).roles()).containsExactly(Role.MANAGER);
        for (Map<String, Object> claims : List.<Map<String, Object>>of(
                Map.of("sub", "nobody"), Map.of("sub", "../x"), Map.of("sub", ""), Map.of("sub", 7), Map.of())) {
            assertRefused(bearers, claims, "unknown-person");
        }
    }

    @Test
    void a_verified_address_finds_its_one_person() {
        person("person-anna", "Anna@example.org", Role.REQUESTER);
        DirectoryBearers bearers = bearers("email", null);

        assertThat(bearers.actorOf(Map.of("email", "anna@EXAMPLE.org")).person())
                .isEqualTo("person-anna");
        assertThat(bearers.actorOf(Map.of("email", "anna@EXAMPLE.org")).person())
                .isEqualTo("person-anna");
        assertRefused(bearers, Map.of("email", "anna@example.org", "email_verified", false), "unknown-person");
        assertRefused(bearers, Map.of("email", "anna"), "unknown-person");
        person("person-anna2", "anna@example.org", Role.MANAGER);
        assertRefused(bearers("email", null), Map.of("email", "anna@example.org"), "ambiguous-person");
    }

    @Test
    void roles_of_a_token_count_only_while_the_directory_does_not_know_the_person() {
        DirectoryBearers bearers = bearers("sub", "groups");
        Map<String, Object> claims = Map.of("sub", "anna", "groups", List.of("administrator", "CLOCK", "staff"));

        assertThat(bearers.actorOf(claims).roles()).containsExactly(Role.ADMINISTRATOR);
        assertRefused(bearers, Map.of("sub", "anna", "groups", List.of("clock")), "unknown-person");
        assertRefused(bearers("sub", null), claims, "unknown-person");

        person("person-anna", null, Role.REQUESTER);
        assertThat(bearers("sub", "groups").actorOf(claims).roles()).containsExactly(Role.REQUESTER);
    }

    private DirectoryBearers bearers(String claim, @Nullable String rolesClaim) {
        ReferenceState then = directory;
        return new DirectoryBearers(
                access,
                new People(then, then::people),
                new Settings.Identity(claim, rolesClaim),
                () -> now,
                (AccessView.Token token) -> used.add(token.id()));
    }

    private static void assertRefused(DirectoryBearers bearers, Map<String, Object> claims, String code) {
        assertThatThrownBy(() -> bearers.actorOf(claims)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.kind()).isEqualTo(Refused.Kind.FORBIDDEN);
            assertThat(refused.code()).isEqualTo(code);
        });
    }

    private void created() {
        tell(new TokenCreated(
                ID,
                "person-bot",
                Text.of("bot"),
                List.of("tickets:read"),
                NOW.plusSeconds(60),
                Secrets.sha256(SECRET)));
    }

    private void person(String id, @Nullable String mail, Role role) {
        tell(new PersonRegistered(
                id, Text.of(id), Text.ofNullable(mail), null, null, null, Set.of(role), "en", "UTC", false));
    }

    private void tell(Event event) {
        Recorded recorded = new Recorded("s", 0, 0, UUID.randomUUID(), NOW, Map.of(), event);
        directory = ReferenceState.evolve(directory, recorded);
        access = AccessState.evolve(access, recorded);
    }
}
