package daftar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What two documents differ in, and what indexes are called. */
class IndexDiffTest {

    private static Set<String> differing(String one, String other) {
        Set<String> fields = new TreeSet<>();
        IndexDiff.differing("", ApiClient.JSON.readTree(one), ApiClient.JSON.readTree(other), fields);
        return fields;
    }

    @Test
    void fields_are_named_by_their_paths_and_lists_as_wholes() {
        assertThat(differing(
                        "{\"a\":1,\"b\":{\"c\":[1,2],\"d\":null},\"e\":\"x\"}",
                        "{\"a\":1,\"b\":{\"c\":[2,1]},\"f\":true}"))
                .containsExactly("b.c", "e", "f");
        assertThat(differing("{\"a\":{\"b\":1}}", "{\"a\":2}")).containsExactly("a");
        assertThat(differing("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}")).isEmpty();
    }

    @Test
    void an_index_is_named_by_prefix_and_version() {
        assertThat(DiffCommand.index("@1", "tickets")).isEqualTo("tickets-1");
        assertThat(DiffCommand.index("daftar-@2", "timeline")).isEqualTo("daftar-timeline-2");
        assertThat(DiffCommand.index("other-", "numbers")).isEqualTo("other-numbers");
    }
}
