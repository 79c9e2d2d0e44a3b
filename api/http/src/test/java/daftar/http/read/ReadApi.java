package daftar.http.read;

import daftar.http.Api;
import daftar.http.HttpConfiguration;
import daftar.http.Outages;
import daftar.http.access.AccessAudit;
import daftar.http.access.AccessConfiguration.Auditing;
import daftar.http.directory.Register;
import daftar.http.ledger.LedgerConfiguration;
import daftar.http.security.Actors;
import daftar.http.security.RememberedPasswords;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.audit.AsOf;
import daftar.messages.file.FileStore;
import daftar.messages.ledger.Ledger;
import daftar.messages.query.AtLeast;
import daftar.messages.query.Changes;
import daftar.messages.query.Operations;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reading side of the API on a real server, over a read side that gives prepared answers; started once. */
final class ReadApi {

    static final String ID = "ticket-0193a5b0-0000-7000-8000-000000000001";
    static final PreparedAnswers ANSWERS = new PreparedAnswers();
    static final PreparedReports REPORTS = new PreparedReports();
    static final PreparedKnowledge KNOWLEDGE = new PreparedKnowledge();
    static final News NEWS = new News();
    static final PreparedLedger LEDGER = new PreparedLedger();

    /** The moments of the register that were asked for. */
    static final List<AsOf> PAST = new CopyOnWriteArrayList<>();

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ServletWebServerApplicationContext CONTEXT =
            (ServletWebServerApplicationContext) new SpringApplicationBuilder(App.class)
                    .properties(
                            Map.of("server.port", "0", "spring.main.banner-mode", "off", "server.address", "127.0.0.1"))
                    .run();

    private ReadApi() {}

    record Got(int status, JsonNode body, HttpResponse<String> raw) {
        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        String problem() {
            return body.path("type").asString("").replace("urn:daftar:problem:", "");
        }
    }

    static Got get(String user, String path, String... headers) {
        return send(request(user, path, headers).GET().build());
    }

    static Got post(String user, String path) {
        return send(
                request(user, path).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    static HttpRequest.Builder request(String user, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + CONTEXT.getWebServer().getPort() + path))
                .timeout(Duration.ofSeconds(20));
        if (!user.isEmpty()) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString((user + ":demo").getBytes(StandardCharsets.UTF_8)));
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    static HttpClient client() {
        return CLIENT;
    }

    static Got send(HttpRequest request) {
        try {
            HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            JsonNode body = type.contains("json") && !type.contains("ndjson")
                    ? JSON.readTree(response.body())
                    : JSON.missingNode();
            return new Got(response.statusCode(), body, response);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** News that a test tells. */
    static final class News implements Changes {
        final LinkedBlockingQueue<AtLeast> told = new LinkedBlockingQueue<>();

        @Override
        public Watch watch(@Nullable String stream) {
            return new Watch() {
                @Override
                public @Nullable AtLeast next(Duration longest) throws InterruptedException {
                    return told.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
                }

                @Override
                public void close() {}
            };
        }
    }

    /** Operations on one parked ticket. */
    static final class SmallOperations implements Operations {

        private static final Rebuild RUNNING =
                new Rebuild("READING", Instant.EPOCH, null, 10, 100, 0.1, 7, 1, 5.5, Duration.ofSeconds(20), null);

        @Override
        public List<Projection> projections() {
            return List.of(new Projection("desk", List.of(new Segment(0, 17, true, null)), 3L, Duration.ofSeconds(1)));
        }

        @Override
        public List<DeadLetter> deadLetters(int max) {
            return List.of(new DeadLetter(ID, 2, 4, "TicketResolved", "a fault", Instant.EPOCH));
        }

        @Override
        public boolean retry(String sequence) {
            if (!sequence.equals(ID)) {
                throw Refused.notFound("nothing-parked", "Nothing of " + sequence + " is parked.");
            }
            return true;
        }

        @Override
        public void discard(String sequence) {
            retry(sequence);
        }

        @Override
        public @Nullable Rebuild rebuild() {
            return null;
        }

        @Override
        public Rebuild startRebuild(Purpose purpose) {
            return RUNNING;
        }

        @Override
        public Rebuild stopRebuild() {
            throw Refused.conflict("no-rebuild-runs", "No rebuild runs.");
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({
        HttpConfiguration.class,
        ReadConfiguration.class,
        OperationsConfiguration.class,
        LedgerConfiguration.class,
        Auditing.class
    })
    static class App {

        @Bean
        QueryGateway queries() {
            SimpleQueryBus bus = SimpleQueryBus.builder().build();
            new AnnotationQueryHandlerAdapter<>(ANSWERS).subscribe(bus);
            new AnnotationQueryHandlerAdapter<>(REPORTS).subscribe(bus);
            new AnnotationQueryHandlerAdapter<>(KNOWLEDGE).subscribe(bus);
            return DefaultQueryGateway.builder().queryBus(bus).build();
        }

        @Bean
        Ledger ledger() {
            return LEDGER;
        }

        @Bean
        FileStore files() {
            return new FilesReadTest.Store();
        }

        @Bean
        Register register() {
            return new Api.SmallRegister();
        }

        @Bean
        InstantSource clock() {
            return InstantSource.system();
        }

        /** It has always been the same. */
        @Bean
        PastRegister past() {
            return asOf -> {
                PAST.add(asOf);
                return new Api.SmallRegister();
            };
        }

        @Bean
        Changes changes() {
            return NEWS;
        }

        /** Three refusals, of revisions 0 to 2. */
        @Bean
        AccessAudit audit() {
            return (before, size) -> {
                long end = before == null ? 3 : Math.min(3, before);
                long from = Math.max(0, end - size);
                List<AccessAudit.Refusal> page = LongStream.range(from, end)
                        .mapToObj(revision -> new AccessAudit.Refusal(
                                revision,
                                Instant.EPOCH,
                                Instant.EPOCH,
                                "person-manager",
                                "POST /api/rights",
                                "not-yours",
                                0))
                        .toList()
                        .reversed();
                return new AccessAudit.Refusals(page, from == 0 ? null : from);
            };
        }

        @Bean
        Operations operations() {
            return new SmallOperations();
        }

        @Bean
        Outages outages() {
            return fault -> fault instanceof ConnectException;
        }

        @Bean
        Actors actors() {
            return name -> new Actor("person-" + name, Set.of(Role.valueOf(name.toUpperCase())), "api", null);
        }

        @Bean
        PasswordEncoder passwords() {
            return new RememberedPasswords(
                    new BCryptPasswordEncoder(4), Duration.ofMinutes(5), 100, InstantSource.system());
        }

        @Bean
        UserDetailsService users(PasswordEncoder passwords) {
            String demo = passwords.encode("demo");
            return new InMemoryUserDetailsManager(List.of("requester", "manager", "auditor", "administrator").stream()
                    .map(name ->
                            User.withUsername(name).password(demo).roles("USER").build())
                    .toList());
        }
    }
}
