package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.LocalizedText;
import daftar.messages.Money;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.catalogue.CatalogueEntry;
import daftar.messages.catalogue.CatalogueEvent.ActivityDefined;
import daftar.messages.catalogue.CatalogueEvent.CatalogueEntryRetired;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.cost.CostEvent.CurrenciesSet;
import daftar.messages.cost.CostEvent.RatesSet;
import daftar.messages.cost.HourlyRate;
import daftar.messages.ticket.CostKind;
import daftar.messages.ticket.CostLine;
import daftar.messages.ticket.Labour;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.ticket.Work;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkRulesTest {

    private static Story begun() {
        return Story.begin()
                .and("requester", Story.raise(null, "incident"))
                .and("dispatcher", Story.assign("specialist"));
    }

    private static Money money(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    private static Work work(String activity, CostLine... costs) {
        return new Work(null, 90, activity, List.of(costs), null);
    }

    private static CostLine line(CostKind kind, String quantity, Money cost, Money each) {
        return new CostLine(kind, new BigDecimal(quantity), cost, null, null, each);
    }

    private static ActivityDefined activity(String code) {
        return new ActivityDefined(new CatalogueEntry.Activity(code, LocalizedText.of("en", code)));
    }

    @Test
    void an_activity_is_of_the_organisations_list_where_there_is_one() {
        Story story = begun().and("specialist", new LogWork(ID, "free", work("whatever")));
        story.house.catalogue(activity("diagnosis"), activity("travel"));
        Refused refused = story.refused("specialist", new LogWork(ID, null, work("whatever")));
        assertThat(refused.field()).isEqualTo("work.activity");
        assertThat(refused.getMessage()).contains("diagnosis, travel");
        assertThat(story.refused("specialist", new StartTimer(ID, "whatever", null))
                        .field())
                .isEqualTo("activity");
        story.and("specialist", new LogWork(ID, "listed", work("travel")))
                .and("importer", new LogWork(ID, "old-desk", work("whatever")));
        story.house.catalogue(new CatalogueEntryRetired(EntryKind.ACTIVITY, "travel"));
        assertThat(story.refused("specialist", new LogWork(ID, null, work("travel")))
                        .code())
                .isEqualTo("unknown-activity");
        story.and("specialist", new CorrectWork(ID, "listed", work("travel"), text()))
                .and("specialist", new CorrectWork(ID, "free", work("whatever"), text()));
    }

    @Test
    void dispatcher_and_manager_write_down_what_others_of_the_desk_did() {
        Story story = begun();
        assertThat(story.refused("specialist", new LogWork(ID, null, work("a"), "specialist2"))
                        .code())
                .isEqualTo("not-your-work");
        assertThat(story.refused("manager", new LogWork(ID, null, work("a"), "requester"))
                        .field())
                .isEqualTo("performer");
        assertThat(story.refused("manager", new LogWork(ID, null, work("a"), "gone"))
                        .field())
                .isEqualTo("performer");
        assertThat(story.refused("manager", new LogWork(ID, null, work("a"), "nobody"))
                        .field())
                .isEqualTo("performer");
        WorkLogged logged = (WorkLogged) story.does("dispatcher", new LogWork(ID, "e", work("a"), "specialist2"))
                .getFirst();
        assertThat(logged.performer()).isEqualTo("specialist2");
        story.and("specialist2", new CorrectWork(ID, "e", work("b"), text()));
    }

    @Test
    void an_entry_is_corrected_after_the_end_too() {
        Story story = begun().and("specialist", new LogWork(ID, "e", work("a")));
        story.and("requester", new CancelTicket(ID, text()))
                .and("manager", new CorrectWork(ID, "e", work("b"), text()))
                .and("specialist", new CorrectWork(ID, "e", null, text()));
        assertThat(Working.entry(story.ticket, "e").struckOut()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"3, 0.335, KWD, 1.005", "3, 10, JPY, 30", "2.5, 1001, JPY, 2503", "1.5, 10000.25, IRR, 15000.38"})
    void the_cost_of_a_line_follows_from_the_price_of_one(String quantity, String each, String currency, String cost) {
        CostLine line = line(CostKind.MATERIAL, quantity, null, money(each, currency));
        WorkLogged logged = (WorkLogged) begun().does("specialist", new LogWork(ID, null, work("a", line)))
                .getFirst();
        assertThat(logged.costs().getFirst().cost()).isEqualTo(money(cost, currency));
    }

    @Test
    void what_does_not_fit_together_is_named() {
        Story story = begun();
        Money euro = money("1", "EUR");
        List<List<Object>> wrong = List.of(
                List.of(line(CostKind.MATERIAL, "1", null, null), "cost"),
                List.of(line(CostKind.MATERIAL, "3", money("4", "EUR"), euro), "cost"),
                List.of(line(CostKind.MATERIAL, "1", money("1", "USD"), euro), "cost"),
                List.of(line(CostKind.MATERIAL, "1", null, money("1", "???")), "unitPrice"),
                List.of(line(CostKind.MATERIAL, "1", null, money("1.5", "JPY")), "unitPrice"),
                List.of(line(CostKind.MATERIAL, "1", money("1.0001", "KWD"), null), "cost"),
                List.of(line(CostKind.MATERIAL, "1", money("12345678901234", "IRR"), null), "cost"),
                List.of(line(CostKind.MATERIAL, "0", euro, null), "quantity"));
        for (List<Object> each : wrong) {
            Refused refused = story.refused("specialist", new LogWork(ID, null, work("a", (CostLine) each.getFirst())));
            assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID);
            assertThat(refused.field()).isEqualTo("work.costs[0]." + each.get(1));
        }
        story.house.costs(new CurrenciesSet(List.of("IRR", "EUR")));
        Refused refused = story.refused(
                "specialist", new LogWork(ID, null, work("a", line(CostKind.TRAVEL, "1", money("1", "USD"), null))));
        assertThat(refused.code()).isEqualTo("currency-not-allowed");
        assertThat(refused.getMessage()).contains("IRR, EUR");
        story.and("importer", new LogWork(ID, "old", work("a", line(CostKind.TRAVEL, "1", money("1", "USD"), null))));
    }

    @Test
    void the_time_is_priced_by_the_closest_rate_that_held_when_it_was_worked_and_keeps_it() {
        Story story = begun();
        Instant march = Instant.parse("2026-03-01T00:00:00Z");
        story.house.costs(new RatesSet(List.of(
                new HourlyRate(null, null, null, money("40", "EUR"), null, null),
                new HourlyRate(null, Role.SPECIALIST, null, money("50", "EUR"), null, march),
                new HourlyRate(null, Role.SPECIALIST, null, money("60", "EUR"), march, null),
                new HourlyRate("specialist", null, "travel", money("31.01", "EUR"), null, null))));
        assertThat(labour(story, "dispatcher", "repair", null))
                .isEqualTo(new Labour(money("40", "EUR"), money("60.00", "EUR")));
        assertThat(labour(story, "specialist", "repair", null).cost()).isEqualTo(money("90.00", "EUR"));
        assertThat(labour(story, "specialist", "repair", march.minusSeconds(1)).cost())
                .isEqualTo(money("75.00", "EUR"));
        assertThat(labour(story, "specialist", "travel", null).cost())
                .as("90 minutes of 31.01 are 46.515, half up")
                .isEqualTo(money("46.52", "EUR"));
        CostLine own = line(CostKind.LABOUR, "1", money("5", "EUR"), null);
        WorkLogged byHand = (WorkLogged) story.does("specialist", new LogWork(ID, "hand", work("a", own)))
                .getFirst();
        assertThat(byHand.labour()).as("somebody said what the labour cost").isNull();
        WorkLogged logged = (WorkLogged) story.does("specialist", new LogWork(ID, "kept", work("repair")))
                .getFirst();
        story.house.costs(new RatesSet(List.of()));
        assertThat(logged.labour()).isNotNull();
        WorkCorrected corrected = (WorkCorrected) story.later(Duration.ofDays(1))
                .does("specialist", new CorrectWork(ID, "kept", work("repair"), text()))
                .getFirst();
        assertThat(corrected.labour()).as("priced anew when it is corrected").isNull();
    }

    private static Labour labour(Story story, String person, String activity, Instant performedAt) {
        Work work = new Work(performedAt, 90, activity, List.of(), null);
        return ((WorkLogged) story.does(person, new LogWork(ID, null, work)).getFirst()).labour();
    }
}
