package daftar.messages.reply;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.reply.ReplyPlaceholders.Filled;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplyPlaceholdersTest {

    @Test
    void a_value_is_taken_as_it_is_and_what_is_missing_is_named() {
        assertThat(ReplyPlaceholders.fill(
                        "Dear {{requester}}, {{ number }} {{solution}}",
                        Map.of("requester", "$1 {{me}}", "number", "T-1")))
                .isEqualTo(new Filled("Dear $1 {{me}}, T-1 {{solution}}", Set.of("solution")));
    }

    @Test
    void names_are_found_wherever_they_stand() {
        assertThat(ReplyPlaceholders.in("{{a}}{{ b }} {c} {{d e}}")).containsExactly("a", "b");
        assertThat(ReplyPlaceholders.of(false)).doesNotContain("cause");
        assertThat(ReplyPlaceholders.of(true)).contains("cause", "number");
    }
}
