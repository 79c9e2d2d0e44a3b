package daftar.projectors;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.embedded.elasticsearch.ElasticsearchForTests;
import daftar.projectors.Elasticsearch.Answer;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Indexes that another make of Daftar has made. */
class IndexesIT {

    /** What an older make did not know. */
    private static final List<String> NEWER = List.of("departmentPath", "confidential", "namedPeople");

    private TestCluster cluster;

    @BeforeEach
    void a_cluster() {
        cluster = new TestCluster(ElasticsearchForTests.shared());
    }

    @AfterEach
    void nothing_is_left() {
        cluster.close();
    }

    @Test
    void an_index_of_an_older_make_takes_the_fields_of_this_one_and_keeps_what_it_has() {
        String index = madeByAnOlderMake();
        Map<String, ?> old = Map.of("id", "ticket-1", "status", "NEW", "department", "department-it");
        assertThat(cluster.elasticsearch
                        .put("/" + index + "/_doc/ticket-1", old)
                        .ok())
                .isTrue();
        Map<String, ?> newer = Map.of(
                "id", "ticket-2", "status", "NEW", "departmentPath", List.of("department-house", "department-it"));
        assertThat(cluster.elasticsearch
                        .put("/" + index + "/_doc/ticket-2", newer)
                        .ok())
                .as("a strict index takes nothing that it does not know")
                .isFalse();

        cluster.indexes.ensure();

        assertThat(properties(index)).isEqualTo(defined().path("properties"));
        assertThat(cluster.elasticsearch
                        .put("/" + index + "/_doc/ticket-2", newer)
                        .ok())
                .isTrue();
        assertThat(found("departmentPath", "department-house")).containsExactly("ticket-2");
        assertThat(found("department", "department-it")).containsExactly("ticket-1");
    }

    @Test
    void it_goes_on_to_say_by_what_it_was_made_so_that_a_rebuild_is_called_for() {
        madeByAnOlderMake();
        cluster.indexes.ensure();

        assertThat(cluster.indexes.isOfThisMake(ReadModel.TICKETS, 1)).isFalse();
        assertThat(cluster.indexes.isOfThisMake(ReadModel.WORKLOG, 1)).isTrue();
    }

    @Test
    void a_start_with_indexes_of_this_make_changes_nothing() {
        cluster.indexes.ensure();
        JsonNode before = mapping(ReadModel.TICKETS.index(cluster.prefix, 1));
        cluster.indexes.ensure();

        assertThat(mapping(ReadModel.TICKETS.index(cluster.prefix, 1))).isEqualTo(before);
        assertThat(cluster.indexes.isOfThisMake(ReadModel.TICKETS, 1)).isTrue();
    }

    private String madeByAnOlderMake() {
        String index = ReadModel.TICKETS.index(cluster.prefix, 1);
        ObjectNode definition = (ObjectNode) DocumentJson.mapper().readTree(ReadModel.TICKETS.definition(0));
        ObjectNode mappings = (ObjectNode) definition.path("mappings");
        ((ObjectNode) mappings.path("properties")).remove(NEWER);
        mappings.putObject("_meta").put("stamp", "1-0");
        Answer made = cluster.elasticsearch.put("/" + index, definition.toString());
        assertThat(made.ok()).as(made.reason()).isTrue();
        return index;
    }

    private List<String> found(String field, String value) {
        String alias = ReadModel.TICKETS.alias(cluster.prefix);
        cluster.elasticsearch.post("/" + alias + "/_refresh", null);
        return cluster.elasticsearch
                .post("/" + alias + "/_search", Map.of("query", Map.of("term", Map.of(field, value))))
                .body()
                .at("/hits/hits")
                .valueStream()
                .map(hit -> hit.path("_id").asString())
                .toList();
    }

    private static JsonNode defined() {
        return DocumentJson.mapper().readTree(ReadModel.TICKETS.definition(0)).path("mappings");
    }

    private JsonNode properties(String index) {
        return mapping(index).path("properties");
    }

    private JsonNode mapping(String index) {
        return cluster.elasticsearch
                .get("/" + index + "/_mapping")
                .body()
                .path(index)
                .path("mappings");
    }
}
