package daftar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StarterCatalogueTest {

    /** What an entry may name, and how that is called where it is made. */
    private static final Map<String, String> NEEDED = Map.of(
            "team", "", "parent", "category ", "category", "category ", "type", "types ", "service", "services ");

    @Test
    void everything_is_named_in_five_languages_and_comes_after_what_it_needs() {
        Set<Object> known = new HashSet<>();
        for (StarterCatalogue.Entry entry : StarterCatalogue.entries()) {
            assertThat((Map<?, ?>) entry.body().get("name"))
                    .as(entry.id())
                    .hasSize(5)
                    .allSatisfy((language, name) -> assertThat((String) name).isNotBlank());
            NEEDED.forEach((field, called) -> {
                Object value = entry.body().get(field);
                if (value != null && !entry.id().equals(called + string(value))) {
                    assertThat(known).as(entry.id()).contains(called + string(value));
                }
            });
            assertThat(known.add(entry.id())).as("once").isTrue();
        }
        assertThat(known).hasSizeGreaterThan(60);
    }

    @Test
    void every_text_of_a_form_is_in_five_languages() {
        List<Object> texts = new ArrayList<>();
        StarterCatalogue.entries().forEach(entry -> collect(entry.body(), texts));
        assertThat(texts).hasSizeGreaterThan(60).allSatisfy(text -> assertThat((Map<?, ?>) text)
                .hasSize(5));
    }

    private static String string(Object value) {
        return value instanceof JsonNode node ? node.asString() : value.toString();
    }

    private static void collect(Object value, List<Object> texts) {
        if (value instanceof Map<?, ?> object) {
            object.forEach((name, inner) -> {
                if (Set.of("name", "label", "text", "description", "help").contains(name)) {
                    texts.add(inner);
                } else {
                    collect(inner, texts);
                }
            });
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> collect(inner, texts));
        }
    }
}
