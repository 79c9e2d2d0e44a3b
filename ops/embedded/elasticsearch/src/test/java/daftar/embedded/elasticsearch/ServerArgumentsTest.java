package daftar.embedded.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerArgumentsTest {

    @Test
    void a_setting_is_its_name_and_its_value_each_after_its_length() {
        String encoded = encode(Map.of("http.port", "9200"));
        assertThat(encoded).contains("\u0001\u0009http.port\u0000\u00049200\u0007/config\u0005/logs");
    }

    @Test
    void a_length_over_127_takes_two_bytes() {
        assertThat(encode(Map.of("a", "x".repeat(300)))).contains("\u0001a\u0000\u00ac\u0002" + "x".repeat(300));
    }

    @Test
    void a_path_in_any_script_is_counted_in_characters_and_written_in_utf_8() {
        byte[] bytes = "دفتر".getBytes(StandardCharsets.UTF_8);
        assertThat(encode(Map.of("a", "دفتر")))
                .contains("\u0001a\u0000\u0004" + new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static String encode(Map<String, String> settings) {
        return new String(
                ServerArguments.encode(settings, "seed", Path.of("/config"), Path.of("/logs")),
                StandardCharsets.ISO_8859_1);
    }
}
