package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.json.DaftarJson;
import daftar.messages.Actor;
import daftar.messages.Role;
import daftar.messages.query.Facet;
import daftar.messages.query.TicketFilter;
import daftar.messages.query.TicketSort;
import daftar.messages.words.SearchWords;
import daftar.readmodel.AskedText;
import daftar.readmodel.TextQuery.Fit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * {@code daftar-cli bench} compares a search through Daftar with the same query sent to Elasticsearch directly. This keeps
 * the query that it sends the same. After a change of searches: run once with {@code -Ddaftar.approve=true}.
 */
class BenchSearchTest {

    private static final Path SENT_DIRECTLY = Path.of("../ops/cli/src/main/resources/bench/search.json");

    @Test
    void the_benchmark_sends_the_query_that_a_search_sends() throws IOException {
        Actor importer = new Actor("person-importer", Set.of(Role.IMPORTER), "import", null);
        Map<String, Object> body = new SearchBody(
                        Visibility.of(importer, new Sample.Organisation()),
                        new Self("person-importer", List.of()),
                        TicketFilter.ALL,
                        Instant.EPOCH)
                .build(
                        AskedText.of("the words", SearchWords.NONE),
                        Fit.ALL_WORDS,
                        List.of(Facet.STATUS, Facet.PRIORITY, Facet.CATEGORY, Facet.TEAM),
                        TicketSort.BY_RELEVANCE,
                        21,
                        TicketRows.FIELDS,
                        true)
                .body();
        JsonNode expected = DaftarJson.web().valueToTree(body);
        if (Boolean.getBoolean("daftar.approve")) {
            Files.writeString(
                    SENT_DIRECTLY,
                    DaftarJson.web().writerWithDefaultPrettyPrinter().writeValueAsString(expected) + "\n");
        }
        assertThat(DaftarJson.web().readTree(Files.readString(SENT_DIRECTLY))).isEqualTo(expected);
    }
}
