package daftar.http.read;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.read.ReadApi.Got;
import daftar.messages.Refused;
import daftar.messages.query.Facet;
import daftar.messages.query.KnowledgeKind;
import daftar.messages.query.KnowledgeQuery.*;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnowledgeReadTest {

    private static final String PERIOD = "from=2026-11-01T00:00:00Z&to=2026-11-08T00:00:00Z";

    @AfterEach
    void nothing_is_refused() {
        ReadApi.KNOWLEDGE.refusal = null;
        ReadApi.KNOWLEDGE.title = "The VPN";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/knowledge?q=vpn",
                "/api/knowledge/articles",
                "/api/knowledge/articles/A-1",
                "/api/knowledge/articles/A-1/history",
                "/api/tickets/T-1/similar",
                "/api/knowledge/clusters?days=7",
                "/api/knowledge/deflections?" + PERIOD,
                "/api/knowledge/terms?" + PERIOD,
                "/api/knowledge/export?format=jsonl",
                "/api/views/view-1/knowledge"
            })
    void each_is_answered_to_who_signed_in_and_refused_as_the_read_side_says(String path) {
        assertThat(ReadApi.get("auditor", path).status()).isEqualTo(200);
        assertThat(ReadApi.get("", path).status()).isEqualTo(401);
        assertThat(ReadApi.get("auditor", path + (path.contains("?") ? "&" : "?") + "colour=red")
                        .problem())
                .isEqualTo("unknown-parameter");
        for (Map.Entry<Refused, Integer> each : Map.of(
                        Refused.forbidden("not-allowed", "no"), 403,
                        Refused.notFound("unknown-article", "no"), 404,
                        Refused.invalid("wrong-size", "size", "no"), 400)
                .entrySet()) {
            ReadApi.KNOWLEDGE.refusal = each.getKey();
            Got got = ReadApi.get("auditor", path);
            assertThat(got.status()).isEqualTo(each.getValue());
            assertThat(got.problem()).isEqualTo(each.getKey().code());
        }
    }

    @Test
    void a_search_is_handed_on_whole() {
        ReadApi.get("auditor", "/api/knowledge?q=vpn&kind=ARTICLE&category=email&facets=category&size=7&" + PERIOD);
        SearchKnowledge asked = (SearchKnowledge) ReadApi.KNOWLEDGE.last;
        assertThat(asked.text()).isEqualTo("vpn");
        assertThat(asked.kinds()).isEqualTo(Set.of(KnowledgeKind.ARTICLE));
        assertThat(asked.filter().values()).isEqualTo(Map.of(Facet.CATEGORY, Set.of("email")));
        assertThat(asked.facets()).isEqualTo(List.of(Facet.CATEGORY));
        assertThat(asked.from()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(asked.size()).isEqualTo(7);
        for (String wrong :
                List.of("kind=NOTE", "facets=colour", "size=x", "from=2026-11-08T00:00:00Z&to=2026-11-01T00:00:00Z")) {
            assertThat(ReadApi.get("auditor", "/api/knowledge?" + wrong).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(ReadApi.get("auditor", "/api/knowledge/terms").status()).isEqualTo(400);
        assertThat(ReadApi.get("auditor", "/api/knowledge/deflections?zone=Mars&" + PERIOD)
                        .status())
                .isEqualTo(400);
        assertThat(ReadApi.get("auditor", "/api/knowledge/articles?list=WORST").status())
                .isEqualTo(400);
        assertThat(ReadApi.get("auditor", "/api/knowledge/export?format=xls").status())
                .isEqualTo(400);
    }

    @Test
    void an_article_has_its_version_as_its_etag_and_says_where_it_is_stale() {
        Got got = ReadApi.get("requester", "/api/knowledge/articles/A-1?language=fa");
        assertThat(got.header("ETag")).isEqualTo("\"5\"");
        assertThat(got.header("Daftar-Stale")).isEqualTo("true");
        assertThat(((FindArticle) ReadApi.KNOWLEDGE.last).language()).isEqualTo("fa");
    }

    @Test
    void an_export_is_all_pages_line_by_line() {
        ReadApi.KNOWLEDGE.title = "=HYPERLINK(1)";
        Got csv = ReadApi.get("auditor", "/api/knowledge/export?q=vpn");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.raw().body().lines())
                .hasSize(3)
                .element(2)
                .asString()
                .startsWith("TICKET," + ReadApi.ID + ",T-2,en,'=HYPERLINK(1),\"It says \"\"no\"\"\",Renewed");
        Got lines = ReadApi.get("auditor", "/api/knowledge/export?q=vpn&format=jsonl");
        assertThat(lines.raw().body().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"kind\":\"TICKET\""));
    }

    @Test
    void what_is_written_so_far_is_suggested_for() {
        Got got = post("requester", "{\"title\":\"My VPN\",\"description\":\"does not\"}");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body().path("entries")).hasSize(1);
        SuggestKnowledge asked = (SuggestKnowledge) ReadApi.KNOWLEDGE.last;
        assertThat(asked.title()).isEqualTo("My VPN");
        assertThat(post("requester", "{}").status()).isEqualTo(200);
        assertThat(post("requester", "{\"titel\":1}").status()).isEqualTo(400);
        assertThat(post("", "{}").status()).isEqualTo(401);
    }

    private static Got post(String user, String body) {
        return ReadApi.send(ReadApi.request(user, "/api/knowledge/suggest", "Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }
}
