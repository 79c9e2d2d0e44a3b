package daftar.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownTicketsTest {

    @Test
    void a_number_that_this_node_gave_needs_no_read_model() {
        KnownTickets tickets = new KnownTickets(
                number -> {
                    throw new AssertionError("the read model was asked for " + number);
                },
                id -> false,
                Duration.ofMinutes(1));
        tickets.raised("T-1042", "ticket-a");
        assertThat(tickets.idOf("T-1042")).isEqualTo("ticket-a");
    }

    @Test
    void a_number_of_another_node_is_waited_for() {
        Deque<String> answers = new ArrayDeque<>(List.of("", "ticket-b"));
        KnownTickets tickets = new KnownTickets(
                number -> answers.pop().transform(id -> id.isEmpty() ? null : id), id -> false, Duration.ofMinutes(1));
        tickets.raised("T-1042", "ticket-a");
        assertThat(tickets.idOf("T-1043")).isEqualTo("ticket-b");
        assertThat(answers).isEmpty();
    }

    @Test
    void a_number_that_nobody_gave_is_given_up() {
        assertThat(new KnownTickets(number -> null, id -> false, Duration.ZERO).idOf("T-1"))
                .isNull();
    }

    @Test
    void an_id_comes_back_if_there_is_such_a_ticket() {
        KnownTickets tickets = new KnownTickets(number -> null, "ticket-a"::equals, Duration.ZERO);
        assertThat(tickets.idOf("ticket-a")).isEqualTo("ticket-a");
        assertThat(tickets.idOf("ticket-b")).isNull();
    }

    @Test
    void the_newest_are_remembered_and_the_oldest_are_the_read_models() {
        Map<String, String> written = Map.of("T-0", "of the read model", "T-1", "of the read model");
        KnownTickets tickets = new KnownTickets(written::get, id -> false, Duration.ZERO);
        for (int i = 0; i <= KnownTickets.REMEMBERED; i++) {
            tickets.raised("T-" + i, "ticket-" + i);
        }
        assertThat(tickets.idOf("T-0")).isEqualTo("of the read model");
        assertThat(tickets.idOf("T-1")).isEqualTo("ticket-1");
    }
}
