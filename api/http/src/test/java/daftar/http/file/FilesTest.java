package daftar.http.file;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.file.FileRef;
import daftar.messages.file.FileVisibility;
import daftar.messages.ticket.TicketCommand.AddComment;
import daftar.messages.ticket.TicketCommand.AttachFile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files are sent, and then named where they are attached. */
class FilesTest {

    private static final FileRef SENT = new FileRef("ab".repeat(32), Text.of("گزارش.txt"), 5, "text/plain");

    @BeforeEach
    void carry_out() {
        Api.COMMANDS.carryOut();
    }

    private static Answer send(String content, String... headers) {
        return Api.post("requester", "/api/files?name=%DA%AF%D8%B2%D8%A7%D8%B1%D8%B4.txt", content, headers);
    }

    private static String sent() {
        Answer answer = send("hello");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().path("file").asString();
    }

    @Test
    void a_file_is_attached_by_what_the_upload_answered() {
        Answer answer = Api.post(
                "requester", "/api/tickets/T-1/attach", "{\"files\":[\"" + sent() + "\"],\"visibility\":\"PUBLIC\"}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(Api.COMMANDS.last().command())
                .isEqualTo(new AttachFile(Api.ID, List.of(SENT), FileVisibility.PUBLIC, null));
        Answer comment = Api.post(
                "requester", "/api/tickets/T-1/comment", "{\"text\":\"See there\",\"files\":[\"" + sent() + "\"]}");
        assertThat(comment.status()).isEqualTo(200);
        assertThat(Api.COMMANDS.last().command())
                .isEqualTo(new AddComment(Api.ID, Text.of("See there"), List.of(SENT)));
    }

    private static String form(String... parts) {
        return "--b\r\n" + String.join("\r\n--b\r\n", parts) + "\r\n--b--\r\n";
    }

    private static Answer sendForm(String body) {
        return Api.post("requester", "/api/files", body, "Content-Type", "multipart/form-data; boundary=b");
    }

    private static final String PART =
            "Content-Disposition: form-data; name=\"file\"; filename=\"گزارش.txt\"\r\nContent-Type: text/plain\r\n\r\n";

    @Test
    void a_form_as_browsers_send_it_is_taken_as_well() {
        Answer answer = sendForm(form(PART + "hello"));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.body().path("name").asString()).isEqualTo("گزارش.txt");
        assertThat(answer.body().path("size").asLong()).isEqualTo(5);
        assertThat(sendForm(form(PART + "x".repeat(1_000))).status()).isEqualTo(201);
        assertThat(sendForm(form(PART + "x".repeat(1_001))).status()).isEqualTo(413);
        assertThat(sendForm(form(PART + "virus")).problem()).isEqualTo("virus-found");
    }

    @Test
    void a_form_has_one_part_and_that_is_a_file() {
        String field = "Content-Disposition: form-data; name=\"comment\"\r\n\r\nhi";
        for (Answer answer : List.of(sendForm(form(field, PART + "a")), sendForm(form(PART + "a", field)))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("unknown-field");
            assertThat(answer.body().path("field").asString()).isEqualTo("comment");
        }
        assertThat(sendForm(form(PART + "a", PART + "b")).problem()).isEqualTo("unknown-field");
        assertThat(sendForm("--b--\r\n").problem()).isEqualTo("required");
        String whole = form(PART + "hello");
        for (String broken : List.of("", "hello", "--b\r\n" + PART + "hel", whole.substring(0, whole.length() - 10))) {
            Answer answer = sendForm(broken);
            assertThat(answer.status()).as(broken).isEqualTo(400);
        }
        assertThat(Api.post("requester", "/api/files", whole, "Content-Type", "multipart/form-data")
                        .status())
                .isEqualTo(400);
        assertThat(Api.post("requester", "/api/files", whole, "Content-Type", "multipart/mixed; boundary=b")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void nobody_attaches_what_another_has_sent_or_nobody() {
        String sent = sent();
        for (String word : List.of(sent, sent.substring(0, sent.length() - 4) + "AAAA", "nonsense", "a.b")) {
            Answer answer = Api.post("dispatcher", "/api/tickets/T-1/attach", "{\"files\":[\"" + word + "\"]}");
            assertThat(answer.status()).as(word).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("unknown-file");
        }
    }

    @Test
    void what_was_sent_long_ago_is_to_be_sent_again() {
        Uploads uploads = new Uploads(new byte[32]);
        String word = uploads.wordFor(SENT, "person-ann", Api.NOW);
        assertThat(uploads.redeem(word, "files[0]", "person-ann", Api.NOW.plus(Duration.ofHours(11))))
                .isEqualTo(SENT);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> uploads.redeem(word, "files[0]", "person-ann", Api.NOW.plus(Duration.ofHours(13))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("upload-expired"));
    }

    @ParameterizedTest
    @CsvSource({
        "virus, 400, virus-found",
        "program, 415, file-type-refused",
        "away, 503, scanner-away",
        "broken, 503, temporarily-unavailable",
    })
    void what_is_not_taken_says_why(String content, int status, String problem) {
        Answer answer = send(content);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
        if (status == 503) {
            assertThat(answer.header("Retry-After")).isNotEmpty();
        }
    }

    @Test
    void a_file_is_the_whole_body_and_not_too_large() {
        assertThat(send("x".repeat(1_001)).status()).isEqualTo(413);
        assertThat(send("x", "Content-Encoding", "gzip").status()).isEqualTo(415);
        assertThat(Api.post("requester", "/api/files?other=1", "x").status()).isEqualTo(400);
        assertThat(Api.post("nobody", "/api/files", "x").status()).isEqualTo(401);
    }

    @Test
    void what_is_said_to_a_merged_ticket_goes_where_it_goes_on() {
        Api.COMMANDS.answerWith((command, envelope) -> {
            if (command.stream().equals(Api.ID)) {
                throw Refused.conflict("merged", "This ticket was merged into another; go on there.");
            }
        });
        Answer answer = Api.post("requester", "/api/tickets/T-1/comment", "{\"text\":\"Any news?\"}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().path("ticket").asString()).isEqualTo(Api.THIRD);
        assertThat(Api.COMMANDS.last().command()).isEqualTo(new AddComment(Api.THIRD, Text.of("Any news?")));
    }

    @Test
    void what_a_merged_ticket_refuses_names_the_one_where_it_goes_on_by_its_number() {
        Api.COMMANDS.answerWith((command, envelope) -> {
            throw Refused.conflict("merged", "This ticket was merged into another; go on there.");
        });
        Answer answer = Api.post("dispatcher", "/api/tickets/T-1/start", "{}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("merged");
        assertThat(answer.body().path("detail").asString()).isEqualTo("This ticket was merged into T-3; go on there.");
    }
}
