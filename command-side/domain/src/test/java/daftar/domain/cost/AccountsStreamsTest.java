package daftar.domain.cost;

import daftar.domain.Caller;
import daftar.domain.DirectoryDesk;
import daftar.domain.RecordingSealing;
import daftar.domain.StreamOfCommand;
import daftar.domain.survey.SurveyStream;
import daftar.domain.ticket.Organisation;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.cost.CostCommand;
import daftar.messages.cost.CostCommand.*;
import daftar.messages.cost.CostEvent.CurrenciesSet;
import daftar.messages.survey.SurveyCommand;
import daftar.messages.survey.SurveyCommand.*;
import daftar.messages.survey.SurveyEvent.SurveyGranted;
import daftar.messages.survey.SurveyEvent.SurveyPolicySet;
import daftar.messages.survey.SurveyPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

/** Rules about money and surveys as Axon carries them out, each in its stream. */
class AccountsStreamsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final SurveyPolicy ALL =
            new SurveyPolicy(100, 14, List.of(), List.of(), Duration.ofDays(1), Duration.ofDays(14));

    private static <T> AggregateTestFixture<T> fixture(Class<T> type) {
        AggregateTestFixture<T> fixture = new AggregateTestFixture<>(type);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(
                new DirectoryDesk(Organisation.usual().surveys(ALL), new RecordingSealing(), InstantSource.fixed(NOW)));
        return fixture;
    }

    @Test
    void every_command_about_money_reaches_the_one_stream() {
        for (CostCommand command :
                List.of(new SetCurrencies(List.of("EUR")), new SetRates(List.of()), new SetCostLimits(List.of()))) {
            fixture(CostStream.class)
                    .givenNoPriorActivity()
                    .when(command, Caller.with(Role.MANAGER))
                    .expectSuccessfulHandlerExecution();
        }
        fixture(CostStream.class)
                .givenCommands()
                .andGivenCommands()
                .when(new SetCurrencies(List.of("EUR", "IRR")), Caller.with(Role.ADMINISTRATOR))
                .expectEvents(new CurrenciesSet(List.of("EUR", "IRR")));
    }

    @Test
    void the_policy_and_each_persons_turn_are_in_streams_of_their_own() {
        SurveyCommand policy = new SetSurveyPolicy(100, null, List.of(), List.of(), null, null);
        fixture(SurveyStream.class)
                .givenNoPriorActivity()
                .when(policy, Caller.with(Role.MANAGER))
                .expectEvents(new SurveyPolicySet(ALL));
        SurveyCommand grant = new GrantSurvey("requester", "ticket-1");
        fixture(SurveyStream.class)
                .givenNoPriorActivity()
                .when(grant, Caller.with(Role.CLOCK))
                .expectEvents(new SurveyGranted("requester", "ticket-1"));
        fixture(SurveyStream.class)
                .givenNoPriorActivity()
                .when(grant, Caller.with(Role.MANAGER))
                .expectException(Refused.class)
                .expectNoEvents();
    }
}
