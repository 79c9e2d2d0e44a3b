package daftar.embedded.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One folder, three starts: an application that is killed, the one after it, and a server that is killed alone. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedElasticsearchIT {

    private static final List<String> progress = new CopyOnWriteArrayList<>();
    private static Path folder;
    private static EmbeddedElasticsearch server;
    private static Rest rest;
    private static String passwordOfTheKilled;
    private static boolean goneWithItsParent;

    @BeforeAll
    static void an_application_is_killed_and_another_takes_its_folder() throws Exception {
        folder = Files.createTempDirectory("daftar-elasticsearch-it-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Process application = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedElasticsearchServer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long serverPid = -1;
        BufferedReader lines = application.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("READY ")) {
                serverPid = Long.parseLong(line.split(" ")[2]);
                break;
            }
        }
        assertThat(serverPid).as("the application has started its server").isPositive();
        var credentials = new java.util.Properties();
        try (var file = Files.newBufferedReader(folder.resolve("credentials.properties"))) {
            credentials.load(file);
        }
        passwordOfTheKilled = credentials.getProperty("password");
        var first = new Rest(
                URI.create(credentials.getProperty("url")),
                new Credentials(credentials.getProperty("username"), passwordOfTheKilled).basic());
        assertThat(first.send("PUT", "/kept", "{\"settings\":{\"number_of_replicas\":0}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(first.send("PUT", "/kept/_doc/1", "{\"word\":\"here\"}").statusCode())
                .isEqualTo(201);

        ProcessHandle orphan = ProcessHandle.of(serverPid).orElseThrow();
        application.destroyForcibly().waitFor();
        goneWithItsParent = eventually(Duration.ofSeconds(20), () -> !orphan.isAlive());

        server = EmbeddedElasticsearch.start(
                EmbeddedElasticsearch.Settings.in(folder).withQuickStart().withProgress(progress::add));
        rest = Rest.of(server);
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            long pid = server.pid();
            server.close();
            assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                    .as("closing ends the server")
                    .isFalse();
            assertThat(server.isAlive()).isFalse();
        }
        ServerHome.deleteAll(folder);
    }

    @Test
    void an_application_that_is_killed_leaves_no_server_behind() {
        assertThat(goneWithItsParent).isTrue();
    }

    @Test
    void the_next_application_finds_the_data_and_the_password_of_the_killed_one() {
        assertThat(rest.get("/kept/_doc/1").body()).contains("\"word\":\"here\"");
        assertThat(server.password()).isEqualTo(passwordOfTheKilled);
    }

    @Test
    void it_says_what_it_does_while_it_starts() {
        assertThat(progress).hasSizeGreaterThan(3);
        assertThat(progress.getFirst()).contains("starting its virtual machine (0.0 s)");
        assertThat(progress).anyMatch(line -> line.contains("ready at " + server.uri()));
    }

    @Test
    void it_greets_who_asks_for_the_root() {
        var greeting = rest.get("/");
        assertThat(greeting.statusCode()).isEqualTo(200);
        assertThat(greeting.headers().firstValue("X-elastic-product")).contains("Elasticsearch");
        assertThat(greeting.body()).contains("\"number\":\"9.5.3\"", "\"cluster_uuid\"", "\"lucene_version\"");
        assertThat(rest.send("HEAD", "/", "").statusCode()).isEqualTo(200);
    }

    @Test
    void a_wrong_password_is_turned_away() {
        var stranger = new Rest(server.uri(), new Credentials(server.username(), "wrong").basic());
        assertThat(stranger.get("/").statusCode()).isEqualTo(401);
        assertThat(new Rest(server.uri(), "").get("/_cluster/health").statusCode())
                .isEqualTo(401);
    }

    @Test
    void the_password_is_readable_for_its_owner_only_and_not_in_the_servers_files() throws IOException {
        Path file = folder.resolve("credentials.properties");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .contains(server.password(), server.uri().toString());
        assertThat(Files.readString(folder.resolve("config/users"))).doesNotContain(server.password());
        assertThat(Files.readString(folder.resolve("logs/elasticsearch.log"))).doesNotContain(server.password());
    }

    @Test
    void it_never_runs_as_root() throws IOException {
        String uids = Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(line -> line.startsWith("Uid:"))
                .findFirst()
                .orElseThrow();
        assertThat(uids.substring(4).strip().split("\\s+")).hasSize(4).doesNotContain("0");
    }

    @Test
    void it_listens_on_loopback_only() throws IOException {
        var outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
                .findFirst();
        assumeTrue(outside.isPresent(), "this machine has no address but loopback");
        try (var socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(
                            new InetSocketAddress(outside.get(), server.uri().getPort()), 2_000))
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void a_second_one_on_the_folder_is_refused() {
        assertThatThrownBy(() -> EmbeddedElasticsearch.start(EmbeddedElasticsearch.Settings.in(folder)))
                .isInstanceOf(FolderInUseException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("in use by another running Daftar");
        assertThat(server.isAlive()).isTrue();
    }

    @Test
    void a_port_in_use_is_said_in_one_sentence() throws IOException {
        Path other = Files.createTempDirectory("daftar-elasticsearch-port-");
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var settings = EmbeddedElasticsearch.Settings.in(other).withPort(taken.getLocalPort());
            assertThatThrownBy(() -> EmbeddedElasticsearch.start(settings))
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is in use")
                    .hasMessageContaining("daftar.embedded.elasticsearch-port");
        } finally {
            ServerHome.deleteAll(other);
        }
    }

    @Test
    void the_security_index_can_be_made() {
        assertThat(rest.send("PUT", "/_security/role/reader", "{\"cluster\":[\"monitor\"]}")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            filter      | arabic_normalization  | {}
            filter      | persian_normalization | {}
            filter      | persian_stem          | {}
            filter      | german_normalization  | {}
            filter      | cjk_width             | {}
            filter      | decimal_digit         | {}
            filter      | trim                  | {}
            filter      | flatten_graph         | {}
            filter      | remove_duplicates     | {}
            filter      | lowercase             | {"language":"turkish"}
            filter      | asciifolding          | {"preserve_original":true}
            filter      | cjk_bigram            | {"output_unigrams":true,"ignored_scripts":["hangul"]}
            filter      | stop                  | {"stopwords":["ها","تر"]}
            filter      | edge_ngram            | {"min_gram":2,"max_gram":15,"preserve_original":true}
            filter      | ngram                 | {"min_gram":2,"max_gram":3}
            filter      | shingle               | {"min_shingle_size":2,"max_shingle_size":3}
            filter      | length                | {"min":1,"max":20}
            filter      | word_delimiter_graph  | {"catenate_all":true,"type_table":["# => ALPHA"],"protected_words":["wi-fi"]}
            filter      | synonym_graph         | {"synonyms":["pc, computer","gpu => graphics card"],"expand":true}
            filter      | unique                | {"only_on_same_position":true}
            filter      | pattern_capture       | {"preserve_original":true,"patterns":["([^@]+)@"]}
            filter      | keyword_marker        | {"keywords":["windows"]}
            filter      | stemmer               | {"language":"english"}
            filter      | stemmer               | {"language":"possessive_english"}
            filter      | stemmer               | {"language":"light_german"}
            filter      | stemmer               | {"language":"german"}
            filter      | stemmer               | {"language":"russian"}
            char_filter | mapping               | {"mappings":["\\\\u200C => \\\\u0020","ё => е"]}
            char_filter | html_strip            | {"escaped_tags":["b"]}
            char_filter | pattern_replace       | {"pattern":"(\\\\d+)-(?=\\\\d)","replacement":"$1_"}
            tokenizer   | edge_ngram            | {"min_gram":2,"max_gram":10,"token_chars":["letter","digit"]}
            tokenizer   | ngram                 | {"min_gram":2,"max_gram":3,"token_chars":["letter","custom"],"custom_token_chars":"_"}
            tokenizer   | pattern               | {"pattern":"[,;]"}
            tokenizer   | uax_url_email         | {"max_token_length":255}
            tokenizer   | keyword               | {}
            tokenizer   | whitespace            | {}
            tokenizer   | letter                | {}
            """)
    void every_component_makes_an_index_that_analyses(String kind, String type, String settings) {
        String index = "component";
        String parameters = settings.equals("{}") ? "" : "," + settings.substring(1, settings.length() - 1);
        String definition = "{\"tried\":{\"type\":\"" + type + "\"" + parameters + "}}";
        String tokenizer = kind.equals("tokenizer") ? "tried" : "standard";
        String filters = kind.equals("filter") ? ",\"filter\":[\"tried\"]" : "";
        String charFilters = kind.equals("char_filter") ? ",\"char_filter\":[\"tried\"]" : "";
        var made = rest.send(
                "PUT",
                "/" + index,
                "{\"settings\":{\"number_of_replicas\":0,\"analysis\":{\"" + kind + "\":" + definition
                        + ",\"analyzer\":{\"a\":{\"tokenizer\":\"" + tokenizer + "\"" + filters + charFilters
                        + "}}}}}");
        try {
            assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
            assertThat(rest.analyze(index, "a", "printer 12 computer")).isNotEmpty();
        } finally {
            rest.send("DELETE", "/" + index, "");
        }
    }

    @Test
    void a_wrong_setting_of_a_component_is_the_callers_mistake() {
        var refused = rest.send(
                "PUT",
                "/wrong",
                "{\"settings\":{\"analysis\":{\"filter\":{\"f\":{\"type\":\"stemmer\",\"language\":\"klingon\"}},"
                        + "\"analyzer\":{\"a\":{\"tokenizer\":\"standard\",\"filter\":[\"f\"]}}}}}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Invalid stemmer language [klingon]");
    }

    /** Last, since the server is another one afterwards. */
    @Test
    @Order(Integer.MAX_VALUE)
    void a_server_that_is_killed_alone_comes_back_at_its_place_with_its_data() {
        URI before = server.uri();
        long killed = server.pid();
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();
        assertThat(eventually(Duration.ofSeconds(5), () -> !server.isAlive())).isTrue();

        assertThat(eventually(Duration.ofSeconds(120), server::isAlive)).isTrue();
        assertThat(server.pid()).isNotEqualTo(killed);
        assertThat(server.uri()).isEqualTo(before);
        assertThat(rest.get("/kept/_doc/1").body()).contains("\"word\":\"here\"");
    }

    private static boolean eventually(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return true;
    }
}
