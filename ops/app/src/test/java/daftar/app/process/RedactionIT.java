package daftar.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.app.process.Api.Answer;
import daftar.http.request.Body;
import daftar.json.DaftarJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A secret and a person on a whole node: read, found, redacted by two people, and then neither in an answer nor in a byte of
 * the data folders.
 */
class RedactionIT {

    private static final String KEY = "said-once";

    /** Words that nothing else has, so that an index holds them as they are. */
    private static final String SECRET = "Zyxwquark7731";

    private static final String NAME = "Xylomar";

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 12, unit = TimeUnit.MINUTES)
    void what_two_people_have_redacted_is_nowhere_and_the_events_stay() throws Exception {
        int store = Ports.free();
        Path data = folder.resolve("data");
        try (Node desk = new Node("desk", folder, Ports.free())
                .with("daftar.data", data)
                .with("daftar.embedded.event-store-port", store)
                .with("daftar.ledger.interval", "1s")) {
            try {
                desk.start().awaitReady();
                run(folder, desk, data, store);
            } catch (AssertionError failed) {
                Node.show(failed, desk);
                throw failed;
            }
        }
    }

    private static void run(Path folder, Node desk, Path data, int store) throws Exception {
        Api requester = desk.as("requester");
        Api auditor = desk.as("auditor");
        Answer raised = requester
                .post("/api/tickets", Map.of("channel", "PORTAL", "title", "No way in", "description", "Kept words"))
                .expect(201);
        String ticket = raised.at("/ticket").asString();
        String comments = "/api/tickets/" + ticket + "/comment";
        Map<String, String> comment = Map.of("text", "My password is " + SECRET);
        Answer said = requester.post(comments, comment, KEY).expect(200);
        Answer person = desk.as("admin")
                .post(
                        "/api/directory/people",
                        Map.of(
                                "person",
                                "person-x",
                                "name",
                                NAME,
                                "mail",
                                NAME + "@example.org",
                                "language",
                                "en",
                                "zone",
                                "UTC"))
                .expect(200);
        List<String> before;
        try (Register register = new Register(store)) {
            // keys are what is destroyed
            before = register.entries().stream()
                    .filter(entry -> !entry.startsWith("keys-"))
                    .toList();
        }
        Waiting.until("it is found", Duration.ofSeconds(20), () -> found(requester.after(said), SECRET) == 1);
        assertThat(desk.as("admin")
                        .after(person)
                        .get("/api/directory/people/person-x")
                        .text())
                .contains(NAME);
        List<Path> folders = folders(desk, data);
        Waiting.until(
                "Elasticsearch has written it to its files", Duration.ofSeconds(90), () -> !holding(folders, SECRET)
                        .isEmpty());

        Answer secret = redacted(desk, Map.of("ticket", ticket, "text", SECRET, "reason", "A password"));
        Answer left = redacted(desk, Map.of("person", "person-x", "reason", "Asked for it"));
        for (Answer wish : List.of(secret, left)) {
            Waiting.until("its files are clean", Duration.ofSeconds(90), () -> state(desk, wish)
                    .equals("ERASED"));
        }

        Answer retried = requester.post(comments, comment, KEY).expect(200);
        assertThat(retried.at("/version"))
                .as("a retry that comes too late does nothing")
                .isEqualTo(said.at("/version"));
        assertThat(holding(folders, fingerprint(comments, comment)))
                .as("files with what would confirm a guess")
                .isEmpty();
        assertThat(found(requester, SECRET)).isZero();
        assertThat(found(requester, "Kept")).isEqualTo(1);
        JsonNode timeline = requester
                .get("/api/tickets/" + ticket + "/timeline")
                .expect(200)
                .body();
        assertThat(timeline.toString()).doesNotContain(SECRET).contains("Kept words", "TextRedacted");
        for (String answer : List.of("", "/events")) {
            assertThat(auditor.get("/api/audit/tickets/" + ticket + answer)
                            .expect(200)
                            .text())
                    .doesNotContain(SECRET)
                    .contains("Kept words");
        }
        assertThat(desk.as("admin")
                        .get("/api/directory/people/person-x")
                        .expect(200)
                        .text())
                .doesNotContain(NAME);
        try (Register register = new Register(store)) {
            assertThat(register.entries()).as("every event is where it was").containsSubsequence(before);
        }
        Answer later = requester
                .post("/api/tickets/" + ticket + "/comment", Map.of("text", "Words after it"))
                .expect(200);
        assertThat(requester
                        .after(later)
                        .get("/api/tickets/" + ticket + "/timeline")
                        .text())
                .contains("Words after it");

        exported(folder, desk, ticket, later);

        assertThat(holding(folders, SECRET)).as("files with the secret").isEmpty();
        assertThat(holding(folders, NAME)).as("files with the name").isEmpty();
        assertThat(desk.output()).doesNotContain(SECRET, NAME);

        desk.stop();
        desk.start().awaitReady();
        assertThat(desk.as("auditor")
                        .get("/api/audit/tickets/" + ticket + "/events")
                        .expect(200)
                        .text())
                .doesNotContain(SECRET)
                .contains("Kept words", "Words after it");
        assertThat(desk.as("admin")
                        .get("/api/directory/people/person-x")
                        .expect(200)
                        .text())
                .doesNotContain(NAME);
    }

    /** What a court gets: a ticket, and the period that it falls into, with files and reports, proved, and without the secret. */
    private static void exported(Path folder, Node desk, String ticket, Answer later) throws Exception {
        byte[] screenshot = "a screenshot of the door".getBytes(StandardCharsets.UTF_8);
        String file = desk.as("requester").upload("door.txt", screenshot);
        Answer attached = desk.as("requester")
                .after(later)
                .post("/api/tickets/" + ticket + "/attach", Map.of("files", List.of(file)))
                .expect(200);
        Waiting.until("a signed head covers it", Duration.ofSeconds(60), () -> desk.as("auditor")
                .after(attached)
                .get("/api/ledger/streams/" + ticket + "?page=1000")
                .text()
                .contains("FileAttached"));
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Tehran"));
        for (List<String> what : List.of(
                List.of("--ticket", ticket),
                List.of("--from", today.minusDays(1).toString(), "--to", today.toString(), "--zone", "Asia/Tehran"))) {
            Path export = folder.resolve(what.getFirst().substring(2) + ".zip");
            List<String> call = new ArrayList<>(List.of("export", export.toString(), "--report", "en,fa"));
            call.addAll(what);
            JsonNode made = cli(folder, desk, call);
            assertThat(made.path("files").asInt()).isEqualTo(1);
            assertThat(made.path("reports").asInt()).isEqualTo(4);
            JsonNode checked = cli(folder, desk, List.of("verify", export.toString()));
            assertThat(checked.path("verified").asBoolean()).isTrue();
            assertThat(checked.path("files").asInt()).isEqualTo(1);
            Map<String, byte[]> entries = entries(export);
            assertThat(entries.values()).contains(screenshot);
            String number = desk.as("auditor")
                    .get("/api/tickets/" + ticket)
                    .at("/number")
                    .asString();
            assertThat(new String(entries.get("report/" + number + "-en.html"), StandardCharsets.UTF_8))
                    .contains("Kept words", "Words after it", "made unreadable (redacted)", "door.txt")
                    .contains("Texts made unreadable")
                    .doesNotContain(SECRET);
            assertThat(new String(entries.get("report/" + number + "-fa.pdf"), StandardCharsets.ISO_8859_1))
                    .startsWith("%PDF-");
            entries.values().forEach(entry -> assertThat(new String(entry, StandardCharsets.UTF_8))
                    .doesNotContain(SECRET));
        }
    }

    private static JsonNode cli(Path folder, Node desk, List<String> call) throws Exception {
        try (ImportProcess command = ImportProcess.command(folder, desk, "auditor:demo", call.toArray(String[]::new))) {
            return command.awaitDone(Duration.ofMinutes(2));
        }
    }

    private static Map<String, byte[]> entries(Path zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    /** Asked for by one and approved by the other. */
    private static Answer redacted(Node desk, Map<String, ?> wish) {
        Api security = desk.as("security");
        Answer asked = security.post("/api/redactions", wish).expect(201);
        String address = asked.headers().firstValue("Location").orElseThrow();
        security.post(address + "/approve", Map.of()).expect(403);
        desk.as("manager").after(asked).post(address + "/approve", Map.of()).expect(200);
        return asked;
    }

    private static String state(Node desk, Answer asked) {
        return desk.as("auditor")
                .get(asked.headers().firstValue("Location").orElseThrow())
                .at("/state")
                .asString();
    }

    private static int found(Api api, String word) {
        return api.get("/api/tickets?q=" + word).expect(200).at("/total").asInt();
    }

    /** Started by root, Elasticsearch has its files elsewhere. */
    private static List<Path> folders(Node desk, Path data) {
        Matcher elsewhere = Pattern.compile("so its files are in (\\S+)\\.\\s").matcher(desk.output());
        return elsewhere.find() ? List.of(data, Path.of(elsewhere.group(1))) : List.of(data);
    }

    private static String fingerprint(String path, Map<String, String> body) {
        return Body.fingerprint("POST", path, DaftarJson.web().valueToTree(body));
    }

    /** The files that have these bytes, as they are or in lower case, as an index has them. */
    private static List<Path> holding(List<Path> folders, String word) {
        List<Path> holding = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> holds(file, word))
                        .forEach(holding::add);
            } catch (IOException | UncheckedIOException gone) {
                // merged away amid the walk
                return holding(folders, word);
            }
        }
        return holding;
    }

    private static boolean holds(Path file, String word) {
        try {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return bytes.contains(word) || bytes.contains(word.toLowerCase(Locale.ROOT));
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
