package daftar.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class RememberedPasswordsTest {

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final List<String> checked = new ArrayList<>();
    private final RememberedPasswords passwords =
            new RememberedPasswords(new Slow(), Duration.ofMinutes(5), 2, () -> now);

    /** "hash of x" fits "x". */
    private final class Slow implements PasswordEncoder {
        @Override
        public String encode(CharSequence password) {
            return "hash of " + password;
        }

        @Override
        public boolean matches(CharSequence password, String hash) {
            checked.add(password.toString());
            return hash.endsWith(" of " + password);
        }
    }

    @Test
    void a_right_password_is_checked_once() {
        assertThat(passwords.matches("a", "hash of a")).isTrue();
        assertThat(passwords.matches("a", "hash of a")).isTrue();

        assertThat(checked).containsExactly("a");
    }

    @Test
    void a_wrong_password_is_never_taken_for_a_remembered_one() {
        passwords.matches("a", "hash of a");

        assertThat(passwords.matches("b", "hash of a")).isFalse();
        assertThat(passwords.matches("b", "hash of a")).isFalse();
        assertThat(checked).containsExactly("a", "b", "b");
    }

    @Test
    void a_changed_password_is_forgotten_at_once() {
        passwords.matches("a", "hash of a");

        assertThat(passwords.matches("a", "hash of b")).isFalse();
    }

    @Test
    void it_is_forgotten_after_its_time() {
        passwords.matches("a", "hash of a");
        now = now.plus(Duration.ofMinutes(5));
        passwords.matches("a", "hash of a");

        assertThat(checked).containsExactly("a", "a");
    }

    @Test
    void only_so_many_are_remembered() {
        for (String password : List.of("a", "b", "c", "a")) {
            assertThat(passwords.matches(password, "hash of " + password)).isTrue();
        }

        assertThat(checked).containsExactly("a", "b", "c", "a");
    }

    @Test
    void nothing_is_no_password() {
        assertThat(passwords.matches(null, "hash of a")).isFalse();
        assertThat(passwords.matches("a", null)).isFalse();
    }
}
