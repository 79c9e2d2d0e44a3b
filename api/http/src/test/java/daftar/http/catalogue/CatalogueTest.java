package daftar.http.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.catalogue.CatalogueCommand.ChangeEntry;
import daftar.messages.catalogue.CatalogueCommand.DefineEntry;
import daftar.messages.catalogue.CatalogueCommand.RestoreEntry;
import daftar.messages.catalogue.CatalogueCommand.RetireEntry;
import daftar.messages.catalogue.CatalogueCommand.SetPriorityRules;
import daftar.messages.catalogue.CatalogueEntry.RequestType;
import daftar.messages.catalogue.CatalogueEntry.Service;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.catalogue.FieldKind;
import daftar.messages.catalogue.PriorityRules;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Urgency;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CatalogueTest {

    private static final String LAPTOP = """
            {"code":"new-laptop","name":{"en":"New laptop","fa":"لپ‌تاپ نو"},"type":"service-request","category":"printing",
             "priority":{"impact":"LOW","urgency":"MEDIUM"},"workflow":"incident","description":{"de":"Ein neues Gerät"},
             "visibleTo":{"departments":["department-it"],"roles":["MANAGER"]},"fields":[
              {"code":"amount","kind":"NUMBER","label":{"en":"Amount"},"required":true,"least":0,"most":-0.5},
              {"code":"from","kind":"DATE","label":{"en":"From"},"earliest":"2026-01-01"},
              {"code":"model","kind":"CHOICE","label":{"en":"Model"},"choices":[{"code":"a","label":{"en":"A"}}]}]}""";

    @BeforeEach
    void carry_out() {
        Api.COMMANDS.carryOut();
    }

    @Test
    void a_request_type_is_defined_with_its_form() {
        Answer answer = Api.post("administrator", "/api/catalogue/request-types", LAPTOP, "If-Match", "\"3\"");

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.body().path("id").asString()).isEqualTo("catalogue-request-new-laptop");
        assertThat(Api.COMMANDS.last().envelope().expectedVersion()).isEqualTo(3);
        RequestType laptop = (RequestType) ((DefineEntry) Api.COMMANDS.last().command()).entry();
        assertThat(laptop.visibleTo().roles()).containsExactly(Role.MANAGER);
        assertThat(laptop.fields())
                .extracting(field -> field.kind())
                .containsExactly(FieldKind.NUMBER, FieldKind.DATE, FieldKind.CHOICE);
        assertThat(laptop.field("amount").required()).isTrue();
        assertThat(laptop.field("amount").most()).isEqualTo(new BigDecimal("-0.5"));
        assertThat(laptop.field("from").earliest()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(laptop.field("from").required()).isFalse();
    }

    @Test
    void a_service_has_hours() {
        Answer answer = Api.post("administrator", "/api/catalogue/services", """
                {"code":"mail","name":{"en":"Mail"},"hours":{"zone":"Asia/Tehran",
                 "open":[{"day":"SATURDAY","from":"08:00","until":"16:30"}]}}""");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        Service mail = (Service) ((DefineEntry) Api.COMMANDS.last().command()).entry();
        assertThat(mail.hours().open().getFirst().day()).isEqualTo(DayOfWeek.SATURDAY);
        assertThat(mail.hours().open().getFirst().until()).isEqualTo(LocalTime.of(16, 30));
    }

    @Test
    void changing_retiring_and_restoring_are_commands() {
        assertThat(Api.post("administrator", "/api/catalogue/request-types/new-laptop/change", LAPTOP)
                        .status())
                .isEqualTo(200);
        assertThat(Api.COMMANDS.last().command()).isInstanceOf(ChangeEntry.class);
        Api.post("administrator", "/api/catalogue/services/mail/retire", "{}");
        assertThat(Api.COMMANDS.last().command()).isEqualTo(new RetireEntry(EntryKind.SERVICE, "mail"));
        Api.post("administrator", "/api/catalogue/reply-texts/hello/restore", "{}");
        assertThat(Api.COMMANDS.last().command()).isEqualTo(new RestoreEntry(EntryKind.REPLY_TEXT, "hello"));
    }

    @Test
    void every_fault_of_a_definition_is_named_by_its_place() {
        Answer answer = Api.post("administrator", "/api/catalogue/request-types", """
                {"code":"New Laptop","name":{},"fields":[{"code":"a","kind":"COLOUR","label":{"en":"A"}},
                 {"code":"b","kind":"DATE","label":{"xx":"B"},"earliest":"tomorrow","most":"9"}],"visibleTo":{"roles":["KING"]}}""");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactlyInAnyOrder(
                        "code",
                        "name",
                        "type",
                        "fields[0].kind",
                        "fields[1].label.xx",
                        "fields[1].earliest",
                        "fields[1].most",
                        "visibleTo.roles[0]");
        Answer hours = Api.post("administrator", "/api/catalogue/services", """
                {"code":"mail","name":{"en":"Mail"},"hours":{"zone":"Moon","open":[{"day":"SATURDAY","from":"8","until":"24:00"}]}}""");
        assertThat(hours.body().path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactlyInAnyOrder("hours.zone", "hours.open[0].from", "hours.open[0].until");
        assertThat(Api.post("administrator", "/api/catalogue/request-types/other/change", LAPTOP)
                        .problem())
                .isEqualTo("other-code");
        assertThat(Api.post("administrator", "/api/catalogue/services/mail/retire", "{\"why\":1}")
                        .status())
                .isEqualTo(400);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void refusals_keep_their_status() {
        for (Refused refused : List.of(
                Refused.forbidden("not-yours", "no"),
                Refused.notFound("unknown-service", "no"),
                Refused.conflict("already-defined", "no"),
                Refused.stale("catalogue-x", 1, 2))) {
            Api.COMMANDS.refuse(() -> refused);
            assertThat(Api.post("requester", "/api/catalogue/services/mail/retire", "{}")
                            .status())
                    .isEqualTo(
                            switch (refused.kind()) {
                                case FORBIDDEN -> 403;
                                case NOT_FOUND -> 404;
                                case CONFLICT -> 409;
                                default -> 412;
                            });
        }
        assertThat(Api.REFUSALS).contains("person-requester: POST /api/catalogue/services/mail/retire: not-yours");
        Api.COMMANDS.carryOut();
        assertThat(Api.post("", "/api/catalogue/services", "{}").status()).isEqualTo(401);
        assertThat(Api.post("administrator", "/api/catalogue/wishes", "{}").status())
                .isEqualTo(404);
        assertThat(Api.post("administrator", "/api/catalogue/services/Mail!/retire", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(Api.post("administrator", "/api/catalogue/services/mail/delete", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void how_priorities_are_decided_is_set_and_read() {
        String body = "{\"matrix\":[{\"impact\":\"HIGH\",\"urgency\":\"LOW\",\"priority\":\"HIGH\"}],"
                + "\"vipPeople\":[\"person-a\"],\"vipRaises\":1}";
        Answer answer = put(body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        PriorityRules rules = ((SetPriorityRules) Api.COMMANDS.last().command()).rules();
        assertThat(rules.byMatrix(Impact.HIGH, Urgency.LOW)).isEqualTo(Priority.HIGH);
        assertThat(rules.vipPeople()).containsExactly("person-a");
        assertThat(rules.outsideHoursLowers()).isZero();
        assertThat(put("{\"matrix\":[{\"impact\":\"HUGE\",\"urgency\":\"LOW\"}],\"vipRaises\":-1}")
                        .body()
                        .path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactlyInAnyOrder("matrix[0].impact", "matrix[0].priority", "vipRaises");
        JsonNode usual = Api.get("dispatcher", "/api/catalogue/priorities").body();
        assertThat(usual.path("version").asInt(-1)).isZero();
        assertThat(usual.at("/rules/matrix")).hasSize(9);
        assertThat(Api.get("requester", "/api/catalogue/priorities").status()).isEqualTo(403);
    }

    private static Answer put(String body) {
        HttpRequest.Builder request = Api.request("administrator", "/api/catalogue/priorities");
        request.setHeader("Content-Type", "application/json");
        return Api.send(request.PUT(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    @Test
    void everybody_sees_what_they_may_raise_in_their_language() {
        JsonNode own = Api.get("requester", "/api/catalogue").body();
        assertThat(own.path("language").asString()).isEqualTo("en");
        assertThat(own.path("requestTypes"))
                .extracting(one -> one.path("code").asString())
                .containsExactly("laptop");
        assertThat(own.at("/requestTypes/0/fields/0/label").asString()).isEqualTo("Reason");
        assertThat(own.path("services")).isEmpty();
        assertThat(own.at("/categories/0/code").asString()).isEqualTo("printing");

        JsonNode persian =
                Api.get("administrator", "/api/catalogue?language=fa").body();
        assertThat(persian.path("requestTypes"))
                .extracting(one -> one.path("code").asString())
                .containsExactly("account", "laptop");
        assertThat(persian.at("/requestTypes/1/fields/0/label").asString()).isEqualTo("دلیل");
        assertThat(persian.path("types"))
                .extracting(one -> one.path("name").asString())
                .contains("رخداد");
        assertThat(Api.get("requester", "/api/catalogue?language=--").status()).isEqualTo(400);
    }

    @Test
    void the_whole_catalogue_is_for_who_keeps_it_and_the_desk() {
        JsonNode services = Api.get("dispatcher", "/api/catalogue/services").body();
        assertThat(services.at("/entries/0/code").asString()).isEqualTo("fax");
        assertThat(services.at("/entries/0/retired").asBoolean()).isTrue();
        JsonNode laptop =
                Api.get("administrator", "/api/catalogue/request-types/laptop").body();
        assertThat(laptop.at("/definition/fields/0/longest").asInt()).isEqualTo(500);
        assertThat(laptop.path("version").asInt()).isEqualTo(1);
        assertThat(Api.get("requester", "/api/catalogue/services").status()).isEqualTo(403);
        assertThat(Api.get("dispatcher", "/api/catalogue/services/nothing").status())
                .isEqualTo(404);
        assertThat(Api.get("dispatcher", "/api/catalogue/wishes").status()).isEqualTo(404);
        assertThat(Api.get("dispatcher", "/api/catalogue/services/fax/history").status())
                .isEqualTo(200);
        assertThat(Api.get("", "/api/catalogue").status()).isEqualTo(401);
    }

    @Test
    void a_retired_category_is_not_offered_and_still_found_in_the_directory() {
        JsonNode offered = Api.get("requester", "/api/catalogue").body().path("categories");
        assertThat(offered.at("/0/code").asString()).isEqualTo("printing");
        assertThat(offered.at("/0/categories").isEmpty()).isTrue();
        assertThat(Api.get("requester", "/api/directory/categories/telex")
                        .body()
                        .path("retired")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void what_is_read_tells_by_which_version_it_is_changed() {
        Answer fax = Api.get("administrator", "/api/catalogue/services/fax");
        assertThat(fax.header("ETag")).isEqualTo("\"2\"");
        assertThat(fax.body().path("retired").asBoolean()).isTrue();
        Api.post("administrator", "/api/catalogue/services/fax/restore", "", "If-Match", fax.header("ETag"));
        assertThat(Api.COMMANDS.last().envelope().expectedVersion()).isEqualTo(2);
        assertThat(Api.get("administrator", "/api/catalogue/types/incident").header("ETag"))
                .isEmpty();
    }

    @Test
    void what_is_read_can_be_sent_back() {
        String definition = Api.get("administrator", "/api/catalogue/request-types/account")
                .body()
                .path("definition")
                .toString();
        Answer answer = Api.post("administrator", "/api/catalogue/request-types/account/change", definition);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }
}
