package daftar.http.read;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.read.ReadApi.Got;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who was refused what only an administrative right allows: for auditors, and for nobody else. */
class AccessAuditTest {

    @Test
    void an_auditor_reads_refusals_the_newest_first_page_by_page() {
        Got newest = ReadApi.get("auditor", "/api/audit/access?size=2");

        assertThat(newest.status()).isEqualTo(200);
        assertThat(newest.body().at("/refusals/0/revision").asInt()).isEqualTo(2);
        assertThat(newest.body().at("/refusals/0/actor").asString()).isEqualTo("person-manager");
        assertThat(newest.body().at("/refusals/0/what").asString()).isEqualTo("POST /api/rights");
        assertThat(newest.body().at("/refusals/0/reason").asString()).isEqualTo("not-yours");
        Got rest = ReadApi.get(
                "auditor",
                "/api/audit/access?size=2&before="
                        + newest.body().path("before").asInt());
        assertThat(rest.body().path("refusals")).hasSize(1);
        assertThat(rest.body().path("before").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"requester", "manager", "administrator"})
    void nobody_else_reads_them(String user) {
        Got refused = ReadApi.get(user, "/api/audit/access");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("not-allowed");
        assertThat(refused.raw().body()).doesNotContain("/api/rights");
        assertThat(ReadApi.get("", "/api/audit/access").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"size=0,size", "size=1001,size", "size=x,size", "before=-1,before"})
    void a_page_that_there_is_not_is_refused_by_its_field(String query, String field) {
        Got refused = ReadApi.get("auditor", "/api/audit/access?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("field").asString()).isEqualTo(field);
    }
}
