package daftar.http.read;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.read.ReadApi.Got;
import daftar.messages.query.Named;
import daftar.messages.query.TicketView.Held;
import daftar.messages.query.TimelineView.Stay;
import daftar.messages.ticket.Status;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A ticket on its workflow, over HTTP: stages passed, their times, the current holder, in the direction of the language. */
class TicketDiagramTest {

    @BeforeEach
    void a_ticket_that_came_back_to_triage_and_is_worked_on_now() {
        ReadApi.ANSWERS.stays = List.of(
                stay("supervisor-approval", Status.AWAITING_APPROVAL, named("Сергей Орлов"), 0, 95),
                stay("triage", Status.NEW, queue(), 95, 100),
                stay("work", Status.ASSIGNED, named("李伟"), 100, 160),
                stay("triage", Status.NEW, queue(), 160, 167),
                stay("work", Status.ASSIGNED, named("李伟"), 167, 170),
                stay("work", Status.IN_PROGRESS, named("سارا احمدی"), 170, null));
    }

    @AfterEach
    void forget() {
        ReadApi.ANSWERS.stays = List.of();
    }

    @Test
    void in_persian_it_reads_from_right_to_left_with_its_own_names_and_digits() throws Exception {
        Got svg = ReadApi.get("requester", "/api/tickets/T-42/diagram.svg?language=fa");

        assertThat(svg.status()).as(svg.raw().body()).isEqualTo(200);
        assertThat(svg.header("Content-Type")).startsWith("image/svg+xml").containsIgnoringCase("utf-8");
        assertThat(svg.header("Content-Security-Policy")).contains("default-src 'none'");
        String drawn = svg.raw().body();
        assertThat(drawn)
                .contains("direction=\"rtl\"")
                .contains("سارا احمدی")
                .contains("۱ ساعت ۳۵ دقیقه")
                .contains("۱۲ دقیقه")
                .contains("۲×");
        NodeList texts = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(drawn.getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName("text");
        assertThat(at(texts, "تأیید سرپرست"))
                .as("the first stage stands to the right of the one that comes later")
                .isGreaterThan(at(texts, "سارا احمدی"));
    }

    @Test
    void only_the_present_holder_is_named_where_the_ticket_is() {
        String mermaid = ReadApi.get("requester", "/api/tickets/T-42/diagram.mmd?language=fa")
                .raw()
                .body();

        assertThat(mermaid).startsWith("---\ntitle: \"T-1\"").contains("flowchart RL");
        assertThat(mermaid.lines().filter(line -> line.contains(":::here")))
                .singleElement()
                .asString()
                .contains("سارا احمدی")
                .contains("(۲×)");
        assertThat(mermaid.lines().filter(line -> line.contains(":::passed"))).hasSize(2);
        assertThat(mermaid).doesNotContain("李伟", "Сергей");
    }

    @Test
    void the_language_is_the_one_asked_for_else_that_of_the_request_else_the_person_s() {
        assertThat(ReadApi.get("requester", "/api/tickets/T-42/diagram.mmd", "Accept-Language", "fa-IR")
                        .raw()
                        .body())
                .contains("flowchart RL");
        assertThat(ReadApi.get("requester", "/api/tickets/T-42/diagram.mmd")
                        .raw()
                        .body())
                .contains("flowchart LR");
        assertThat(ReadApi.get("requester", "/api/tickets/T-42/diagram.mmd?language=de", "Accept-Language", "fa-IR")
                        .raw()
                        .body())
                .contains("flowchart LR")
                .contains("genehmigt");
    }

    @Test
    void what_one_may_not_see_or_what_has_no_workflow_has_no_diagram() {
        assertThat(ReadApi.get("requester", "/api/tickets/T-404/diagram.svg").problem())
                .isEqualTo("unknown-ticket");
        assertThat(ReadApi.get("requester", "/api/tickets/T-1/diagram.svg").problem())
                .isEqualTo("no-diagram");
        assertThat(ReadApi.get("", "/api/tickets/T-42/diagram.mmd").status()).isEqualTo(401);
    }

    private static double at(NodeList texts, String word) {
        for (int i = 0; i < texts.getLength(); i++) {
            if (texts.item(i).getTextContent().contains(word)) {
                return Double.parseDouble(((Element) texts.item(i)).getAttribute("x"));
            }
        }
        throw new AssertionError("there is no text " + word);
    }

    private static Stay stay(String stage, Status status, Held holder, int from, @Nullable Integer to) {
        Instant start = Instant.parse("2026-11-22T08:00:00Z");
        Instant end = start.plus(Duration.ofMinutes(to == null ? 200 : to));
        Instant began = start.plus(Duration.ofMinutes(from));
        return new Stay(stage, status, holder, began, to == null ? null : end, Duration.between(began, end));
    }

    private static Held named(String name) {
        return new Held(List.of(new Named("person-x", name)), null, null);
    }

    private static Held queue() {
        return new Held(List.of(), new Named("team-desk", "Desk"), null);
    }
}
