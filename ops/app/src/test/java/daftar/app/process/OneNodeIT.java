package daftar.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import daftar.app.deployment.DocumentedMeters;
import daftar.app.deployment.WatchedSeries;
import daftar.app.process.Api.Answer;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What the README promises of {@code java -jar daftar.jar}: one node with all roles, from an empty folder. The tests share
 * one start and follow one ticket; the last one starts the node again.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OneNodeIT {

    /** What Prometheus' format adds to a meter's name. */
    private static final String SUFFIX = "(_seconds)?(_total|_max)?$";

    @TempDir
    static Path folder;

    /** The organisation's mail server; {@code desk} is the mailbox that is read. */
    private static final GreenMail MAIL = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });

    private static Node desk;
    private static String ticket = "";
    private static String schedule = "";
    private static Instant beforeResolution = Instant.EPOCH;

    @BeforeAll
    static void start() throws UserException {
        MAIL.start();
        MAIL.getUserManager().createUser("desk@desk.example", "desk", "secret");
        MAIL.getUserManager().createUser("network@desk.example", "network", "secret");
        MAIL.getUserManager().createUser("requester@desk.example", "requester", "secret");
        desk = node("desk", Ports.free(), Ports.free()).start();
        desk.awaitReady();
    }

    @AfterAll
    static void end() {
        desk.close();
        MAIL.stop();
    }

    private static Node node(String name, int port, int storePort) {
        return new Node(name, folder, port)
                .with("daftar.data", folder.resolve("data"))
                .with("daftar.embedded.event-store-port", storePort)
                .with("daftar.mail.host", "127.0.0.1")
                .with("daftar.mail.port", MAIL.getSmtp().getPort())
                .with("daftar.mail.security", "none")
                .with("daftar.mail.from", "desk@desk.example")
                .with("daftar.mail.in[0].host", "127.0.0.1")
                .with("daftar.mail.in[0].port", MAIL.getImap().getPort())
                .with("daftar.mail.in[0].tls", "none")
                .with("daftar.mail.in[0].user", "desk")
                .with("daftar.mail.in[0].password", "secret")
                .with("daftar.mail.in[0].address", "desk@desk.example")
                .with("daftar.mail.in[0].poll", "1s")
                .with("daftar.mail.in[1].host", "127.0.0.1")
                .with("daftar.mail.in[1].port", MAIL.getImap().getPort())
                .with("daftar.mail.in[1].tls", "none")
                .with("daftar.mail.in[1].user", "network")
                .with("daftar.mail.in[1].password", "secret")
                .with("daftar.mail.in[1].address", "network@desk.example")
                .with("daftar.mail.in[1].category", "network");
    }

    @Test
    @Order(1)
    void a_ticket_goes_from_its_raising_to_its_confirmation() {
        Api requester = desk.as("requester");
        Api dispatcher = desk.as("dispatcher");
        Api specialist = desk.as("specialist");

        Answer raised = requester
                .post(
                        "/api/tickets",
                        Map.of(
                                "channel", "PORTAL",
                                "type", "incident",
                                "language", "ru",
                                "title", "Принтеры на третьем этаже не печатают",
                                "description", "После обновления документы остаются в очереди."))
                .expect(201);
        ticket = raised.at("/number").asString();
        assertThat(ticket).matches("T-[0-9]+");
        String path = "/api/tickets/" + ticket;

        JsonNode queue = dispatcher.after(raised).get("/api/inbox").expect(200).body();
        assertThat(queue.at("/items/0/ticket/number").asString()).isEqualTo(ticket);
        assertThat(queue.at("/items/0/because").asString()).isEqualTo("TEAM_QUEUE");

        Answer triaged = dispatcher
                .post(
                        path + "/triage",
                        Map.of(
                                "classification", Map.of("category", "hardware", "impact", "MEDIUM", "urgency", "HIGH"),
                                "assign", Map.of("assignees", List.of("person-specialist"))))
                .expect(200);
        JsonNode inbox = specialist.after(triaged).get("/api/inbox").expect(200).body();
        assertThat(inbox.at("/items/0/ticket/number").asString()).isEqualTo(ticket);
        assertThat(inbox.at("/items/0/because").asString()).isEqualTo("ASSIGNED");

        specialist.post(path + "/start", Map.of()).expect(200);
        specialist
                .post(
                        path + "/log-work",
                        Map.of("work", Map.of("minutes", 25, "activity", "diagnosis", "note", "spooler restarted")))
                .expect(200);
        Answer noted = specialist
                .post(path + "/note", Map.of("text", "the server zanzibar was forgotten"))
                .expect(200);

        JsonNode workload =
                desk.as("manager").after(noted).get("/api/workload").expect(200).body();
        assertThat(workload.at("/total/open").asInt()).isEqualTo(1);
        assertThat(workload.at("/total/inProgress").asInt()).isEqualTo(1);
        assertThat(workload.at("/total/today/minutes").asInt()).isEqualTo(25);

        beforeResolution = Instant.now();
        Answer resolved = specialist
                .post(
                        path + "/resolve",
                        Map.of("solution", Map.of("text", "Служба печати перезапущена", "fix", "PERMANENT")))
                .expect(200);
        JsonNode asked = requester.after(resolved).get("/api/inbox").expect(200).body();
        assertThat(asked.at("/items/0/because").asString()).isEqualTo("CONFIRMATION");

        Answer confirmed =
                requester.post(path + "/confirm", Map.of("rating", 5)).expect(200);
        JsonNode closed = requester.after(confirmed).get(path).expect(200).body();
        assertThat(closed.path("status").asString()).isEqualTo("CLOSED");
        assertThat(closed.path("version").asLong())
                .isEqualTo(confirmed.at("/version").asLong());
    }

    @Test
    @Order(2)
    void a_search_finds_other_forms_of_the_words() {
        assertThat(found("requester", "принтером печатает")).containsExactly(ticket);
        assertThat(found("dispatcher", "обновлению")).containsExactly(ticket);
        assertThat(found("dispatcher", "сканером")).isEmpty();
    }

    @Test
    @Order(2)
    void a_work_note_is_never_shown_to_the_requester() {
        assertThat(found("specialist", "zanzibar")).containsExactly(ticket);
        assertThat(found("requester", "zanzibar")).isEmpty();
        Api requester = desk.as("requester");
        for (String path : List.of(
                "/api/tickets?q=" + Api.encoded("zanzibar | принтер"),
                "/api/tickets/" + ticket,
                "/api/tickets/" + ticket + "/timeline")) {
            assertThat(requester.get(path).expect(200).text())
                    .contains(ticket)
                    .doesNotContain("zanzibar")
                    .doesNotContain("spooler");
        }
    }

    @Test
    @Order(2)
    void the_timeline_tells_who_had_it_for_how_long() {
        JsonNode timeline = desk.as("requester")
                .get("/api/tickets/" + ticket + "/timeline")
                .expect(200)
                .body();
        assertThat(timeline.path("steps").values().stream()
                        .map(step -> step.path("type").asString()))
                .startsWith("TicketRaised")
                .contains("TicketTriaged", "WorkStarted", "TicketResolved", "ResolutionConfirmed", "TicketClosed")
                .doesNotContain("WorkNoteAdded");
        assertThat(timeline.path("stays").values().stream()
                        .map(stay -> stay.path("status").asString()))
                .startsWith("NEW", "ASSIGNED", "IN_PROGRESS", "RESOLVED");
        assertThat(timeline.at("/stays/1/holder/people/0/id").asString()).isEqualTo("person-specialist");
    }

    @Test
    @Order(2)
    void the_auditor_sees_every_event_and_the_ticket_as_it_stood() {
        Api auditor = desk.as("auditor");
        String path = "/api/audit/tickets/" + ticket;
        JsonNode events = auditor.get(path + "/events").expect(200).body().path("events");
        assertThat(events.values().stream().map(event -> event.path("type").asString()))
                .contains("TicketRaised", "WorkLogged", "WorkNoteAdded", "TicketClosed");
        JsonNode then =
                auditor.get(path + "?at=" + beforeResolution).expect(200).body();
        assertThat(then.at("/ticket/status").asString()).isEqualTo("IN_PROGRESS");
        JsonNode resolution = auditor.get(path + "/history").expect(200).body().path("events").values().stream()
                .filter(event -> event.path("type").asString().equals("TicketResolved"))
                .findFirst()
                .orElseThrow();
        assertThat(resolution.path("changes").values().stream()
                        .filter(change -> change.path("field").asString().equals("solution"))
                        .map(change -> change.path("after").asString()))
                .containsExactly("Служба печати перезапущена");
        desk.as("requester").get(path + "/events").expect(403);
        // the register of now, by another way: the folds over the log, and the very controllers of the present
        Instant past = Instant.now();
        for (String one : List.of("/directory/people?", "/directory/teams?", "/workflows?", "/workflows/incident?")) {
            assertThat(auditor.get("/api/audit" + one + "recordedAt=" + past)
                            .expect(200)
                            .text())
                    .isEqualTo(auditor.get("/api" + one).expect(200).text());
        }
        JsonNode whole = auditor.get("/api/audit/desk?at=" + beforeResolution)
                .expect(200)
                .body();
        assertThat(whole.at("/tickets/0/status").asString()).isEqualTo("IN_PROGRESS");
        assertThat(auditor.get("/api/audit/people/person-requester/inbox?recordedAt=" + beforeResolution)
                        .expect(200)
                        .at("/inbox/total")
                        .asInt())
                .isZero();
        assertThat(auditor.get("/api/audit/workload?recordedAt=" + beforeResolution)
                        .expect(200)
                        .at("/workload/total/inProgress")
                        .asInt())
                .isEqualTo(1);
        // what was denied is an act, too, and known before the auditor is answered
        JsonNode acts = auditor.get("/api/audit/people/person-requester/acts?size=500")
                .expect(200)
                .body()
                .path("entries");
        assertThat(acts.values().stream().map(act -> act.path("type").asString()))
                .contains("TicketRaised", "ResolutionConfirmed", "AccessDenied");
        assertThat(acts.values().stream()
                        .flatMap(act -> act.at("/event/denials").valueStream())
                        .map(denial -> denial.path("what").asString()))
                .contains("GET /api/audit/tickets/{ref}/events");
        assertThat(auditor.get("/api/audit/log?stream=team-*&type=TeamFormed")
                        .expect(200)
                        .body()
                        .path("entries"))
                .isNotEmpty();
        auditor.post("/api/tickets/" + ticket + "/note", Map.of("text", "I was here"))
                .expect(403);
    }

    @Test
    @Order(2)
    void people_come_in_by_csv_and_by_scim_and_leave_without_being_deleted() {
        Api admin = desk.as("admin");
        String file = "person,name,supervisor,userName\nperson-omid,امید رضایی,person-manager,omid\n";
        assertThat(admin.csv("/api/directory/import?dryRun=true", file)
                        .expect(200)
                        .at("/changed")
                        .asInt())
                .isEqualTo(1);
        assertThat(admin.csv("/api/directory/import", file)
                        .expect(200)
                        .at("/changed")
                        .asInt())
                .isEqualTo(1);
        assertThat(admin.csv("/api/directory/import", file)
                        .expect(200)
                        .at("/unchanged")
                        .asInt())
                .isEqualTo(1);
        assertThat(admin.get("/api/directory/people?q=" + Api.encoded("رضا"))
                        .expect(200)
                        .at("/entries/0/id")
                        .asString())
                .isEqualTo("person-omid");

        Answer created = admin.post("/scim/v2/Users", Map.of("userName", "mei@example.org", "displayName", "陈梅"))
                .expect(201);
        String mei = created.at("/id").asString();
        Answer gone = admin.post("/api/directory/people/" + mei + "/deactivate", Map.of())
                .expect(200);
        assertThat(admin.after(gone)
                        .get("/api/directory/people/" + mei)
                        .expect(200)
                        .at("/active")
                        .asBoolean())
                .isFalse();
        JsonNode history = admin.get("/api/directory/people/" + mei + "/history")
                .expect(200)
                .body();
        assertThat(history.valueStream().map(one -> one.path("event").asString()))
                .containsExactly("PersonRegistered", "IdentityLinked", "PersonDeactivated");
        assertThat(history.at("/0/facts/name").asString()).isEqualTo("陈梅");
        desk.as("requester").get("/scim/v2/Users").expect(403);
    }

    @Test
    @Order(2)
    void the_auditor_reads_who_was_refused_an_administrative_act_and_nobody_else_does() {
        desk.as("manager").post("/api/rights", Map.of("desk", "ALL")).expect(403);
        desk.as("dispatcher").get("/api/operations/projections").expect(403);

        JsonNode all =
                desk.as("auditor").get("/api/audit/access").expect(200).body().path("refusals");
        assertThat(all.values().stream()
                        .map(each -> each.path("actor").asString() + " "
                                + each.path("what").asString()))
                .contains("person-manager POST /api/rights", "person-dispatcher GET /api/operations/projections");
        JsonNode newest =
                desk.as("auditor").get("/api/audit/access?size=1").expect(200).body();
        JsonNode next = desk.as("auditor")
                .get("/api/audit/access?size=1&before=" + newest.path("before").asInt())
                .expect(200)
                .body();
        assertThat(List.of(newest.at("/refusals/0"), next.at("/refusals/0"))).containsExactly(all.get(0), all.get(1));
        for (String other : List.of("admin", "manager", "requester")) {
            desk.as(other).get("/api/audit/access").expect(403);
        }
    }

    @Test
    @Order(2)
    void saved_views_count_what_is_there_and_a_bulk_does_it_once() {
        Api dispatcher = desk.as("dispatcher");
        Answer raised = null;
        for (int i = 0; i < 3; i++) {
            raised = desk.as("requester")
                    .post("/api/tickets", Map.of("channel", "PORTAL", "title", "پنجره " + i, "language", "fa"))
                    .expect(201);
        }
        JsonNode views =
                dispatcher.after(raised).get("/api/views").expect(200).body().path("views");
        int unassigned = views.at("/0/tickets").asInt();
        assertThat(views.at("/0/id").asString()).isEqualTo("unassigned");
        assertThat(unassigned).isGreaterThanOrEqualTo(3);

        dispatcher
                .post("/api/views", Map.of("name", "x", "filters", Map.of("status", List.of("BROKEN"))))
                .expect(400);
        Answer defined = dispatcher
                .post(
                        "/api/views",
                        Map.of(
                                "name",
                                "پنجره‌ها",
                                "q",
                                "پنجره",
                                "filters",
                                Map.of("requester", List.of("none", "person-requester"))))
                .expect(201);
        String view = "/api/views/" + defined.at("/id").asString();
        Answer mine = dispatcher.after(defined).get(view).expect(200);
        assertThat(mine.at("/tickets").asInt()).isEqualTo(3);
        assertThat(mine.at("/name").asString()).isEqualTo("پنجره‌ها");
        assertThat(dispatcher.get(view + "/tickets?size=2").expect(200).body().path("tickets"))
                .hasSize(2);
        desk.as("manager").get(view).expect(404);

        Map<String, ?> assign = Map.of(
                "action",
                "assign",
                "body",
                Map.of("assignees", List.of("person-specialist2")),
                "view",
                "unassigned",
                "expected",
                unassigned);
        Answer bulk = dispatcher.post("/api/tickets/bulk", assign, "monday").expect(200);
        List<JsonNode> lines = bulk.text().lines().map(Api.JSON::readTree).toList();
        assertThat(lines).hasSize(unassigned + 2);
        assertThat(lines.getLast().path("done").asInt()).as(bulk.text()).isEqualTo(unassigned);
        List<JsonNode> again = dispatcher
                .post("/api/tickets/bulk", assign, "monday")
                .expect(200)
                .text()
                .lines()
                .map(Api.JSON::readTree)
                .toList();
        assertThat(again.subList(1, again.size() - 1))
                .allMatch(line -> line.path("repeated").asBoolean(false))
                .containsExactlyInAnyOrderElementsOf(lines.subList(1, lines.size() - 1).stream()
                        .<JsonNode>map(line ->
                                ((tools.jackson.databind.node.ObjectNode) line.deepCopy()).put("repeated", true))
                        .toList());
        dispatcher
                .post("/api/tickets/bulk", Map.of("action", "start", "tickets", List.of(ticket)), "monday")
                .expect(422);
        // whoever may not know of a ticket is told that there is none
        String blind = desk.as("admin")
                .post("/api/tickets/bulk", Map.of("action", "start", "tickets", List.of(ticket, "T-999999999")), "mine")
                .expect(200)
                .text();
        assertThat(blind.split("unknown-ticket", -1)).hasSize(3);

        dispatcher.post(view + "/retire", Map.of()).expect(200);
        dispatcher.get(view).expect(404);
    }

    @Test
    @Order(2)
    void an_approval_that_waits_goes_to_the_substitute_and_is_handed_over() {
        Api admin = desk.as("admin");
        Answer deputy = admin.post(
                        "/api/directory/people",
                        Map.of(
                                "person", "person-deputy",
                                "name", "Dep Uty",
                                "language", "en",
                                "zone", "UTC",
                                "roles", List.of("SUPERVISOR")))
                .expect(200);
        Answer raised = desk.as("requester")
                .post(
                        "/api/tickets",
                        Map.of(
                                "channel", "PORTAL",
                                "type", "service-request",
                                "language", "en",
                                "title", "A second screen"))
                .expect(201);
        String path = "/api/tickets/" + raised.at("/number").asString();
        Instant now = Instant.now();
        admin.after(deputy)
                .post(
                        "/api/directory/people/person-supervisor/delegate",
                        Map.of(
                                "delegation",
                                "trip",
                                "substitute",
                                "person-deputy",
                                "from",
                                now.toString(),
                                "until",
                                now.plus(Duration.ofDays(1)).toString()))
                .expect(200);
        Api manager = desk.as("manager").after(raised);
        Waiting.until("the substitute is asked, too", Duration.ofSeconds(60), () -> manager.get(path)
                .expect(200)
                .at("/holder/people/0/id")
                .asString()
                .equals("person-deputy"));

        String supervisor = "/api/directory/people/person-supervisor";
        assertThat(admin.get(supervisor + "/open")
                        .expect(200)
                        .at("/counts/APPROVALS")
                        .asInt())
                .isEqualTo(1);
        Answer over = admin.post(supervisor + "/hand-over", Map.of("to", "person-deputy", "reason", "moves to Baku"))
                .expect(200);
        assertThat(over.at("/refused").asInt()).as(over.text()).isZero();
        assertThat(over.at("/done").asInt()).isEqualTo(2);
        Waiting.until(
                "nothing is open on who leaves",
                Duration.ofSeconds(30),
                () -> admin.get(supervisor + "/open").expect(200).at("/total").asInt() == 0);
        assertThat(manager.get(path).expect(200).at("/holder/people").size()).isEqualTo(1);
        assertThat(admin.get("/api/directory/people/person-requester")
                        .expect(200)
                        .at("/supervisor")
                        .asString())
                .isEqualTo("person-deputy");
        desk.as("dispatcher").get(supervisor + "/open").expect(403);
    }

    @Test
    @Order(2)
    void work_goes_to_the_least_loaded_by_minutes_and_up_the_lines() {
        Api manager = desk.as("manager");
        Api dispatcher = desk.as("dispatcher");
        Map<String, Object> name = Map.of("en", "x");
        manager.put(
                        "/api/workflows/by-load/draft",
                        Map.of(
                                "title",
                                name,
                                "reopenWithin",
                                "PT0S",
                                "stages",
                                List.of(
                                        Map.of(
                                                "code",
                                                "work",
                                                "name",
                                                name,
                                                "kind",
                                                "WORK",
                                                "holder",
                                                Map.of("rule", "least-loaded", "team", "team-workplace"),
                                                "outcomes",
                                                Map.of("solved", "end")),
                                        Map.of(
                                                "code", "end",
                                                "name", name,
                                                "kind", "END",
                                                "holder", Map.of("rule", "nobody"),
                                                "end", "CLOSED"))))
                .expect(200);
        // the ticket that was resolved took 25 minutes, so each of the category is taken to need as many
        String first = given("person-specialist");
        given("person-specialist2");
        given("person-specialist2");
        Waiting.until("the loads are known", Duration.ofSeconds(60), () -> {
            JsonNode step = manager.post("/api/workflows/choose", Map.of("workflow", "by-load"))
                    .expect(200)
                    .at("/stages/0");
            return step.at("/rule").asString().equals("least-loaded (25 min queued)")
                    && step.at("/asked/people/0").asString().equals("person-specialist");
        });

        Api admin = desk.as("admin");
        admin.post("/api/directory/teams/team-workplace/line", Map.of("line", "SECOND"))
                .expect(200);
        Answer taken = dispatcher
                .post(first + "/assign", Map.of("assignees", List.of("person-dispatcher")))
                .expect(200);
        dispatcher
                .after(taken)
                .post(first + "/escalate", Map.of("reason", "too deep"))
                .expect(200);
        Waiting.until("the chain is shown", Duration.ofSeconds(30), () -> {
            // raised a moment ago: until its timeline is projected, it is not known there
            JsonNode last = dispatcher
                    .get(first + "/timeline")
                    .body()
                    .path("referrals")
                    .valueStream()
                    .reduce((one, next) -> next)
                    .orElse(MissingNode.getInstance());
            return last.path("kind").asString().equals("ESCALATED")
                    && last.at("/to/team/id").asString().equals("team-workplace")
                    && last.path("reason").asString().equals("too deep");
        });
    }

    /** The address of an incident with hardware that this person has. */
    private static String given(String person) {
        Answer raised = desk.as("requester")
                .post(
                        "/api/tickets",
                        Map.of("channel", "PORTAL", "type", "incident", "language", "en", "title", "A broken fan"))
                .expect(201);
        String path = "/api/tickets/" + raised.at("/number").asString();
        desk.as("dispatcher")
                .post(
                        path + "/triage",
                        Map.of(
                                "classification", Map.of("category", "hardware", "impact", "LOW", "urgency", "LOW"),
                                "assign", Map.of("assignees", List.of(person))))
                .expect(200);
        return path;
    }

    @Test
    @Order(2)
    void what_was_solved_becomes_an_article_that_answers_the_next_before_they_ask() {
        Api specialist = desk.as("specialist");
        Api manager = desk.as("manager");
        Api requester = desk.as("requester");
        Answer drafted = specialist
                .post(
                        "/api/knowledge/articles",
                        Map.of("ticket", ticket, "title", "Принтеры не печатают", "keywords", List.of("spooler")))
                .expect(201);
        String path = "/api/knowledge/articles/" + drafted.at("/id").asString();
        assertThat(drafted.at("/number").asString()).matches("A-[0-9]+");
        specialist.post(path + "/submit", Map.of("language", "ru")).expect(200);
        specialist.post(path + "/publish", Map.of("language", "ru")).expect(403);
        // nothing of it is there for readers until it is published
        requester.after(drafted).get(path).expect(404);
        Answer published =
                manager.post(path + "/publish", Map.of("language", "ru")).expect(200);
        JsonNode article = requester.after(published).get(path).expect(200).body();
        assertThat(article.path("status").asString()).isEqualTo("PUBLISHED");
        assertThat(article.path("body").asString()).isNotEmpty();
        JsonNode found = requester
                .after(published)
                .get("/api/knowledge?q=" + Api.encoded("принтер не печатает"))
                .expect(200)
                .body();
        assertThat(found.at("/entries/0/number").asString())
                .isEqualTo(drafted.at("/number").asString());
        assertThat(found.at("/entries/0/kind").asString()).isEqualTo("ARTICLE");
        JsonNode suggested = requester
                .post("/api/knowledge/suggest", Map.of("title", "Принтер не печатает"))
                .expect(200)
                .body();
        assertThat(suggested.at("/entries").valueStream().map(entry -> entry.path("number")
                        .asString()))
                .contains(drafted.at("/number").asString());
        Answer deflected = requester
                .post(
                        "/api/knowledge/deflections",
                        Map.of("read", List.of(drafted.at("/number").asString())))
                .expect(201);
        JsonNode report = manager.after(deflected)
                .get("/api/knowledge/deflections?from=2020-01-01T00:00:00Z&to="
                        + Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS))
                .expect(200)
                .body();
        assertThat(report.path("deflected").asLong()).isEqualTo(1);
        assertThat(report.at("/byArticle/0/number").asString())
                .isEqualTo(drafted.at("/number").asString());
        // counted, and recorded when the node stops
        requester.post(path + "/read", Map.of()).expect(202);
        Answer rated = requester.post(path + "/rate", Map.of("helpful", true)).expect(200);
        assertThat(requester.after(rated).get(path).expect(200).at("/helpful").asInt())
                .isEqualTo(1);
        assertThat(specialist
                        .after(rated)
                        .get(path + "/history")
                        .expect(200)
                        .body()
                        .path("entries"))
                .hasSize(3);
    }

    @Test
    @Order(7)
    void a_reply_with_its_actions_is_kept_tried_and_used() {
        Api manager = desk.as("manager");
        Api dispatcher = desk.as("dispatcher");
        Answer raised = desk.as("requester")
                .post(
                        "/api/tickets",
                        Map.of("channel", "PORTAL", "type", "incident", "language", "en", "title", "Scanner is grey"))
                .expect(201);
        String number = raised.at("/number").asString();
        Answer defined = manager.post(
                        "/api/replies",
                        Map.of(
                                "name", "Ask for a picture",
                                "language", "en",
                                "steps",
                                        List.of(
                                                Map.of(
                                                        "action",
                                                        "comment",
                                                        "body",
                                                        Map.of(
                                                                "text",
                                                                "Dear {{requester}}, a picture for {{number}}, please.")),
                                                Map.of("action", "hold", "body", Map.of("reason", "REQUESTER")))))
                .expect(201);
        String path = "/api/replies/" + defined.at("/id").asString();
        Answer preview = dispatcher
                .after(defined)
                .post(path + "/preview", Map.of("ticket", number))
                .expect(200);
        assertThat(preview.at("/steps/0/body/text").asString()).endsWith("a picture for " + number + ", please.");
        Answer used = dispatcher.post(path + "/apply", Map.of("ticket", number)).expect(200);
        assertThat(used.at("/steps/0/outcome").asString()).isEqualTo("DONE");
        // the queue's ticket is held by nobody yet, or is: whatever its rules say is said
        assertThat(used.at("/steps/1/outcome").asString()).isIn("DONE", "REFUSED");
        desk.as("requester").get(path).expect(404);
    }

    @Test
    @Order(2)
    void the_description_and_the_metrics_are_there() throws IOException {
        JsonNode description =
                desk.as("requester").get("/v3/api-docs").expect(200).body();
        assertThat(description.path("paths").propertyNames()).contains("/api/tickets", "/api/tickets/{ref}/resolve");
        String metrics =
                desk.as("admin").get("/actuator/prometheus").expect(200).text();
        assertThat(metrics).doesNotContain(ticket);
        assertThat(WatchedSeries.all()).isNotEmpty().allSatisfy(series -> assertThat(
                        metrics.lines().filter(line -> line.startsWith(series + "{") || line.startsWith(series + " ")))
                .as(series)
                .isNotEmpty());
        Set<String> documented =
                DocumentedMeters.all().map(name -> name.replace('.', '_')).collect(Collectors.toSet());
        assertThat(metrics.lines()
                        .filter(line -> line.startsWith("# TYPE daftar_"))
                        .map(line -> line.split(" ")[2])
                        .map(family -> documented.contains(family) ? family : family.replaceFirst(SUFFIX, ""))
                        .collect(Collectors.toSet()))
                .isEqualTo(documented);
    }

    @Test
    @Order(2)
    void nothing_but_the_loopback_address_is_listened_on() throws IOException {
        assumeTrue(ListeningSockets.canBeSeen(), "only Linux shows where a process listens");
        List<InetSocketAddress> listening = ListeningSockets.of(desk.process());
        assertThat(listening)
                .as("the desk itself, the event store, Elasticsearch's two")
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(socket ->
                        assertThat(socket.getAddress().isLoopbackAddress()).isTrue());
        assertThat(listening).extracting(InetSocketAddress::getPort).contains(desk.port());
    }

    @Test
    @Order(2)
    void a_port_in_use_is_told_in_one_sentence() throws Exception {
        try (Node other = node("same-port", desk.port(), Ports.free()).start()) {
            assertThat(other.awaitEnd(Duration.ofSeconds(60))).isNotZero();
            assertThat(other.output().lines().filter(line -> line.contains("Port " + desk.port())))
                    .hasSize(1);
            assertThat(other.output()).contains("is in use").doesNotContain("\tat ");
        }
        try (ServerSocket taken = new ServerSocket(0);
                Node other = new Node("same-store-port", folder, Ports.free())
                        .with("daftar.data", folder.resolve("other"))
                        .with("daftar.elasticsearch", "http://127.0.0.1:" + Ports.free())
                        .with("daftar.embedded.event-store-port", taken.getLocalPort())
                        .start()) {
            assertThat(other.awaitEnd(Duration.ofSeconds(60))).isNotZero();
            assertThat(other.output())
                    .contains("Port " + taken.getLocalPort() + " of 127.0.0.1 is in use")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    @Order(2)
    void a_second_desk_on_the_same_folder_says_so_and_ends() throws Exception {
        try (Node other = node("same-folder", Ports.free(), Ports.free()).start()) {
            assertThat(other.awaitEnd(Duration.ofSeconds(60))).isNotZero();
            assertThat(other.output().lines().filter(line -> line.contains("is in use by another")))
                    .hasSize(1);
            assertThat(other.output()).doesNotContain("\tat ");
        }
        assertThat(desk.readiness()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void everything_is_there_after_a_restart() throws Exception {
        JsonNode before =
                desk.as("dispatcher").get("/api/tickets/" + ticket).expect(200).body();
        assertThat(desk.stop()).as("SIGTERM").isIn(0, 143);
        assertThat(desk.output().lines().filter(line -> line.contains("WARN") || line.contains("ERROR")))
                .as("what nobody need act on is not worth a warning, from the start to the stop")
                .isEmpty();
        desk.start().awaitReady();

        assertThat(desk.as("dispatcher")
                        .get("/api/tickets/" + ticket)
                        .expect(200)
                        .body())
                .isEqualTo(before);
        assertThat(found("requester", "принтером печатает")).containsExactly(ticket);
        assertThat(desk.as("auditor")
                        .get("/api/audit/tickets/" + ticket + "/events")
                        .expect(200)
                        .body()
                        .path("events")
                        .size())
                .isEqualTo(before.path("version").asInt() + 1);
        // the demo organisation was founded once
        Answer people = desk.as("admin").get("/api/directory/people").expect(200);
        assertThat(people.text().split("Mina Rahimi", -1)).hasSize(2);
        Answer next = desk.as("requester")
                .post("/api/tickets", Map.of("channel", "PORTAL", "title", "Noch eine Frage", "language", "de"))
                .expect(201);
        assertThat(next.at("/number").asString()).isNotEqualTo(ticket);
        assertThat(desk.as("requester")
                        .after(next)
                        .get("/api/knowledge/articles?list=MOST_USED")
                        .expect(200)
                        .at("/entries/0/article/uses")
                        .asInt())
                .as("what was read before the node stopped")
                .isEqualTo(1);
    }

    @Test
    @Order(4)
    void what_is_said_of_problems_and_major_incidents_reaches_those_whom_it_concerns() {
        Api requester = desk.as("requester");
        Api dispatcher = desk.as("dispatcher");
        Api manager = desk.as("manager");
        Answer announced = dispatcher
                .post(
                        "/api/announcements",
                        Map.of("severity", "INFORMATION", "title", Map.of("en", "Tonight the printers are serviced")))
                .expect(201);
        assertThat(requester
                        .after(announced)
                        .get("/api/announcements")
                        .expect(200)
                        .text())
                .contains("Tonight the printers are serviced")
                .doesNotContain("person-dispatcher");

        String problem = raised(dispatcher, "problem", "Disk array 4711 is failing");
        String incident = raised(requester, "incident", "No files");
        dispatcher
                .post(problem + "/workaround", Map.of("text", "Use the web client", "knownError", true))
                .expect(200);
        Answer linked = dispatcher
                .post(incident + "/link", Map.of("kind", "CAUSED_BY", "other", number(problem)))
                .expect(200);
        assertThat(requester
                        .after(linked)
                        .get(incident)
                        .expect(200)
                        .at("/related/workarounds/0/text")
                        .asString())
                .isEqualTo("Use the web client");
        Answer incidents = dispatcher.after(linked).get(problem + "/incidents").expect(200);
        assertThat(incidents.at("/counts/NEW").asInt()).isEqualTo(1);
        requester.get(problem + "/incidents").expect(404);

        String major = raised(dispatcher, "incident", "Storage of the board 0815");
        Answer below = dispatcher
                .post(major + "/link", Map.of("kind", "PARENT_OF", "other", number(incident)))
                .expect(200);
        manager.after(below)
                .post(
                        major + "/declare-major",
                        Map.of("reason", "all of it", "title", Map.of("en", "Files cannot be opened")))
                .expect(200);
        manager.post(major + "/update", Map.of("text", Map.of("en", "We restore them")))
                .expect(200);
        Waiting.until(
                "the update is announced",
                Duration.ofSeconds(30),
                () -> requester.get("/api/announcements").text().contains("We restore them"));
        Waiting.until(
                "the child shows the update",
                Duration.ofSeconds(30),
                () -> requester.get(incident).text().contains("We restore them"));
        assertThat(requester.get(incident).text()
                        + requester.get("/api/announcements").text())
                .doesNotContain("0815", number(major), "4711", number(problem));

        Map<String, ?> solution = Map.of("solution", Map.of("text", "Restored", "fix", "PERMANENT"));
        dispatcher.post(problem + "/resolve", solution).expect(200);
        dispatcher.post(major + "/resolve", solution).expect(200);
        Waiting.until(
                "the incident is told and solved",
                Duration.ofSeconds(30),
                () -> requester.get(incident).at("/status").asString().equals("RESOLVED"));
        Waiting.until(
                "both are told",
                Duration.ofSeconds(30),
                () -> requester.get(incident + "/timeline").text().split("LinkedTicketSolved", -1).length == 3);
        manager.post(major + "/stand-down", Map.of("reason", "over")).expect(200);
        Waiting.until(
                "it is shown no more",
                Duration.ofSeconds(30),
                () -> !requester.get("/api/announcements").text().contains("We restore them"));
    }

    @Test
    @Order(5)
    void a_mail_becomes_a_ticket_the_desk_answers_by_mail_and_the_answer_to_that_a_comment() throws Exception {
        desk.as("admin")
                .post(
                        "/api/directory/people/person-requester/details",
                        Map.of(
                                "name", "Rita Reiter",
                                "mail", "requester@desk.example",
                                "language", "de",
                                "zone", "Europe/Berlin"))
                .expect(200);
        mail("Der Beamer Z-4812 bleibt dunkel", "Er hat gestern noch funktioniert.", null);
        Waiting.until(
                "the mail is a ticket",
                Duration.ofSeconds(30),
                () -> found("requester", "Beamer Z-4812").size() == 1);
        String number = found("requester", "Beamer Z-4812").getFirst();

        Waiting.until("the desk says so", Duration.ofSeconds(30), () -> letter(number) != null);
        MimeMessage received = Objects.requireNonNull(letter(number));
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");

        mail("AW: " + received.getSubject(), "Er steht in Raum 2.17.", received.getMessageID());
        Waiting.until("the answer is a comment", Duration.ofSeconds(30), () -> desk.as("dispatcher")
                .get("/api/tickets/" + number + "/timeline")
                .text()
                .contains("Raum 2.17"));
        assertThat(found("requester", "Beamer Z-4812")).hasSize(1);
        assertThat(desk.as("auditor")
                        .get("/api/audit/tickets/" + number + "/letters")
                        .expect(200)
                        .text())
                .contains("RECEIVED");
    }

    @Test
    @Order(6)
    void each_address_of_the_desk_has_a_team_of_its_own() throws Exception {
        mail("network@desk.example", "Das WLAN W-9931 ist weg", "Im ganzen dritten Stock.", null);
        mail("desk@desk.example", "Die Maus W-9931 klemmt", "Seit gestern.", null);
        mail("network@desk.example, desk@desk.example", "Beide W-9931", "An alle.", null);
        Waiting.until(
                "the mails are tickets",
                Duration.ofSeconds(30),
                () -> found("requester", "W-9931").size() == 3);
        Map<String, String> teams = desk
                .as("dispatcher")
                .get("/api/tickets?q=" + Api.encoded("W-9931"))
                .expect(200)
                .body()
                .path("tickets")
                .values()
                .stream()
                .collect(Collectors.toMap(each -> each.path("title").asString(), each -> each.at("/team/id")
                        .asString()));
        assertThat(teams)
                .containsEntry("Das WLAN W-9931 ist weg", "team-workplace")
                .containsEntry("Die Maus W-9931 klemmt", "team-service-desk")
                .as("one ticket, whichever mailbox was read first")
                .containsKey("Beide W-9931");
    }

    /** At a full minute of the near future; what is tested meanwhile makes the wait for it short. */
    @Test
    @Order(1)
    void a_report_is_ordered() {
        Api manager = desk.as("manager");
        LocalTime soon = LocalTime.now(ZoneOffset.UTC).plusSeconds(75).truncatedTo(ChronoUnit.MINUTES);
        Answer made = manager.post(
                        "/api/reports/schedules",
                        Map.of(
                                "report",
                                "volume",
                                "parameters",
                                Map.of("group", List.of("category"), "compare", List.of("previous")),
                                "period",
                                "MONTH",
                                "rhythm",
                                Map.of("every", "DAY", "at", soon.toString()),
                                "recipients",
                                List.of("person-manager", "person-auditor")))
                .expect(201);
        assertThat(made.body().has("warning")).isFalse();
        schedule = "/api/reports/schedules/" + made.at("/schedule").asString();
        assertThat(manager.after(made)
                        .get(schedule)
                        .expect(200)
                        .at("/nextDueAt")
                        .asString())
                .contains(soon.toString());
    }

    @Test
    @Order(5)
    void a_report_that_is_due_is_one_letter_to_each_who_may_read_it() {
        Api manager = desk.as("manager");
        Waiting.until(
                "the schedule says that it is sent",
                Duration.ofSeconds(120),
                () -> manager.get(schedule)
                                .expect(200)
                                .at("/lastSent/recipients")
                                .size()
                        == 2);
        Waiting.until(
                "both letters are there",
                Duration.ofSeconds(30),
                () -> reports().size() == 2);
        assertThat(reports()).containsExactlyInAnyOrder("manager@example.org", "auditor@example.org");
        manager.post(schedule + "/remove", Map.of()).expect(200);
        assertThat(reports()).hasSize(2);
    }

    /** To whom letters with reports have come. */
    private static List<String> reports() {
        List<String> recipients = new ArrayList<>();
        for (MimeMessage one : MAIL.getReceivedMessagesForDomain("example.org")) {
            try {
                if (one.getSubject().startsWith("Numbers of requests: ")) {
                    recipients.add(((InternetAddress) one.getAllRecipients()[0]).getAddress());
                }
            } catch (MessagingException broken) {
                throw new IllegalStateException(broken);
            }
        }
        return recipients;
    }

    /** What the requester was written about this ticket; null for nothing yet. */
    private static @Nullable MimeMessage letter(String number) {
        for (MimeMessage one : MAIL.getReceivedMessagesForDomain("requester@desk.example")) {
            try {
                if (one.getSubject().contains(number + "-")) {
                    return one;
                }
            } catch (MessagingException broken) {
                throw new IllegalStateException(broken);
            }
        }
        return null;
    }

    private static void mail(String subject, String text, @Nullable String inReplyTo) throws MessagingException {
        mail("desk@desk.example", subject, text, inReplyTo);
    }

    private static void mail(String to, String subject, String text, @Nullable String inReplyTo)
            throws MessagingException {
        MimeMessage mail = new MimeMessage(MAIL.getSmtp().createSession());
        mail.setFrom("requester@desk.example");
        mail.setRecipients(Message.RecipientType.TO, to);
        mail.setSubject(subject, "UTF-8");
        mail.setText(text, "UTF-8");
        if (inReplyTo != null) {
            mail.setHeader("In-Reply-To", inReplyTo);
        }
        mail.saveChanges();
        Transport.send(mail);
    }

    /** The address of a ticket that was just raised. */
    private static String raised(Api by, String type, String title) {
        return "/api/tickets/"
                + by.post("/api/tickets", Map.of("channel", "PORTAL", "type", type, "title", title))
                        .expect(201)
                        .at("/number")
                        .asString();
    }

    private static String number(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /** The numbers of the tickets that a person finds by these words. */
    private static List<String> found(String login, String words) {
        return desk
                .as(login)
                .get("/api/tickets?q=" + Api.encoded(words))
                .expect(200)
                .body()
                .path("tickets")
                .values()
                .stream()
                .map(each -> each.path("number").asString())
                .toList();
    }
}
