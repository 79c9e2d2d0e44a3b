package daftar.app;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.domain.ticket.Party;
import daftar.domain.ticket.TicketRules;
import daftar.http.write.TicketAction;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The HTTP side may not see the domain, so what its description says of roles is written down twice; here they meet. */
class TicketActionRolesTest {

    static List<TicketAction> actions() {
        return TicketAction.ALL;
    }

    @ParameterizedTest
    @MethodSource("actions")
    void the_description_names_those_whom_the_rules_allow(TicketAction action) {
        Set<Party> described = Arrays.stream(action.who().split(","))
                .map(String::strip)
                .map(Party::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Party.class)));
        Set<Party> allowed = EnumSet.copyOf(TicketRules.parties(action.command()));
        // the clock does not come over HTTP
        allowed.remove(Party.CLOCK);
        assertThat(described).as(action.name()).isEqualTo(allowed);
    }

    @Test
    void there_are_actions_to_compare() {
        assertThat(actions()).hasSizeGreaterThan(30);
    }
}
