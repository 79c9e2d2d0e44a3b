package daftar.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginDelaysTest {

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final LoginDelays delays = new LoginDelays(() -> now, 100, LoginDelays.FREE);

    @Test
    void mistyping_costs_nothing_and_each_further_wrong_login_doubles_the_wait() {
        fail("anna", "10.0.0.1", 4);
        assertThat(delays.wait("anna", "10.0.0.1")).isZero();
        for (long seconds : new long[] {1, 2, 4, 8}) {
            fail("anna", "10.0.0.1", 1);
            assertThat(delays.wait("anna", "10.0.0.1")).isEqualTo(Duration.ofSeconds(seconds));
        }
        now = now.plusSeconds(8);
        assertThat(delays.wait("anna", "10.0.0.1")).isZero();
    }

    @Test
    void the_wait_has_an_end_for_accounts_and_for_addresses() {
        fail("anna", "10.0.0.1", 1_000);

        assertThat(delays.wait("anna", "10.0.0.2")).isEqualTo(LoginDelays.LONGEST_FOR_ACCOUNT);
        assertThat(delays.wait("boris", "10.0.0.1")).isEqualTo(LoginDelays.LONGEST_FOR_ADDRESS);
        assertThat(delays.wait("boris", "10.0.0.2")).isZero();
    }

    @Test
    void a_stranger_does_not_keep_anybody_out_of_where_they_have_signed_in_before() {
        delays.succeeded("anna", "10.0.0.1");
        fail("anna", "10.6.6.6", 1_000);

        assertThat(delays.wait("anna", "10.0.0.1")).isZero();
        assertThat(delays.wait("anna", "10.0.0.2")).isPositive();
    }

    @Test
    void success_resets_the_account_and_the_address() {
        fail("anna", "10.0.0.1", 10);
        delays.succeeded("anna", "10.0.0.1");

        assertThat(delays.wait("anna", "10.0.0.1")).isZero();
        fail("anna", "10.0.0.1", 4);
        assertThat(delays.wait("anna", "10.0.0.1")).isZero();
    }

    @Test
    void ones_own_password_does_not_forgive_tries_at_others_accounts() {
        fail("anna", "10.0.0.1", 5);
        fail("boris", "10.0.0.1", 5);
        delays.succeeded("eve", "10.0.0.1");

        assertThat(delays.wait("eve", "10.0.0.1")).isPositive();
    }

    @Test
    void all_is_forgotten_after_a_while() {
        fail("anna", "10.0.0.1", 10);
        now = now.plus(LoginDelays.MEMORY).plusSeconds(1);
        fail("anna", "10.0.0.1", 1);

        assertThat(delays.wait("anna", "10.0.0.1")).isZero();
    }

    @Test
    void a_bounded_number_is_remembered_and_the_newest_stay() {
        for (int i = 0; i < 10_000; i++) {
            fail("account-" + i, "10.0.0." + i, 1);
        }
        fail("anna", "10.1.1.1", 10);
        assertThat(delays.wait("anna", "10.1.1.1")).isPositive();
        assertThat(delays.remembered()).isLessThanOrEqualTo(200);
    }

    private void fail(String account, String address, int times) {
        for (int i = 0; i < times; i++) {
            delays.failed(account, address);
        }
    }
}
