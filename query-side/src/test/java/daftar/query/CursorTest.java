package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.Refused;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private record Asked(String text, String person) {}

    private static final Asked QUERY = new Asked("printer", "person-ann");

    @Test
    void the_sort_values_come_back() {
        String cursor = Cursor.write(QUERY, List.of(1.5, 1_763_000_000_000L, "ticket-1"));
        assertThat(Cursor.read(QUERY, cursor))
                .extracting(Object::toString)
                .containsExactly("1.5", "1763000000000", "\"ticket-1\"");
        assertThat(Cursor.read(QUERY, null)).isNull();
    }

    @Test
    void a_cursor_of_another_query_or_person_is_refused() {
        String cursor = Cursor.write(QUERY, List.of("ticket-1"));
        assertRefused(new Asked("monitor", "person-ann"), cursor);
        assertRefused(new Asked("printer", "person-bob"), cursor);
    }

    @Test
    void every_damage_is_noticed() {
        byte[] cursor = Base64.getUrlDecoder().decode(Cursor.write(QUERY, List.of("ticket-1", 17)));
        for (int i = 0; i < cursor.length; i++) {
            byte[] damaged = cursor.clone();
            damaged[i] ^= 4;
            assertRefused(QUERY, Base64.getUrlEncoder().withoutPadding().encodeToString(damaged));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "AAAA", "../../etc", "ticket-1", "🙂"})
    void anything_else_is_refused(String cursor) {
        assertRefused(QUERY, cursor);
    }

    private static void assertRefused(Asked query, String cursor) {
        assertThatThrownBy(() -> Cursor.read(query, cursor)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID);
            assertThat(refused.field()).isEqualTo("cursor");
        });
    }
}
