package daftar.http.read;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.read.ReadApi.Got;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger over HTTP: for auditors, and for nobody else. */
class LedgerTest {

    @ParameterizedTest
    @CsvSource({
        "/api/ledger, /head/size, 3",
        "/api/ledger/key, /algorithm, Ed25519",
        "/api/ledger/key, /links/0/keyId, fedcba9876543210",
        "/api/ledger/heads?size=10, /heads/0/position, 17",
        "/api/ledger/events/0193a5b0-0000-7000-8000-0000000000aa/proof, /leaf/index, 1",
        "/api/ledger/events/12/proof?size=3, /head/keyId, 0123456789abcdef",
        "/api/ledger/consistency?from=1&to=3, /to, 3",
        "/api/ledger/leaves?from=0&size=5, /leaves/0/type, TicketRaised",
        "/api/ledger/events?after=3, /events/0/data, e30=",
        "/api/ledger/streams/ticket-1, /proved/0/kept/leaf/revision, 0"
    })
    void an_auditor_reads_heads_proofs_and_what_they_are_over(String path, String pointer, String value) {
        Got got = ReadApi.get("auditor", path);

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body().at(pointer).asString()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/ledger",
                "/api/ledger/key",
                "/api/ledger/heads",
                "/api/ledger/events/12/proof",
                "/api/ledger/consistency?from=1&to=3",
                "/api/ledger/leaves",
                "/api/ledger/events",
                "/api/ledger/streams/ticket-1"
            })
    void nobody_else_reads_any_of_it(String path) {
        for (String user : new String[] {"requester", "manager", "administrator"}) {
            Got refused = ReadApi.get(user, path);
            assertThat(refused.status()).as(user).isEqualTo(403);
            assertThat(refused.problem()).isEqualTo("not-allowed");
        }
        assertThat(ReadApi.get("", path).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/ledger/heads?size=0, size",
        "/api/ledger/heads?from=x, from",
        "/api/ledger/consistency?from=1, to",
        "/api/ledger/consistency?from=1&to=9, to",
        "/api/ledger/events?after=x, after",
        "/api/ledger/events/12/proof?size=x, size"
    })
    void what_makes_no_sense_is_refused_by_its_field(String path, String field) {
        Got refused = ReadApi.get("auditor", path);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("field").asString()).isEqualTo(field);
    }

    @Test
    void what_is_not_in_the_ledger_is_not_found() {
        assertThat(ReadApi.get("auditor", "/api/ledger/events/13/proof").status())
                .isEqualTo(404);
    }

    @Test
    void an_administrator_has_the_tree_made_anew_and_an_auditor_has_not() {
        assertThat(ReadApi.post("auditor", "/api/operations/ledger/rebuild").status())
                .isEqualTo(403);
        assertThat(ReadApi.post("", "/api/operations/ledger/rebuild").status()).isEqualTo(401);
        assertThat(ReadApi.LEDGER.rebuilt).isFalse();
        assertThat(ReadApi.post("administrator", "/api/operations/ledger/rebuild")
                        .status())
                .isEqualTo(202);
        assertThat(ReadApi.LEDGER.rebuilt).isTrue();
    }
}
