package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.START;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.domain.directory.OnDuty;
import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.directory.Rota;
import daftar.messages.directory.Shift;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.RejectResolution;
import daftar.messages.ticket.TicketCommand.ResolveTicket;
import daftar.messages.ticket.TicketCommand.ResumeWork;
import daftar.messages.ticket.TicketCommand.ReturnTicket;
import daftar.messages.ticket.TicketEvent.StageEntered;
import daftar.messages.workflow.HolderRule;
import daftar.messages.workflow.HolderRule.*;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whom the rules choose that choose by themselves: by turns, by load, by who leads and by who had it before. */
class AssignmentRulesTest extends TicketFixture {

    private static final String TEAM = "team-x";
    private static final List<DayOfWeek> EVERY_DAY = List.of(DayOfWeek.values());

    /** Loads as a test sets them; what is given out counts 10 minutes. */
    private static final class Counted implements Loads {
        private final Map<String, Long> minutes = new HashMap<>();
        private final Map<String, Instant> last = new HashMap<>();
        private int turn;

        @Override
        public Map<String, Load> of(Collection<String> people) {
            Map<String, Load> loads = new LinkedHashMap<>();
            people.forEach(person -> loads.put(person, new Load(minutes.getOrDefault(person, 0L), last.get(person))));
            return loads;
        }

        @Override
        public void given(String person, String category, Instant now) {
            minutes.merge(person, 10L, Long::sum);
            last.put(person, START.plusNanos(++turn));
        }
    }

    private static Stage stage(String code, StageKind kind, HolderRule rule, Map<String, String> outcomes) {
        return new Stage(
                code,
                LocalizedText.of("en", code),
                kind,
                rule,
                null,
                null,
                outcomes,
                kind == StageKind.END ? Status.CLOSED : null);
    }

    /** A workflow that begins with the work, given out by this rule. */
    private static Organisation house(HolderRule rule, String... members) {
        Organisation house = Organisation.usual();
        for (String member : members) {
            house.person(member, null, null, Role.SPECIALIST);
        }
        house.team(TEAM, members);
        return house.publish(new Workflow(
                        "own",
                        1,
                        LocalizedText.of("en", "own"),
                        List.of(
                                stage("work", StageKind.WORK, rule, Map.of("solved", "confirmation")),
                                stage(
                                        "confirmation",
                                        StageKind.CONFIRMATION,
                                        new TheRequester(),
                                        Map.of("confirmed", "end", "rejected", "again")),
                                stage("again", StageKind.WORK, new WhoHadItBefore(), Map.of("solved", "confirmation")),
                                stage("end", StageKind.END, new Nobody(), Map.of())),
                        Duration.ofDays(1)))
                .choose(new WorkflowChoice(null, null, null, "own"));
    }

    private static StageEntered raised(Organisation house, Loads loads, Instant now, String requester) {
        Story story = new Story(house);
        story.loads = loads;
        story.now = now;
        List<Event> events = story.does(requester, Story.raise(null, "incident"));
        StageEntered entered = (StageEntered) events.stream()
                .filter(StageEntered.class::isInstance)
                .findFirst()
                .orElseThrow();
        if (!entered.holder().people().isEmpty()) {
            loads.given(entered.holder().people().getFirst(), null, now);
        }
        return entered;
    }

    private static StageEntered raised(Organisation house, Loads loads) {
        return raised(house, loads, START, "requester");
    }

    private static Rota shift(int from, int until, String... people) {
        return new Rota(
                "UTC",
                List.of(new Shift(EVERY_DAY, LocalTime.of(from, 0), LocalTime.of(until, 0), List.of(people), null)));
    }

    @Property(tries = 200)
    void in_turns_nobody_is_given_two_more_than_another(
            @ForAll @IntRange(min = 1, max = 9) int members, @ForAll @IntRange(min = 1, max = 40) int tickets) {
        Organisation house = house(new RoundRobinOfTeam(TEAM), names(members));
        Loads loads = new Counted();
        Map<String, Integer> given = new HashMap<>();
        for (int i = 0; i < tickets; i++) {
            StageEntered entered = raised(house, loads);
            assertThat(entered.rule()).isEqualTo("round-robin");
            given.merge(entered.holder().people().getFirst(), 1, Integer::sum);
        }
        int most = given.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        int least = given.size() < members
                ? 0
                : given.values().stream().mapToInt(Integer::intValue).min().orElse(0);
        assertThat(most - least).isLessThanOrEqualTo(1);
    }

    @Property(tries = 300)
    void nobody_who_is_absent_is_ever_chosen(@ForAll long seed) {
        Random random = new Random(seed);
        String[] names = names(1 + random.nextInt(6));
        HolderRule rule =
                switch (random.nextInt(3)) {
                    case 0 -> new RoundRobinOfTeam(TEAM);
                    case 1 -> new LeastLoadedOfTeam(TEAM);
                    default -> new LeadOnDutyOfTeam(TEAM);
                };
        Organisation house = house(rule, names);
        if (random.nextBoolean()) {
            String[] shift = java.util.Arrays.copyOf(names, random.nextInt(names.length + 1));
            house.rota(TEAM, shift(random.nextInt(24), random.nextInt(24), shift), names);
        } else {
            house.rota(TEAM, null, names);
        }
        for (String name : names) {
            switch (random.nextInt(4)) {
                case 0 -> house.deactivate(name);
                case 1 -> house.delegate(name, "specialist", START, START.plus(Duration.ofHours(12)));
                default -> {}
            }
        }
        Counted loads = new Counted();
        for (String name : names) {
            loads.minutes.put(name, (long) random.nextInt(100));
        }
        for (int i = 0; i < 24; i++) {
            Instant now = START.plus(Duration.ofHours(i));
            StageEntered entered = raised(house, loads, now, "requester");
            List<String> there = OnDuty.membersOf(house.team(TEAM), now.plus(Duration.ofMinutes(1)), house);
            if (there.isEmpty()) {
                assertThat(entered.holder()).isEqualTo(Holder.team(TEAM));
                assertThat(entered.rule()).startsWith("team instead of ");
            } else {
                assertThat(there).containsAll(entered.holder().people());
                assertThat(entered.holder().people()).hasSize(1);
            }
        }
    }

    private static String[] names(int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = "m" + i;
        }
        return names;
    }

    @Test
    void the_least_loaded_is_told_by_minutes_and_what_was_queued_is_in_the_event() {
        Organisation house = house(new LeastLoadedOfTeam(TEAM), "m0", "m1");
        Counted loads = new Counted();
        loads.minutes.put("m0", 95L);
        loads.minutes.put("m1", 75L);
        StageEntered first = raised(house, loads);
        assertThat(first.holder()).isEqualTo(Holder.people(List.of("m1"), TEAM));
        assertThat(first.rule()).isEqualTo("least-loaded (75 min queued)");
        raised(house, loads);
        // both have 95 now: who was given something longer ago, or never, is next
        assertThat(raised(house, loads).holder().people()).containsExactly("m0");
    }

    @Test
    void nobody_gets_their_own_request_by_turns() {
        Organisation house = house(new RoundRobinOfTeam(TEAM), "m0");
        StageEntered entered = raised(house, new Counted(), START, "m0");
        assertThat(entered.holder()).isEqualTo(Holder.team(TEAM));
        assertThat(entered.rule()).isEqualTo("team instead of round-robin");
    }

    @Test
    void the_lead_of_the_shift_leads_and_else_the_first_of_the_leads_who_is_there() {
        int hour = START.atZone(ZoneOffset.UTC).getHour();
        Organisation house = house(new LeadOnDutyOfTeam(TEAM), "m0", "m1", "m2");
        house.rota(
                TEAM,
                new Rota(
                        "UTC",
                        List.of(new Shift(
                                EVERY_DAY,
                                LocalTime.of(hour, 0),
                                LocalTime.of((hour + 8) % 24, 0),
                                List.of("m1", "m2"),
                                "m2"))),
                "m0",
                "m1");
        assertThat(raised(house, Loads.NONE).holder().people()).containsExactly("m2");
        assertThat(raised(house, Loads.NONE).rule()).isEqualTo("lead-on-duty");
        house.delegate("m2", "m1", START, START.plus(Duration.ofDays(1)));
        assertThat(raised(house, Loads.NONE).holder().people()).containsExactly("m1");
        house.deactivate("m1");
        assertThat(raised(house, Loads.NONE).holder()).isEqualTo(Holder.team(TEAM));
        assertThat(raised(house, Loads.NONE).rule()).isEqualTo("team instead of lead-on-duty");
    }

    @Test
    void who_had_it_before_gets_it_again_unless_they_have_left_or_are_off_shift() {
        Story story = solved();
        story.does("requester", new RejectResolution(ID, text()));
        assertThat(story.ticket.holder().people()).containsExactly("m0");

        Story left = solved();
        left.house.deactivate("m0");
        left.does("requester", new RejectResolution(ID, text()));
        assertThat(left.ticket.holder()).isEqualTo(Holder.team(TEAM));

        Story off = solved();
        int hour = START.atZone(ZoneOffset.UTC).getHour();
        off.house.rota(TEAM, shift((hour + 6) % 24, (hour + 8) % 24));
        List<Event> events = off.does("requester", new RejectResolution(ID, text()));
        assertThat(off.ticket.holder()).isEqualTo(Holder.team(TEAM));
        assertThat(events)
                .filteredOn(StageEntered.class::isInstance)
                .extracting(event -> ((StageEntered) event).rule())
                .containsExactly("team instead of who-had-it-before");
    }

    @Test
    void what_comes_back_to_somebody_who_has_left_is_never_with_nobody() {
        Story story = new Story(house(new Nobody()))
                .and("requester", Story.raise(null, "incident"))
                .and("dispatcher", Story.assign("specialist"))
                .and("specialist", new ReturnTicket(ID, "requester", text()));
        story.house.deactivate("specialist");
        story.does("dispatcher", new ResumeWork(ID, null));
        assertThat(story.ticket.holder().people()).containsExactly("dispatcher", "dispatcher2");
        assertThat(story.status()).isNotEqualTo(Status.ON_HOLD);
    }

    private static Story solved() {
        return new Story(house(new RoundRobinOfTeam(TEAM), "m0", "m1"))
                .and("requester", Story.raise(null, "incident"))
                .and("m0", new ResolveTicket(ID, Story.solution()));
    }
}
