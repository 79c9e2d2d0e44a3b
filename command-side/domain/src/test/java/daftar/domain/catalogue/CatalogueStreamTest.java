package daftar.domain.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.domain.Caller;
import daftar.domain.DirectoryDesk;
import daftar.domain.RecordingSealing;
import daftar.domain.StreamOfCommand;
import daftar.domain.ticket.Organisation;
import daftar.domain.workflow.Workflows;
import daftar.messages.LocalizedText;
import daftar.messages.Meta;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.catalogue.Catalogue;
import daftar.messages.catalogue.CatalogueCommand;
import daftar.messages.catalogue.CatalogueCommand.ChangeEntry;
import daftar.messages.catalogue.CatalogueCommand.DefineEntry;
import daftar.messages.catalogue.CatalogueCommand.RestoreEntry;
import daftar.messages.catalogue.CatalogueCommand.RetireEntry;
import daftar.messages.catalogue.CatalogueCommand.SetPriorityRules;
import daftar.messages.catalogue.CatalogueEntry;
import daftar.messages.catalogue.CatalogueEntry.Audience;
import daftar.messages.catalogue.CatalogueEntry.FormChoice;
import daftar.messages.catalogue.CatalogueEntry.FormField;
import daftar.messages.catalogue.CatalogueEntry.ReplyText;
import daftar.messages.catalogue.CatalogueEntry.RequestType;
import daftar.messages.catalogue.CatalogueEntry.Service;
import daftar.messages.catalogue.CatalogueEntry.TicketType;
import daftar.messages.catalogue.CatalogueEvent.CatalogueEntryRestored;
import daftar.messages.catalogue.CatalogueEvent.CatalogueEntryRetired;
import daftar.messages.catalogue.CatalogueEvent.PriorityRulesSet;
import daftar.messages.catalogue.CatalogueEvent.RequestTypeDefined;
import daftar.messages.catalogue.CatalogueEvent.ServiceDefined;
import daftar.messages.catalogue.CatalogueEvent.TicketTypeDefined;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.catalogue.FieldKind;
import daftar.messages.catalogue.PriorityRules;
import daftar.messages.catalogue.ServiceHours;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Urgency;
import daftar.messages.workflow.WorkflowCommand.RetireWorkflow;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogueStreamTest {

    private static final Map<String, Object> ADMIN = Caller.with(Role.ADMINISTRATOR);
    private static final Service MAIL = new Service("mail", LocalizedText.of("en", "Mail"), null, "team-network", null);

    private final Organisation house = Organisation.usual().catalogue(new ServiceDefined(MAIL));
    private AggregateTestFixture<CatalogueStream> fixture;

    @BeforeEach
    void catalogue() {
        fixture = new AggregateTestFixture<>(CatalogueStream.class);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(new DirectoryDesk(house, new RecordingSealing(), InstantSource.system()));
    }

    // ---- the life of an entry

    @Test
    void an_entry_is_defined_once_and_the_same_again_is_harmless() {
        fixture.givenNoPriorActivity()
                .when(new DefineEntry(MAIL), ADMIN)
                .expectResultMessagePayload(new Receipt("catalogue-service-mail", null, 0, -1, false))
                .expectEvents(new ServiceDefined(MAIL));
        catalogue();
        fixture.given(new ServiceDefined(MAIL))
                .when(new DefineEntry(MAIL), ADMIN)
                .expectNoEvents();
        catalogue();
        fixture.given(new ServiceDefined(MAIL))
                .when(new DefineEntry(renamed()), ADMIN)
                .expectException(Refused.class)
                .expectExceptionMessage("There is a service mail already; change it instead.");
    }

    @Test
    void an_entry_is_changed_retired_and_restored_but_never_deleted() {
        fixture.given(new ServiceDefined(MAIL))
                .when(new ChangeEntry(renamed()), ADMIN)
                .expectEvents(new ServiceDefined(renamed()));
        catalogue();
        fixture.given(new ServiceDefined(MAIL))
                .when(new RetireEntry(EntryKind.SERVICE, "mail"), ADMIN)
                .expectEvents(new CatalogueEntryRetired(EntryKind.SERVICE, "mail"));
        catalogue();
        fixture.given(new ServiceDefined(MAIL), new CatalogueEntryRetired(EntryKind.SERVICE, "mail"))
                .when(new RetireEntry(EntryKind.SERVICE, "mail"), ADMIN)
                .expectNoEvents();
        catalogue();
        fixture.given(new ServiceDefined(MAIL), new CatalogueEntryRetired(EntryKind.SERVICE, "mail"))
                .when(new RestoreEntry(EntryKind.SERVICE, "mail"), ADMIN)
                .expectEvents(new CatalogueEntryRestored(EntryKind.SERVICE, "mail"));
    }

    @Test
    void a_version_that_is_not_the_newest_is_refused() {
        fixture.given(new ServiceDefined(MAIL), new ServiceDefined(renamed()))
                .when(new ChangeEntry(MAIL), Caller.and(ADMIN, Meta.EXPECTED_VERSION, "0"))
                .expectException(Refused.class)
                .expectNoEvents();
    }

    @Test
    void what_is_not_there_is_not_found() {
        for (CatalogueCommand command : List.of(
                new ChangeEntry(MAIL),
                new RetireEntry(EntryKind.SERVICE, "mail"),
                new RestoreEntry(EntryKind.ACTIVITY, "x"))) {
            assertThat(refused(Catalogue.EMPTY, command).kind()).isEqualTo(Refused.Kind.NOT_FOUND);
        }
    }

    @Test
    void only_administrators_and_managers_change_the_catalogue() {
        for (Role role : Role.values()) {
            boolean allowed = role == Role.ADMINISTRATOR || role == Role.MANAGER;
            Refused refused = catchThrowableOfType(
                    Refused.class,
                    () -> CatalogueRules.decide(Catalogue.EMPTY, new DefineEntry(MAIL), Caller.actor(role), house));
            assertThat(refused == null).as(role.name()).isEqualTo(allowed);
        }
    }

    @Test
    void what_comes_with_daftar_can_be_defined_anew_and_retired() {
        TicketType incident = new TicketType("incident", LocalizedText.of("de", "Panne"));
        fixture.givenNoPriorActivity()
                .when(new DefineEntry(incident), ADMIN)
                .expectEvents(new TicketTypeDefined(incident));
        catalogue();
        fixture.givenNoPriorActivity()
                .when(new RetireEntry(EntryKind.TICKET_TYPE, "complaint"), ADMIN)
                .expectEvents(new CatalogueEntryRetired(EntryKind.TICKET_TYPE, "complaint"));
        Catalogue without = Catalogue.EMPTY.after(new CatalogueEntryRetired(EntryKind.TICKET_TYPE, "complaint"));
        assertThat(without.offers(EntryKind.TICKET_TYPE, "complaint")).isFalse();
        assertThat(without.offers(EntryKind.TICKET_TYPE, "incident")).isTrue();
        assertThat(without.all(EntryKind.TICKET_TYPE)).hasSize(10);
    }

    @Test
    void what_a_request_type_uses_is_not_retired() {
        house.catalogue(new RequestTypeDefined(form(List.of())));
        assertThat(refused(known(MAIL), new RetireEntry(EntryKind.SERVICE, "mail")))
                .hasMessageContaining("laptop")
                .extracting(Refused::code)
                .isEqualTo("service-used");
        assertThat(refused(Catalogue.EMPTY, new RetireEntry(EntryKind.TICKET_TYPE, "service-request"))
                        .code())
                .isEqualTo("ticket-type-used");
        Refused workflow = catchThrowableOfType(
                Refused.class,
                () -> Workflows.decide(
                        new daftar.domain.workflow.Published.Versions(1, null, false),
                        new RetireWorkflow("purchase"),
                        Caller.actor(Role.ADMINISTRATOR),
                        house.choose(new daftar.messages.workflow.WorkflowChoice(null, null, null, "incident"))));
        assertThat(workflow.code()).isEqualTo("workflow-used");
        house.catalogue(new CatalogueEntryRetired(EntryKind.REQUEST_TYPE, "laptop"));
        assertThat(CatalogueRules.decide(
                                known(MAIL),
                                new RetireEntry(EntryKind.SERVICE, "mail"),
                                Caller.actor(Role.MANAGER),
                                house)
                        .events())
                .hasSize(1);
    }

    // ---- what is wrong is named

    @Test
    void a_request_type_names_what_is_unknown_or_retired() {
        house.catalogue(new CatalogueEntryRetired(EntryKind.TICKET_TYPE, "complaint"));
        wrong(form("no", "mail", "network", "incident", null, List.of()), "unknown-ticket-type", "type");
        wrong(form("complaint", "mail", "network", "incident", null, List.of()), "ticket-type-retired", "type");
        wrong(form("incident", "no", "network", "incident", null, List.of()), "unknown-service", "service");
        wrong(form("incident", "mail", "no", "incident", null, List.of()), "unknown-category", "category");
        house.retireCategory("mail");
        wrong(form("incident", "mail", "mail", "incident", null, List.of()), "category-retired", "category");
        wrong(form("incident", "mail", "network", "no", null, List.of()), "unknown-workflow", "workflow");
        house.retire("purchase");
        wrong(form("incident", "mail", "network", "purchase", null, List.of()), "retired-workflow", "workflow");
        wrong(
                form("incident", null, null, null, new Audience(List.of("no"), List.of(), Set.of()), List.of()),
                "unknown-department",
                "visibleTo.departments[0]");
        wrong(
                form("incident", null, null, null, new Audience(List.of(), List.of("no"), Set.of()), List.of()),
                "unknown-post",
                "visibleTo.posts[0]");
    }

    @Test
    void a_form_names_duplicate_fields_and_wrong_limits() {
        FormField text = text("a", null, null);
        wrong(form(List.of(text, text)), "duplicate-field", "fields[1].code");
        wrong(form(List.of(text("A b", null, null))), "malformed-code", "fields[0].code");
        wrong(form(List.of(text("a", 5, 4))), "wrong-limit", "fields[0].longest");
        wrong(form(List.of(text("a", null, 0))), "wrong-limit", "fields[0].longest");
        wrong(form(List.of(text("a", -1, null))), "wrong-limit", "fields[0].shortest");
        wrong(form(List.of(number(FieldKind.NUMBER, "2", "1"))), "wrong-limit", "fields[0].most");
        wrong(form(List.of(number(FieldKind.DATE, "2", null))), "wrong-limit", "fields[0].least");
        wrong(form(List.of(date("2026-02-01", "2026-01-01"))), "wrong-limit", "fields[0].latest");
        wrong(form(List.of(choice(FieldKind.CHOICE))), "no-choices", "fields[0].choices");
        FormChoice one = new FormChoice("x", LocalizedText.of("en", "X"));
        wrong(form(List.of(choice(FieldKind.CHOICE, one, one))), "duplicate-choice", "fields[0].choices[1].code");
        wrong(form(List.of(choice(FieldKind.PERSON, one))), "wrong-limit", "fields[0].choices");
    }

    @Test
    void services_and_texts_name_what_is_wrong() {
        wrong(new Service("mail", MAIL.name(), null, "no", null), "unknown-team", "team");
        wrong(new Service("Mail", MAIL.name(), null, null, null), "malformed-code", "code");
        wrong(new Service("mail", LocalizedText.of("xx", "Mail"), null, null, null), "unknown-language", "name.xx");
        wrong(new Service("mail", MAIL.name(), null, null, hours("Mars", 8, 16)), "unknown-zone", "hours.zone");
        wrong(new Service("mail", MAIL.name(), null, null, hours("UTC", 16, 8)), "wrong-hours", "hours.open[0].until");
        wrong(
                new Service("mail", MAIL.name(), null, null, new ServiceHours("UTC", List.of())),
                "no-hours",
                "hours.open");
        wrong(new ReplyText("hello", MAIL.name(), LocalizedText.of("en", " ")), "malformed-text", "text.en");
    }

    @Test
    void priorities_are_set_whole_and_name_what_is_wrong() {
        PriorityRules usual = PriorityRules.USUAL;
        PriorityRules vip = new PriorityRules(usual.matrix(), List.of("boss"), List.of(), 2, 1);
        fixture.givenNoPriorActivity()
                .when(new SetPriorityRules(vip), ADMIN)
                .expectResultMessagePayload(new Receipt("catalogue-priorities", null, 0, -1, false))
                .expectEvents(new PriorityRulesSet(vip));
        catalogue();
        fixture.given(new PriorityRulesSet(vip))
                .when(new SetPriorityRules(vip), ADMIN)
                .expectNoEvents();
        var eight = usual.matrix().subList(0, 8);
        List<PriorityRules.Cell> twice = new ArrayList<>(usual.matrix());
        twice.add(usual.matrix().getFirst());
        wrong(new PriorityRules(eight, List.of(), List.of(), 0, 0), "missing-cell", "matrix");
        wrong(new PriorityRules(twice, List.of(), List.of(), 0, 0), "named-twice", "matrix[9]");
        wrong(new PriorityRules(usual.matrix(), List.of("no"), List.of(), 0, 0), "unknown-person", "vipPeople[0]");
        wrong(new PriorityRules(usual.matrix(), List.of(), List.of("no"), 0, 0), "unknown-post", "vipPosts[0]");
        wrong(new PriorityRules(usual.matrix(), List.of(), List.of(), 4, 0), "out-of-range", "vipRaises");
        wrong(new PriorityRules(usual.matrix(), List.of(), List.of(), 0, -1), "out-of-range", "outsideHoursLowers");
    }

    private void wrong(PriorityRules rules, String code, String field) {
        Refused refused = refused(Catalogue.EMPTY, new SetPriorityRules(rules));
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.field()).isEqualTo(field);
    }

    @Test
    void the_usual_matrix_says_what_it_always_said_and_steps_end_at_its_ends() {
        for (Impact impact : Impact.values()) {
            for (Urgency urgency : Urgency.values()) {
                assertThat(PriorityRules.USUAL.decide(impact, urgency, true, true))
                        .isEqualTo(Priority.of(impact, urgency));
            }
        }
        PriorityRules much = new PriorityRules(PriorityRules.USUAL.matrix(), List.of(), List.of(), 3, 3);
        assertThat(much.decide(Impact.LOW, Urgency.LOW, true, false)).isEqualTo(Priority.CRITICAL);
        assertThat(much.decide(Impact.HIGH, Urgency.HIGH, true, false)).isEqualTo(Priority.CRITICAL);
        assertThat(much.decide(Impact.HIGH, Urgency.HIGH, false, true)).isEqualTo(Priority.LOW);
        assertThat(much.decide(Impact.LOW, Urgency.LOW, true, true)).isEqualTo(Priority.LOW);
    }

    @Test
    void service_hours_are_those_of_their_zone() {
        ServiceHours hours = new ServiceHours(
                "Asia/Tehran",
                List.of(
                        new ServiceHours.Open(DayOfWeek.SATURDAY, LocalTime.of(8, 0), LocalTime.of(16, 0)),
                        new ServiceHours.Open(DayOfWeek.SUNDAY, LocalTime.of(20, 0), LocalTime.MIDNIGHT)));
        // Tehran is three and a half hours ahead; 2026-11-21 is a Saturday
        assertThat(hours.isOpen(Instant.parse("2026-11-21T04:30:00Z"))).isTrue();
        assertThat(hours.isOpen(Instant.parse("2026-11-21T04:29:59Z"))).isFalse();
        assertThat(hours.isOpen(Instant.parse("2026-11-21T12:30:00Z"))).isFalse();
        assertThat(hours.isOpen(Instant.parse("2026-11-22T20:29:59Z"))).isTrue();
        assertThat(hours.isOpen(Instant.parse("2026-11-22T20:30:00Z"))).isFalse();
    }

    @Test
    void every_version_of_a_request_type_is_kept() {
        RequestType first = form(List.of());
        RequestType second = form(List.of(text("a", null, null)));
        Catalogue catalogue =
                Catalogue.EMPTY.after(new RequestTypeDefined(first)).after(new RequestTypeDefined(second));
        assertThat(catalogue.requestType("laptop", 1)).isEqualTo(first);
        assertThat(catalogue.requestType("laptop", 2)).isEqualTo(second);
        assertThat(catalogue.find(EntryKind.REQUEST_TYPE, "laptop").version()).isEqualTo(2);
        assertThat(catalogue.requestType("laptop", 3)).isNull();
    }

    private static Service renamed() {
        return new Service("mail", LocalizedText.of("en", "Electronic mail"), null, null, null);
    }

    private static ServiceHours hours(String zone, int from, int until) {
        return new ServiceHours(
                zone, List.of(new ServiceHours.Open(DayOfWeek.MONDAY, LocalTime.of(from, 0), LocalTime.of(until, 0))));
    }

    private static RequestType form(List<FormField> fields) {
        return form("service-request", "mail", "network", "purchase", null, fields);
    }

    private static RequestType form(
            String type, String service, String category, String workflow, Audience audience, List<FormField> fields) {
        return new RequestType(
                "laptop",
                LocalizedText.of("en", "Laptop"),
                null,
                type,
                service,
                category,
                null,
                workflow,
                audience,
                fields);
    }

    private static FormField text(String code, Integer shortest, Integer longest) {
        return new FormField(
                code,
                FieldKind.TEXT,
                LocalizedText.of("en", "A"),
                null,
                true,
                shortest,
                longest,
                null,
                null,
                null,
                null,
                List.of());
    }

    private static FormField number(FieldKind kind, String least, String most) {
        return new FormField(
                "n",
                kind,
                LocalizedText.of("en", "N"),
                null,
                true,
                null,
                null,
                new BigDecimal(least),
                most == null ? null : new BigDecimal(most),
                null,
                null,
                List.of());
    }

    private static FormField date(String earliest, String latest) {
        return new FormField(
                "d",
                FieldKind.DATE,
                LocalizedText.of("en", "D"),
                null,
                true,
                null,
                null,
                null,
                null,
                LocalDate.parse(earliest),
                LocalDate.parse(latest),
                List.of());
    }

    private static FormField choice(FieldKind kind, FormChoice... choices) {
        return new FormField(
                "c",
                kind,
                LocalizedText.of("en", "C"),
                null,
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(choices));
    }

    private static Catalogue known(Service service) {
        return Catalogue.EMPTY.after(new ServiceDefined(service));
    }

    private void wrong(CatalogueEntry entry, String code, String field) {
        Refused refused = refused(Catalogue.EMPTY, new DefineEntry(entry));
        assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.field()).isEqualTo(field);
    }

    private Refused refused(Catalogue own, CatalogueCommand command) {
        Refused refused = catchThrowableOfType(
                Refused.class, () -> CatalogueRules.decide(own, command, Caller.actor(Role.ADMINISTRATOR), house));
        assertThat(refused).as(command.toString()).isNotNull();
        return refused;
    }
}
