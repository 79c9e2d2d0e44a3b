package daftar.domain.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.domain.Decision;
import daftar.domain.ticket.Organisation;
import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.survey.SurveyCommand;
import daftar.messages.survey.SurveyCommand.GrantSurvey;
import daftar.messages.survey.SurveyCommand.SetSurveyPolicy;
import daftar.messages.survey.SurveyEvent.SurveyGranted;
import daftar.messages.survey.SurveyEvent.SurveyPolicySet;
import daftar.messages.survey.SurveyGrant;
import daftar.messages.survey.SurveyPolicy;
import daftar.messages.ticket.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurveyRulesTest {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final SurveyPolicy ALL =
            new SurveyPolicy(100, 14, List.of(), List.of(), Duration.ofDays(1), Duration.ofDays(14));

    private static Recorded recorded(Event event, Instant at) {
        return new Recorded(
                "survey-requester", 0, 0, UUID.randomUUID(), at, Map.of(Meta.OCCURRED_AT, at.toString()), event);
    }

    private static Decision decide(SurveyRules.State state, SurveyCommand command, Actor actor, Instant now) {
        return SurveyRules.decide(
                state, command, actor, now, Organisation.usual().surveys(ALL));
    }

    private static Actor manager() {
        return new Actor("manager", Set.of(Role.MANAGER), "api", null);
    }

    @Test
    void the_policy_is_set_by_managers_and_administrators_with_what_is_usual_left_out() {
        SetSurveyPolicy set = new SetSurveyPolicy(50, null, List.of("incident"), List.of(Channel.MAIL), null, null);
        assertThat(decide(null, set, manager(), START).events())
                .containsExactly(new SurveyPolicySet(new SurveyPolicy(
                        50, 14, List.of("incident"), List.of(Channel.MAIL), Duration.ofDays(1), Duration.ofDays(14))));
        for (Role role : Role.values()) {
            Actor actor = new Actor("somebody", Set.of(role), "api", null);
            if (role != Role.MANAGER && role != Role.ADMINISTRATOR) {
                Refused refused = catchThrowableOfType(Refused.class, () -> decide(null, set, actor, START));
                assertThat(refused.kind()).isEqualTo(Refused.Kind.FORBIDDEN);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "101,14,PT24H,P14D,percent",
        "50,13,PT24H,P14D,quietDays",
        "50,366,PT24H,P14D,quietDays",
        "50,14,PT-1H,P14D,waitAfterClosing",
        "50,14,PT24H,PT1H,validFor",
        "50,14,PT24H,P91D,validFor"
    })
    void what_is_out_of_range_is_named(int percent, int quiet, Duration wait, Duration valid, String field) {
        SetSurveyPolicy set = new SetSurveyPolicy(percent, quiet, List.of(), List.of(), wait, valid);
        Refused refused = catchThrowableOfType(Refused.class, () -> decide(null, set, manager(), START));
        assertThat(refused.field()).isEqualTo(field);
    }

    @Test
    void a_person_is_chosen_by_the_clock_alone_and_again_after_the_quiet_days() {
        GrantSurvey grant = new GrantSurvey("requester", "ticket-1");
        assertThat(decide(null, grant, Actor.clock(), START).events())
                .containsExactly(new SurveyGranted("requester", "ticket-1"));
        assertThat(catchThrowableOfType(Refused.class, () -> decide(null, grant, manager(), START))
                        .kind())
                .isEqualTo(Refused.Kind.FORBIDDEN);
        SurveyRules.State chosen =
                SurveyRules.State.evolve(null, recorded(new SurveyGranted("requester", "ticket-1"), START));
        assertThat(decide(chosen, grant, Actor.clock(), START.plusSeconds(1)).events())
                .isEmpty();
        GrantSurvey other = new GrantSurvey("requester", "ticket-2");
        Instant quietUntil = START.plus(Duration.ofDays(14)).plus(SurveyGrant.HOLDS_FOR);
        assertThat(catchThrowableOfType(
                                Refused.class, () -> decide(chosen, other, Actor.clock(), quietUntil.minusMillis(1)))
                        .code())
                .isEqualTo("asked-lately");
        assertThat(decide(chosen, other, Actor.clock(), quietUntil).events()).hasSize(1);
        assertThat(catchThrowableOfType(
                                Refused.class,
                                () -> decide(null, new GrantSurvey("gone", "ticket-1"), Actor.clock(), START))
                        .code())
                .isEqualTo("nobody-to-ask");
    }

    @Test
    void the_sample_is_drawn_by_the_ticket_alone_and_is_as_large_as_said() {
        List<String> tickets = IntStream.range(0, 20_000)
                .mapToObj(i -> "ticket-" + new UUID(i * 7919L, i))
                .toList();
        SurveyPolicy fifth = SurveyPolicy.USUAL;
        long sampled = tickets.stream().filter(fifth::samples).count();
        assertThat(sampled).isBetween(3_800L, 4_200L);
        assertThat(tickets.stream().filter(ALL::samples).count()).isEqualTo(20_000);
        assertThat(SurveyPolicy.lotOf("ticket-0190b6f2-0000-7000-8000-000000000001"))
                .as("the same for ever: documents and decisions go by it")
                .isEqualTo(SurveyPolicy.lotOf("ticket-0190b6f2-0000-7000-8000-000000000001"));
    }

    /** A node chooses by its own view, which may be old; asks by it, too, at any time after. */
    record Step(int node, int ticket, int minutesLater, boolean catchesUp) {}

    @Property(tries = 300)
    void nobody_is_asked_twice_within_the_quiet_days_whatever_the_nodes_do(@ForAll("steps") List<Step> steps) {
        SurveyRules.State stream = null;
        SurveyGrant[] views = new SurveyGrant[2];
        List<Instant> asked = new ArrayList<>();
        List<String> done = new ArrayList<>();
        Instant now = START;
        for (Step step : steps) {
            now = now.plus(Duration.ofMinutes(step.minutesLater()));
            String ticket = "ticket-" + step.ticket();
            if (step.catchesUp() && stream != null) {
                views[step.node()] = stream.grant();
            }
            SurveyGrant known = views[step.node()];
            if (known != null && known.ticket().equals(ticket)) {
                // what the ticket's rules ask of the reference view: see SurveyOfTicketTest
                if (known.holdsAt(now) && !done.contains(ticket)) {
                    asked.add(now);
                    done.add(ticket);
                }
                continue;
            }
            try {
                Decision decision = decide(stream, new GrantSurvey("requester", ticket), Actor.clock(), now);
                for (Event event : decision.events()) {
                    stream = SurveyRules.State.evolve(stream, recorded(event, now));
                }
            } catch (Refused refused) {
                assertThat(refused.code()).isEqualTo("asked-lately");
            }
        }
        for (int i = 1; i < asked.size(); i++) {
            assertThat(Duration.between(asked.get(i - 1), asked.get(i))).isGreaterThanOrEqualTo(Duration.ofDays(14));
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(0, 1),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of(0, 0, 0, 30, 59, 1_440, 1_440 * 13, 1_440 * 14 - 30, 1_440 * 14),
                        Arbitraries.of(true, true, false))
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }
}
