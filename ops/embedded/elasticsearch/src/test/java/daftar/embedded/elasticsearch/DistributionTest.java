package daftar.embedded.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {

    @Test
    void the_build_has_left_word_where_it_has_unpacked_the_server() {
        var found = Distribution.find(null);
        assertThat(found.home().resolve("lib/elasticsearch-" + found.version() + ".jar"))
                .isRegularFile();
        assertThat(found.needsAnalysisPlugin()).isTrue();
    }

    @Test
    void a_folder_without_it_is_refused_with_what_to_do(@TempDir Path empty) {
        assertThatThrownBy(() -> Distribution.find(empty))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(empty.toString())
                .hasMessageContaining("mvn package")
                .hasMessageContaining("daftar.embedded.elasticsearch-home");
    }

    @Test
    void the_full_distribution_needs_no_plugin_of_ours(@TempDir Path full) throws Exception {
        var version = Distribution.find(null).version();
        Files.createDirectories(full.resolve("modules/analysis-common"));
        Files.createDirectories(full.resolve("lib"));
        Files.createFile(full.resolve("lib/elasticsearch-" + version + ".jar"));
        assertThat(Distribution.find(full).needsAnalysisPlugin()).isFalse();
    }
}
