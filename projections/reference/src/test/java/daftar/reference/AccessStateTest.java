package daftar.reference;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Event;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.access.AccessEvent.LoginGiven;
import daftar.messages.access.AccessEvent.SubjectLinked;
import daftar.messages.access.AccessEvent.TokenCreated;
import daftar.messages.access.AccessEvent.TokenRevoked;
import daftar.messages.access.AccessEvent.TokenUsed;
import daftar.messages.access.AccessView;
import daftar.messages.access.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccessStateTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final TokenCreated CREATED = new TokenCreated(
            "token-1", "person-bot", Text.of("monitoring"), List.of("tickets:read"), NOW.plusSeconds(60), "hash");

    @Test
    void a_token_is_valid_until_it_expires_or_is_revoked() {
        AccessState state = evolve(AccessState.EMPTY, 0, CREATED);
        AccessView.Token token = state.token("token-1");
        assertThat(token.isValidAt(NOW)).isTrue();
        assertThat(token.isValidAt(NOW.plusSeconds(60))).isFalse();
        assertThat(token.createdBy()).isEqualTo("person-admin");

        AccessView.Token revoked = evolve(state, 1, new TokenRevoked("token-1")).token("token-1");
        assertThat(revoked.isValidAt(NOW)).isFalse();
        assertThat(revoked.revokedAt()).isEqualTo(NOW);
        assertThat(revoked.revision()).isEqualTo(1);
        assertThat(state.token("token-1").revokedAt())
                .as("states do not change")
                .isNull();
    }

    @Test
    void its_last_use_is_seen() {
        AccessState state = evolve(evolve(AccessState.EMPTY, 0, CREATED), 1, new TokenUsed("token-1", NOW));

        assertThat(state.token("token-1").lastUsedAt()).isEqualTo(NOW);
        assertThat(state.tokens()).hasSize(1);
    }

    @Test
    void logins_and_identities_are_found_by_their_names() {
        AccessState state = evolve(
                evolve(
                        AccessState.EMPTY,
                        0,
                        new LoginGiven(
                                "login-" + Secrets.sha256("anna"), Text.of("anna"), "person-anna", Text.of("bcrypt"))),
                0,
                new SubjectLinked("identity-" + Secrets.sha256("sub-1"), "person-anna"));

        assertThat(state.login("anna")).isEqualTo(new AccessView.Login("anna", "person-anna", "bcrypt"));
        assertThat(state.login("anna").toString()).doesNotContain("bcrypt");
        assertThat(state.login("Anna")).isNull();
        assertThat(state.personOf("sub-1")).isEqualTo("person-anna");
        assertThat(state.personOf("sub-2")).isNull();
    }

    @Test
    void a_login_whose_hash_was_redacted_opens_nothing() {
        AccessState state = evolve(
                AccessState.EMPTY,
                0,
                new LoginGiven(
                        "login-" + Secrets.sha256("anna"),
                        Text.of("anna"),
                        "person-anna",
                        new Text.Sealed("key", "sealed")));

        assertThat(state.login("anna")).isNull();
    }

    private static AccessState evolve(AccessState state, long revision, Event event) {
        return AccessState.evolve(
                state,
                new Recorded(
                        "token-1", revision, revision, UUID.randomUUID(), NOW, Map.of("actor", "person-admin"), event));
    }
}
