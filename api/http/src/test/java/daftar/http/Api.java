package daftar.http;

import daftar.domain.workflow.ShippedWorkflows;
import daftar.http.access.AccessConfiguration;
import daftar.http.access.KnownAccess;
import daftar.http.directory.DirectoryConfiguration;
import daftar.http.directory.Register;
import daftar.http.directory.handover.OpenTickets;
import daftar.http.file.Uploads;
import daftar.http.knowledge.ArticleRefs;
import daftar.http.knowledge.KnowledgeWriting;
import daftar.http.knowledge.Solutions;
import daftar.http.letters.LetterExamples;
import daftar.http.links.LinkPages;
import daftar.http.mail.AsideMails;
import daftar.http.mail.MailConfiguration;
import daftar.http.mail.MemoryMails;
import daftar.http.redaction.OneRedaction;
import daftar.http.redaction.RedactionConfiguration;
import daftar.http.reply.ReplyConfiguration;
import daftar.http.reply.TicketValues;
import daftar.http.report.LetterService;
import daftar.http.report.ReportScheduleConfiguration;
import daftar.http.report.TwoSchedules;
import daftar.http.security.Actors;
import daftar.http.security.AdministrativeRefusals;
import daftar.http.security.BearerTokens;
import daftar.http.security.LoginDelays;
import daftar.http.security.RememberedPasswords;
import daftar.http.webhook.OneWebhook;
import daftar.http.webhook.WebhookConfiguration;
import daftar.http.words.WordsConfiguration;
import daftar.http.workflow.WorkflowTrial;
import daftar.http.write.AllowedActions;
import daftar.http.write.PreparedSelections;
import daftar.http.write.Selections;
import daftar.http.write.TicketRefs;
import daftar.http.write.WriteConfiguration;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.access.AccessView;
import daftar.messages.announcement.AnnouncementBoard;
import daftar.messages.catalogue.Catalogue;
import daftar.messages.catalogue.CatalogueEntry;
import daftar.messages.catalogue.CatalogueEvent.CatalogueEntryRetired;
import daftar.messages.catalogue.CatalogueEvent.RequestTypeDefined;
import daftar.messages.catalogue.CatalogueEvent.ServiceDefined;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.catalogue.FieldKind;
import daftar.messages.directory.DirectoryEvent;
import daftar.messages.directory.Reference;
import daftar.messages.file.FileIntake;
import daftar.messages.file.FileRef;
import daftar.messages.file.FileTooLarge;
import daftar.messages.file.ScannerAway;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.LetterTexts;
import daftar.messages.query.ActionsView;
import daftar.messages.reply.Replies;
import daftar.messages.reply.Reply;
import daftar.messages.ticket.LivingTickets;
import daftar.messages.ticket.Status;
import daftar.messages.workflow.HolderRule;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowEvent.WorkflowPublished;
import daftar.messages.workflow.WorkflowFlaw;
import daftar.messages.workflow.WorkflowForecast;
import daftar.messages.workflow.WorkflowRegister;
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
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
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

/** The whole HTTP side on a real server, over a command side that only records; started once for all tests. */
public final class Api {

    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    public static final String ID = "ticket-0193a5b0-0000-7000-8000-000000000001";
    public static final String OTHER = "ticket-0193a5b0-0000-7000-8000-000000000002";

    /** Everybody may know of it; only dispatchers may ever resolve it. */
    public static final String THIRD = "ticket-0193a5b0-0000-7000-8000-000000000003";

    public static final long FILE_LIMIT = 1_000;

    public static final RecordingCommands COMMANDS = new RecordingCommands();

    /** The mails that were set aside. */
    public static final MemoryMails MAILS = new MemoryMails();

    /** The ways in that tests made. */
    public static final KnownAccess ACCESS = new KnownAccess();

    /** Refused administrative acts, in their order. */
    public static final List<String> REFUSALS = new CopyOnWriteArrayList<>();

    public static final PreparedSelections SELECTIONS = new PreparedSelections();

    /** The tickets that were raised, by their numbers. */
    public static final Map<String, String> RAISED = new ConcurrentHashMap<>();

    /** The replies at hand, by their ids. */
    public static final Map<String, Reply> REPLIES = new ConcurrentSkipListMap<>();

    /** What was announced. */
    public static volatile AnnouncementBoard board = AnnouncementBoard.EMPTY;
    /** The tickets that are open on people, by their ids. */
    public static final Map<String, List<OpenTickets.OpenTicket>> OPEN = new ConcurrentHashMap<>();

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ServletWebServerApplicationContext CONTEXT =
            (ServletWebServerApplicationContext) new SpringApplicationBuilder(App.class)
                    .properties(Map.of(
                            "server.port",
                            "0",
                            "spring.main.banner-mode",
                            "off",
                            "server.address",
                            "127.0.0.1",
                            // as on a node: forms are read where they come in
                            "spring.servlet.multipart.enabled",
                            "false",
                            "logging.level.root",
                            "warn"))
                    .run();

    private Api() {}

    /** An answer, with the body as JSON where it is. */
    public record Answer(int status, JsonNode body, HttpResponse<String> raw) {
        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        public String problem() {
            return body.path("type").asString("").replace(Problem.TYPE_PREFIX, "");
        }
    }

    public static int port() {
        return CONTEXT.getWebServer().getPort();
    }

    /** What the node is made of. */
    public static <T> T bean(Class<T> type) {
        return CONTEXT.getBean(type);
    }

    public static Answer post(String user, String path, String body, String... headers) {
        HttpRequest.Builder request = request(user, path);
        request.setHeader("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    public static Answer get(String user, String path) {
        return send(request(user, path).GET().build());
    }

    public static HttpRequest.Builder request(String user, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20));
        if (!user.isEmpty()) {
            request.header("Authorization", basic(user + ":demo"));
        }
        return request;
    }

    public static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            JsonNode body = type.contains("json") && !type.contains("ndjson")
                    ? JSON.readTree(response.body())
                    : JSON.missingNode();
            return new Answer(response.statusCode(), body, response);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({
        AccessConfiguration.Writing.class,
        AccessConfiguration.Reading.class,
        HttpConfiguration.class,
        WriteConfiguration.class,
        KnowledgeWriting.class,
        MailConfiguration.class,
        WordsConfiguration.class,
        DirectoryConfiguration.class,
        WebhookConfiguration.Keeping.class,
        WebhookConfiguration.Showing.class,
        ReplyConfiguration.Using.class,
        ReplyConfiguration.Showing.class,
        ReportScheduleConfiguration.Keeping.class,
        ReportScheduleConfiguration.Showing.class,
        RedactionConfiguration.Asking.class,
        RedactionConfiguration.Showing.class
    })
    static class App {

        @Bean
        Commands commands() {
            return COMMANDS;
        }

        @Bean
        OneRedaction redactions() {
            return new OneRedaction();
        }

        @Bean
        AllowedActions allowedActions() {
            return (actor, ticket) -> {
                if (ticket.equals(OTHER)) {
                    throw Refused.notFound("unknown-ticket", "There is no such ticket, or you may not know of it.");
                }
                if (ticket.equals(THIRD)) {
                    String because = actor.is(Role.DISPATCHER) ? "wrong-status" : "not-allowed";
                    return new ActionsView(
                            ticket,
                            "T-3",
                            4,
                            Status.RESOLVED,
                            List.of("OBSERVER"),
                            List.of(
                                    new ActionsView.Action("comment", true, "OBSERVER", null, null),
                                    new ActionsView.Action("resolve", false, null, because, "no")));
                }
                return new ActionsView(
                        ticket,
                        "T-1",
                        4,
                        Status.NEW,
                        List.of("REQUESTER"),
                        List.of(
                                new ActionsView.Action("cancel", true, "REQUESTER", null, null),
                                new ActionsView.Action("approve", false, null, "wrong-status", "This ticket is NEW.")));
            };
        }

        @Bean
        AsideMails asideMails() {
            return MAILS;
        }

        @Bean
        Selections selections() {
            return SELECTIONS;
        }

        /** T-1 was merged into T-3 as soon as a command is refused for it. */
        @Bean
        LivingTickets living() {
            return ref -> ref.equals(ID) ? THIRD : ref;
        }

        /** Takes what comes for text, but viruses, and nothing while the scanner is away. */
        @Bean
        FileIntake intake() {
            return (content, name, declared, person) -> {
                byte[] bytes = content.readAllBytes();
                if (bytes.length > FILE_LIMIT) {
                    throw new FileTooLarge(FILE_LIMIT);
                }
                String text = new String(bytes, StandardCharsets.UTF_8);
                switch (text) {
                    case "" -> throw Refused.invalid("empty-file", "body", "The file is empty.");
                    case "virus" -> throw Refused.invalid("virus-found", "body", "The virus scanner found one.");
                    case "program" -> throw Refused.invalid("file-type-refused", "body", "Programs are not taken.");
                    case "away" -> throw new ScannerAway();
                    case "broken" -> throw new ConnectException("the store is away");
                    default -> {}
                }
                return new FileRef("ab".repeat(32), Text.of(name == null ? "file" : name), bytes.length, "text/plain");
            };
        }

        @Bean
        Uploads uploads() {
            return new Uploads(new byte[32]);
        }

        @Bean
        WriteConfiguration.FileLimit fileLimit() {
            return new WriteConfiguration.FileLimit(FILE_LIMIT);
        }

        @Bean
        TicketRefs refs() {
            return new TicketRefs() {
                @Override
                public String idOf(String ref) {
                    return switch (ref) {
                        case "T-1", ID -> ID;
                        case "T-2", OTHER -> OTHER;
                        case "T-3", THIRD -> THIRD;
                        default -> null;
                    };
                }

                @Override
                public void raised(String number, String id) {
                    RAISED.put(number, id);
                }
            };
        }

        /** What T-1 has for replies; nobody may read why it broke. */
        @Bean
        TicketValues ticketValues() {
            return (actor, ref, language, seen) -> Map.of("number", "T-1", "requester", "Ann \"A\" {{me}}");
        }

        @Bean
        Replies replies() {
            return new Replies() {
                @Override
                public Reply reply(String id) {
                    return REPLIES.get(id);
                }

                @Override
                public List<Reply> replies() {
                    return List.copyOf(REPLIES.values());
                }
            };
        }

        /** A-1 is there. */
        @Bean
        ArticleRefs articleRefs() {
            return number -> number.equals("A-1") ? "article-0193a5b0-0000-7000-8000-000000000001" : null;
        }

        /** T-1 is solved. */
        @Bean
        Solutions solutions() {
            return (actor, ref) -> ref.equals("T-1")
                    ? new Solutions.Solved(ID, "en", "It is broken", "Renewed it", "printing", null)
                    : null;
        }

        @Bean
        OpenTickets openTickets() {
            return (actor, person, most) -> {
                List<OpenTickets.OpenTicket> open = OPEN.getOrDefault(person, List.of());
                return new OpenTickets.Found(open.size(), open);
            };
        }

        @Bean
        InstantSource clock() {
            return InstantSource.fixed(NOW);
        }

        /** Wrong logins of one test must not slow down the others. */
        @Bean
        LoginDelays delays(InstantSource clock) {
            return new LoginDelays(clock, 100, Integer.MAX_VALUE);
        }

        @Bean
        TwoSchedules reportSchedules() {
            return new TwoSchedules();
        }

        @Bean
        LetterService letterService() {
            return () -> false;
        }

        @Bean
        OneWebhook webhooks() {
            return new OneWebhook();
        }

        @Bean
        AccessView access() {
            return ACCESS;
        }

        @Bean
        AdministrativeRefusals refusals() {
            return (actor, what, reason) -> REFUSALS.add(actor.person() + ": " + what + ": " + reason);
        }

        @Bean
        BearerTokens tokens() {
            return new BearerTokens() {
                @Override
                public Granted granted(String token) {
                    return ACCESS.granted(token);
                }

                @Override
                public Actor actorOf(Map<String, Object> claims) {
                    throw Refused.forbidden("unknown-person", "There is no identity provider here.");
                }
            };
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
        PasswordEncoder passwords(InstantSource clock) {
            return new RememberedPasswords(new BCryptPasswordEncoder(4), Duration.ofMinutes(5), 100, clock);
        }

        @Bean
        UserDetailsService users(PasswordEncoder passwords) {
            String demo = passwords.encode("demo");
            return new InMemoryUserDetailsManager(
                    List.of("requester", "dispatcher", "importer", "administrator", "manager", "auditor", "redactor")
                            .stream()
                            .map(name -> User.withUsername(name)
                                    .password(demo)
                                    .roles("USER")
                                    .build())
                            .toList());
        }

        /** Finds fault with what has one stage only, and forecasts nothing. */
        @Bean
        WorkflowTrial trial() {
            return new WorkflowTrial() {
                @Override
                public List<WorkflowFlaw> validate(Workflow workflow) {
                    return workflow.stages().size() > 1
                            ? List.of()
                            : List.of(new WorkflowFlaw("endless-stage", "workflow.stages[0]", "work", "never ends"));
                }

                @Override
                public WorkflowForecast forecast(WorkflowForecast.Wish wish, String caller) {
                    String asking = wish.requester() == null ? caller : wish.requester();
                    return new WorkflowForecast(asking, wish.workflow(), 1, List.of(), List.of());
                }
            };
        }

        @Bean
        Register register() {
            return new SmallRegister();
        }

        @Bean
        LetterExamples letterExamples() {
            return new LetterExamples() {
                @Override
                public LetterTexts.Wording shipped(LetterKind kind, String language) {
                    return new LetterTexts.Wording("Shipped {{number}}", "Shipped in " + language, null);
                }

                @Override
                public List<String> languages() {
                    return List.of("en", "fa");
                }

                @Override
                public Example example(LetterKind kind, LetterTexts.Wording wording, String language) {
                    return new Example(wording.subject(), wording.text(), "<p>" + language + "</p>");
                }
            };
        }

        @Bean
        LinkPages linkPages() {
            return new LinkPages() {
                @Override
                public Page show(String token) {
                    return new Page(token.equals("unknown") ? 404 : 200, "fa", "<!doctype html><p>asks");
                }

                @Override
                public Page act(String token, Map<String, String> form) {
                    return new Page(200, "fa", "<!doctype html><p>" + token + " " + new TreeMap<>(form));
                }
            };
        }
    }

    /** Three people, a team, a category, a workflow. */
    public static final class SmallRegister implements Register, Reference {

        private static final Workflow WORKFLOW = new Workflow(
                "incident",
                2,
                LocalizedText.of("en", "Incident"),
                List.of(new Stage(
                        "triage",
                        LocalizedText.of("en", "Triage"),
                        StageKind.TRIAGE,
                        new HolderRule.QueueOfTeam("team-desk"),
                        null,
                        Duration.ofMinutes(30),
                        Map.of(),
                        null)),
                Duration.ofDays(14));

        /** Laptops for everybody, a retired service, and accounts that only administrators may ask for. */
        private static final Catalogue CATALOGUE = Catalogue.EMPTY
                .after(new ServiceDefined(
                        new CatalogueEntry.Service("fax", LocalizedText.of("en", "Fax"), null, "team-desk", null)))
                .after(new CatalogueEntryRetired(EntryKind.SERVICE, "fax"))
                .after(new RequestTypeDefined(requestType("laptop", null)))
                .after(new RequestTypeDefined(requestType(
                        "account", new CatalogueEntry.Audience(List.of(), List.of(), Set.of(Role.ADMINISTRATOR)))));

        private static CatalogueEntry.RequestType requestType(String code, CatalogueEntry.Audience audience) {
            return new CatalogueEntry.RequestType(
                    code,
                    new LocalizedText(Map.of("en", code, "fa", "لپ‌تاپ")),
                    null,
                    "service-request",
                    null,
                    "printing",
                    null,
                    null,
                    audience,
                    List.of(new CatalogueEntry.FormField(
                            "reason",
                            FieldKind.TEXT,
                            new LocalizedText(Map.of("en", "Reason", "fa", "دلیل")),
                            null,
                            true,
                            null,
                            500,
                            null,
                            null,
                            null,
                            null,
                            List.of())));
        }

        @Override
        public Reference reference() {
            return this;
        }

        @Override
        public AnnouncementBoard announcements() {
            return board;
        }

        @Override
        public List<Person> people() {
            return List.of(named("a"), named("b"), named("requester"));
        }

        private static Person named(String name) {
            return named(name, null);
        }

        private static Person named(String name, String department) {
            return new Person(
                    "person-" + name,
                    name,
                    name + "@example.org",
                    "1",
                    department,
                    null,
                    Set.of(Role.REQUESTER),
                    "en",
                    "UTC",
                    false);
        }

        @Override
        public List<Department> departments() {
            return List.of(new Department("department-it", LocalizedText.of("en", "IT"), null, null));
        }

        @Override
        public List<Team> teams() {
            return List.of(new Team("team-desk", LocalizedText.of("en", "Desk"), null, List.of("person-a")));
        }

        @Override
        public List<Category> categories() {
            return List.of(
                    new Category("printing", LocalizedText.of("en", "Printing"), null, null),
                    new Category("telex", LocalizedText.of("en", "Telex"), "printing", null, true));
        }

        @Override
        public List<Post> posts() {
            return List.of(new Post("post-head", LocalizedText.of("en", "Head"), "department-it"));
        }

        @Override
        public List<Vendor> vendors() {
            return List.of(new Vendor("vendor-x", LocalizedText.of("en", "X"), List.of(), true));
        }

        @Override
        public List<Recorded> history(String stream) {
            if (stream.equals("catalogue-service-fax")) {
                return List.of(
                        of(stream, 0, new ServiceDefined((CatalogueEntry.Service)
                                CATALOGUE.find(EntryKind.SERVICE, "fax").entry())),
                        of(stream, 1, new NothingChanged("RetireEntry")),
                        of(stream, 2, new CatalogueEntryRetired(EntryKind.SERVICE, "fax")));
            }
            return stream.equals("person-requester")
                    ? List.of(new Recorded(
                            stream,
                            0,
                            7,
                            new UUID(0, 1),
                            NOW,
                            Map.of("actor", "person-administrator", "actorRole", "ADMINISTRATOR"),
                            new DirectoryEvent.IdentityLinked(stream, Text.of("زهرا"), null)))
                    : List.of();
        }

        private static Recorded of(String stream, long revision, Event event) {
            return new Recorded(stream, revision, 7 + revision, new UUID(1, revision), NOW, Map.of(), event);
        }

        @Override
        public boolean awaitPosition(long position) {
            return position < 1_000;
        }

        @Override
        public Person person(String id) {
            if (id.equals("person-importer")) {
                return named("importer", "department-it");
            }
            return people().stream().filter(p -> p.id().equals(id)).findFirst().orElse(null);
        }

        @Override
        public Department department(String id) {
            return departments().stream()
                    .filter(d -> d.id().equals(id))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public Team team(String id) {
            return teams().stream().filter(t -> t.id().equals(id)).findFirst().orElse(null);
        }

        @Override
        public Post post(String id) {
            return posts().stream().filter(p -> p.id().equals(id)).findFirst().orElse(null);
        }

        @Override
        public Vendor vendor(String id) {
            return vendors().stream().filter(v -> v.id().equals(id)).findFirst().orElse(null);
        }

        @Override
        public Category category(String code) {
            return categories().stream()
                    .filter(c -> c.code().equals(code))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public Workflow workflow(String name, int version) {
            if (name.equals("request") && version == 1) {
                return ShippedWorkflows.request();
            }
            return name.equals("incident") && version == 2 ? WORKFLOW : null;
        }

        @Override
        public WorkflowRegister workflowRegister() {
            return WorkflowRegister.EMPTY.after(new WorkflowPublished(WORKFLOW));
        }

        @Override
        public Catalogue catalogue() {
            return CATALOGUE;
        }

        @Override
        public List<Person> holdersOf(Role role) {
            return List.of();
        }

        @Override
        public List<Team> teamsOf(String person) {
            return List.of();
        }
    }
}
