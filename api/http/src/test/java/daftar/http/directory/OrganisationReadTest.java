package daftar.http.directory;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganisationReadTest {

    @ParameterizedTest
    @CsvSource({
        "dispatcher, q=requ, 1",
        "dispatcher, q=b@example, 1",
        "requester, q=b@example, 0",
        "requester, q=requester@ex, 1",
        "dispatcher, role=REQUESTER, 3",
        "dispatcher, role=AUDITOR, 0",
        "dispatcher, active=true, 3",
        "dispatcher, active=false, 0",
        "dispatcher, department=department-it, 0",
        "dispatcher, post=post-head, 0"
    })
    void people_are_found_by_what_they_are(String user, String query, int found) {
        Answer answer = Api.get(user, "/api/directory/people?" + query);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("total").asInt()).isEqualTo(found);
    }

    @Test
    void the_departments_are_a_tree_with_their_posts() {
        Answer answer = Api.get("requester", "/api/directory/departments/tree");

        assertThat(answer.body().path(0).path("id").asString()).isEqualTo("department-it");
        assertThat(answer.body().at("/0/posts/0/id").asString()).isEqualTo("post-head");
        assertThat(answer.body().at("/0/departments").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"posts", "posts/post-head", "vendors", "vendors/vendor-x", "teams", "teams/team-desk"})
    void everybody_reads_them(String path) {
        assertThat(Api.get("requester", "/api/directory/" + path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"posts/x", "vendors/x", "people/person-z/history", "teams/person-requester/history", "cars/x/history"})
    void what_is_not_there_is_not_found(String path) {
        Answer answer = Api.get("administrator", "/api/directory/" + path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).startsWith("unknown-");
    }

    @Test
    void administrators_read_what_happened_and_others_their_own() {
        String path = "/api/directory/people/person-requester/history";
        Answer answer = Api.get("administrator", path);

        assertThat(answer.body().at("/0/event").asString()).isEqualTo("IdentityLinked");
        assertThat(answer.body().at("/0/actor").asString()).isEqualTo("person-administrator");
        assertThat(answer.body().at("/0/facts/userName").asString()).isEqualTo("زهرا");
        assertThat(Api.get("requester", path).status()).isEqualTo(200);
        assertThat(Api.get("dispatcher", path).status()).isEqualTo(403);
    }
}
