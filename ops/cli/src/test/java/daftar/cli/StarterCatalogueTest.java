package daftar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StarterCatalogueTest {

    @Test
    void everything_is_named_in_five_languages_and_comes_after_what_it_needs() {
        Set<Object> known = new HashSet<>();
        for (StarterCatalogue.Entry entry : StarterCatalogue.entries()) {
            assertThat((Map<?, ?>) entry.body().get("name"))
                    .as(entry.id())
                    .hasSize(5)
                    .allSatisfy((language, name) -> assertThat((String) name).isNotBlank());
            boolean isTeam = entry.path().endsWith("/teams");
            if (!isTeam) {
                assertThat(known).contains(entry.body().get("team"));
                Object parent = entry.body().get("parent");
                assertThat(parent == null || known.contains("category " + parent))
                        .as(entry.id())
                        .isTrue();
            }
            assertThat(known.add(entry.id())).as("once").isTrue();
        }
        assertThat(known).hasSizeGreaterThan(20);
    }
}
