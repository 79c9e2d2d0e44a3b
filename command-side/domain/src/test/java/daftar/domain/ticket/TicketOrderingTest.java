package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Refused;
import daftar.messages.Refused.Wrong;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.catalogue.CatalogueEntry.Audience;
import daftar.messages.catalogue.CatalogueEntry.FormChoice;
import daftar.messages.catalogue.CatalogueEntry.FormField;
import daftar.messages.catalogue.CatalogueEntry.RequestType;
import daftar.messages.catalogue.CatalogueEntry.Service;
import daftar.messages.catalogue.CatalogueEntry.TicketType;
import daftar.messages.catalogue.CatalogueEntry.UsualPriority;
import daftar.messages.catalogue.CatalogueEvent.CatalogueEntryRetired;
import daftar.messages.catalogue.CatalogueEvent.PriorityRulesSet;
import daftar.messages.catalogue.CatalogueEvent.RequestTypeDefined;
import daftar.messages.catalogue.CatalogueEvent.ServiceDefined;
import daftar.messages.catalogue.CatalogueEvent.TicketTypeDefined;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.catalogue.FieldKind;
import daftar.messages.catalogue.PriorityRules;
import daftar.messages.catalogue.ServiceHours;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.Classification;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.PriorityBasis;
import daftar.messages.ticket.RaisedForm;
import daftar.messages.ticket.TicketCommand.ChangePriority;
import daftar.messages.ticket.TicketCommand.RaiseTicket;
import daftar.messages.ticket.TicketCommand.Reclassify;
import daftar.messages.ticket.TicketCommand.TriageTicket;
import daftar.messages.ticket.TicketEvent.PriorityChanged;
import daftar.messages.ticket.TicketEvent.StageEntered;
import daftar.messages.ticket.TicketEvent.TargetsSet;
import daftar.messages.ticket.TicketEvent.TicketRaised;
import daftar.messages.ticket.TicketEvent.TicketReclassified;
import daftar.messages.ticket.TicketEvent.TicketTriaged;
import daftar.messages.ticket.Urgency;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Raising by a request type of the catalogue, and how priorities are decided. */
class TicketOrderingTest extends TicketFixture {

    private static final UsualPriority URGENT = new UsualPriority(Impact.HIGH, Urgency.MEDIUM);

    // ---- request types

    @Test
    void a_request_type_says_what_the_request_leaves_out_and_is_pinned_with_its_version() {
        Story story = selling(laptop(null, URGENT));
        RaiseTicket raise = raise(Map.of("model", "thin", "amount", "2"));
        when(story, "requester", raise)
                .expectEvents(
                        new TicketRaised(
                                "T-1000",
                                "requester",
                                Channel.PORTAL,
                                "service-request",
                                "mail",
                                "workplace",
                                null,
                                null,
                                "department-sales",
                                "incident",
                                1,
                                "en",
                                Text.of("A laptop"),
                                null,
                                List.of(),
                                List.of(),
                                null,
                                raise.fields(),
                                null,
                                List.of("department-sales"),
                                null,
                                new RaisedForm(
                                        "laptop", 1, Map.of("model", FieldKind.CHOICE, "amount", FieldKind.NUMBER))),
                        triageStage(null),
                        new PriorityChanged(Impact.HIGH, Urgency.MEDIUM, Priority.HIGH, null),
                        targets(now, 10, 60));
    }

    @Test
    void without_a_workflow_of_its_own_the_organisations_rules_choose() {
        Story story = begin(new RequestTypeDefined(requestType("laptop", null, null, null)));
        List<Event> events = story.does("requester", raise(Map.of("model", "thin")));
        assertThat(((TicketRaised) events.getFirst()).workflow()).isEqualTo("request");
        assertThat(events).noneMatch(PriorityChanged.class::isInstance);
    }

    @Test
    void what_the_request_names_itself_wins() {
        Story story = selling(laptop(null, null));
        RaiseTicket usual = raise(Map.of("model", "thin"));
        RaiseTicket own = new RaiseTicket(
                ID,
                null,
                Channel.PORTAL,
                "service-request",
                "network",
                "workplace",
                null,
                null,
                usual.title(),
                null,
                null,
                List.of(),
                List.of(),
                null,
                usual.fields(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "laptop");
        assertThat(((TicketRaised) story.does("requester", own).getFirst()).category())
                .isEqualTo("network");
    }

    @Test
    void every_wrong_field_is_named_with_what_would_be_right() {
        Story story = selling(laptop(null, null));
        Refused refused = story.refused(
                "requester",
                raise(Map.of("model", "fat", "amount", "11", "from", "2025-12-31", "boss", "nobody", "colour", "red")));
        assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID);
        assertThat(refused.all().stream().collect(Collectors.toMap(Wrong::field, Wrong::detail)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "fields.colour",
                        "The form of laptop has no field colour; its fields are model, amount, from, boss, tag.",
                        "fields.model",
                        "Send one of thin, thick.",
                        "fields.amount",
                        "Send a number such as \"2.5\" of 1 to 10.",
                        "fields.from",
                        "Send a day such as \"2026-11-22\" of 2026-01-01 or more.",
                        "fields.boss",
                        "Send the id of an active person."));
        assertThat(story.refused("requester", raise(Map.of())).field()).isEqualTo("fields.model");
        assertThat(story.refused("requester", raise(Map.of("model", " "))).code())
                .isEqualTo("required");
        assertThat(story.refused("requester", raise(Map.of("model", "thin", "boss", "gone")))
                        .field())
                .isEqualTo("fields.boss");
        assertThat(story.refused("requester", raise(Map.of("model", "thin", "tag", "123456")))
                        .getMessage())
                .isEqualTo("Send the name or number of a thing of at most 5 characters.");
    }

    @Test
    void only_those_whom_it_is_for_raise_by_a_request_type_and_the_desk_for_them() {
        Audience managers = new Audience(List.of(), List.of(), Set.of(Role.DEPARTMENT_MANAGER));
        Audience sales = new Audience(List.of("department-sales"), List.of(), Set.of());
        refused(
                selling(laptop(managers, null)),
                "requester",
                raise(Map.of("model", "thin")),
                Refused.Kind.FORBIDDEN,
                "request-type-not-offered");
        assertThat(selling(laptop(managers, null)).does("chief", raise(Map.of("model", "thin"))))
                .isNotEmpty();
        assertThat(selling(laptop(sales, null)).does("requester", raise(Map.of("model", "thin"))))
                .isNotEmpty();
        refused(
                selling(laptop(sales, null)),
                "stranger",
                raise(Map.of("model", "thin")),
                Refused.Kind.FORBIDDEN,
                "request-type-not-offered");
        assertThat(selling(laptop(managers, null)).does("dispatcher", raise(Map.of("model", "thin"))))
                .isNotEmpty();
    }

    @Test
    void what_is_retired_or_unknown_is_named() {
        Story story = selling(laptop(null, null));
        story.house.catalogue(new CatalogueEntryRetired(EntryKind.REQUEST_TYPE, "laptop"));
        refused(story, "requester", raise(Map.of("model", "thin")), Refused.Kind.CONFLICT, "request-type-retired");
        refused(Story.begin(), "requester", raise(Map.of()), Refused.Kind.INVALID, "unknown-request-type");
        Story onRetired = selling(laptop(null, null));
        onRetired.house.retire("incident");
        refused(onRetired, "requester", raise(Map.of("model", "thin")), Refused.Kind.CONFLICT, "retired-workflow");
        refused(Story.begin(), "requester", Story.raise(null, "wish"), Refused.Kind.INVALID, "unknown-type");
        Story withoutComplaints = begin(new CatalogueEntryRetired(EntryKind.TICKET_TYPE, "complaint"));
        refused(withoutComplaints, "requester", Story.raise(null, "complaint"), Refused.Kind.INVALID, "type-retired");
        refused(
                incident(),
                "dispatcher",
                new TriageTicket(ID, new Classification(null, null, "no", null, Impact.LOW, Urgency.LOW), null),
                Refused.Kind.INVALID,
                "unknown-service");
    }

    @Test
    void an_organisations_own_ticket_type_can_be_raised() {
        Story story = begin(new TicketTypeDefined(new TicketType("wish", LocalizedText.of("en", "Wish"))));
        assertThat(story.does("requester", Story.raise(null, "wish"))).isNotEmpty();
    }

    // ---- priorities

    @Test
    void the_organisations_matrix_decides_and_the_event_tells_it() {
        Story story = incident();
        story.house.catalogue(rules(Priority.LOW, 0, 0));
        when(story, "dispatcher", triage(null))
                .expectEvents(
                        new TicketTriaged(
                                "incident",
                                "network",
                                null,
                                null,
                                Impact.HIGH,
                                Urgency.HIGH,
                                Priority.LOW,
                                new PriorityBasis(1, Priority.LOW, false, false)),
                        new daftar.messages.ticket.TicketEvent.OwnerChanged(null, "dispatcher", null),
                        new StageEntered(
                                "work",
                                daftar.messages.workflow.StageKind.WORK,
                                "triaged",
                                daftar.messages.ticket.Holder.team("team-network"),
                                "owner-of-category instead of chosen-by-triage",
                                null));
    }

    @Test
    void a_request_of_somebody_for_whom_more_is_done_is_raised_by_steps() {
        Story story = incident();
        story.house.catalogue(rules(Priority.MODERATE, 1, 0, "requester"));
        TicketTriaged triaged = triaged(story, null);
        assertThat(triaged.priority()).isEqualTo(Priority.HIGH);
        assertThat(triaged.basis()).isEqualTo(new PriorityBasis(1, Priority.MODERATE, true, false));
    }

    @Test
    void outside_of_the_services_hours_it_is_lowered_and_another_service_decides_anew() {
        DayOfWeek today = Story.START.atZone(ZoneOffset.UTC).getDayOfWeek();
        Story story = incident();
        story.house.catalogue(
                rules(Priority.CRITICAL, 0, 2),
                new ServiceDefined(service("closed", today.plus(2))),
                new ServiceDefined(service("open", today)));
        story.does("dispatcher", triage("closed"));
        assertThat(story.ticket.subject().priority()).isEqualTo(Priority.MODERATE);

        List<Event> moved = story.does("dispatcher", new Reclassify(ID, null, null, "open", null, null, null));
        assertThat(moved).hasSize(3);
        assertThat(moved.get(0)).isInstanceOf(TicketReclassified.class);
        assertThat(moved.get(1))
                .isEqualTo(new PriorityChanged(
                        Impact.HIGH,
                        Urgency.HIGH,
                        Priority.CRITICAL,
                        null,
                        new PriorityBasis(1, Priority.CRITICAL, false, false)));
        assertThat(moved.get(2)).isInstanceOf(TargetsSet.class);
    }

    @Test
    void the_same_impact_and_urgency_are_decided_anew_where_the_matrix_has_changed() {
        Story story = incident().and("dispatcher", triage(null));
        assertThat(story.does("dispatcher", new ChangePriority(ID, Impact.HIGH, Urgency.HIGH, null)))
                .isEmpty();
        story.house.catalogue(rules(Priority.MODERATE, 0, 0));
        assertThat(story.does("dispatcher", new ChangePriority(ID, Impact.HIGH, Urgency.HIGH, null)))
                .first()
                .isInstanceOfSatisfying(PriorityChanged.class, changed -> assertThat(changed.priority())
                        .isEqualTo(Priority.MODERATE));
    }

    private static TicketTriaged triaged(Story story, String service) {
        return (TicketTriaged) story.does("dispatcher", triage(service)).getFirst();
    }

    private static TriageTicket triage(String service) {
        return new TriageTicket(
                ID, new Classification(null, "network", service, null, Impact.HIGH, Urgency.HIGH), null);
    }

    /** The usual matrix, but for what is high in both. */
    private static PriorityRulesSet rules(Priority most, int vipRaises, int outsideHoursLowers, String... vips) {
        List<PriorityRules.Cell> matrix = PriorityRules.USUAL.matrix().stream()
                .map(cell -> cell.impact() == Impact.HIGH && cell.urgency() == Urgency.HIGH
                        ? new PriorityRules.Cell(cell.impact(), cell.urgency(), most)
                        : cell)
                .toList();
        return new PriorityRulesSet(new PriorityRules(matrix, List.of(vips), List.of(), vipRaises, outsideHoursLowers));
    }

    private static Service service(String code, DayOfWeek day) {
        return new Service(
                code,
                LocalizedText.of("en", code),
                null,
                null,
                new ServiceHours("UTC", List.of(new ServiceHours.Open(day, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT))));
    }

    private static Story begin(daftar.messages.catalogue.CatalogueEvent... happened) {
        return new Story(Organisation.usual().catalogue(happened));
    }

    private static Story selling(RequestType requestType) {
        return begin(
                new ServiceDefined(new Service("workplace", LocalizedText.of("en", "Workplace"), null, null, null)),
                new RequestTypeDefined(requestType));
    }

    private static RaiseTicket raise(Map<String, String> fields) {
        return new RaiseTicket(
                ID,
                null,
                Channel.PORTAL,
                null,
                null,
                null,
                null,
                null,
                Text.of("A laptop"),
                null,
                null,
                List.of(),
                List.of(),
                null,
                fields.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, field -> Text.of(field.getValue()))),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "laptop");
    }

    private static RequestType laptop(Audience audience, UsualPriority priority) {
        return requestType("laptop", "incident", audience, priority);
    }

    private static RequestType requestType(String code, String workflow, Audience audience, UsualPriority priority) {
        LocalizedText name = LocalizedText.of("en", code);
        return new RequestType(
                code,
                name,
                null,
                "service-request",
                workflow == null ? null : "workplace",
                "mail",
                priority,
                workflow,
                audience,
                List.of(
                        new FormField(
                                "model",
                                FieldKind.CHOICE,
                                name,
                                null,
                                true,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                List.of(new FormChoice("thin", name), new FormChoice("thick", name))),
                        new FormField(
                                "amount",
                                FieldKind.NUMBER,
                                name,
                                null,
                                false,
                                null,
                                null,
                                BigDecimal.ONE,
                                BigDecimal.TEN,
                                null,
                                null,
                                List.of()),
                        new FormField(
                                "from",
                                FieldKind.DATE,
                                name,
                                null,
                                false,
                                null,
                                null,
                                null,
                                null,
                                java.time.LocalDate.of(2026, 1, 1),
                                null,
                                List.of()),
                        new FormField(
                                "boss",
                                FieldKind.PERSON,
                                name,
                                null,
                                false,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                List.of()),
                        new FormField(
                                "tag",
                                FieldKind.ASSET,
                                name,
                                null,
                                false,
                                null,
                                5,
                                null,
                                null,
                                null,
                                null,
                                List.of())));
    }
}
