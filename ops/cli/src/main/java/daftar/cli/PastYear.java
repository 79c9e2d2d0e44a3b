package daftar.cli;

import daftar.cli.ApiClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;

/**
 * A year of a desk's work, brought in through the public API at the times when it would have happened: calls that were
 * settled at once, work with holds, referrals, vendors, rejections, money, ratings, and what is open still.
 */
final class PastYear {

    private static final int AT_ONCE = 48;
    private static final int DAYS = 365;
    private static final int PEOPLE = 400;
    private static final int SPECIALISTS = 60;
    private static final int TEAMS = 8;
    private static final int DEPARTMENTS = 24;
    private static final int CATEGORIES = 40;

    private static final List<String> CHANNELS =
            List.of("PORTAL", "TELEPHONE", "TELEPHONE", "MAIL", "MAIL", "WALK_IN", "CHAT", "MONITORING");
    private static final List<String> TYPES = List.of("incident", "incident", "service-request", "information-request");
    private static final List<String> LEVELS = List.of("HIGH", "MEDIUM", "MEDIUM", "LOW");
    private static final List<String> ACTIVITIES =
            List.of("diagnosis", "repair", "installation", "configuration", "consulting", "documentation");
    private static final List<String> SERVICES =
            List.of("workplace", "mail", "network", "business-applications", "telephony", "accounts", "security");
    private static final List<String> HOLDS = List.of("REQUESTER", "VENDOR", "PARTS", "APPOINTMENT", "EVIDENCE");

    private final ApiClient client;
    private final Instant begin;
    private final Instant end;

    private PastYear(ApiClient client, Instant now) {
        this.client = client;
        this.end = now;
        this.begin = now.minus(Duration.ofDays(DAYS));
    }

    /**
     * Brings in so many tickets that are closed in the end, and a twentieth of that more that are not.
     *
     * @param importer may set the time at which something happened
     * @param admin of the catalogue
     */
    static void bringIn(ApiClient importer, ApiClient admin, int closed) throws Exception {
        PastYear year = new PastYear(importer, Instant.now());
        year.directory(admin);
        int open = closed / 20;
        try (ProgressBar bar = ImportCommand.bar("Tickets", (long) closed + open)) {
            Tasks.each(IntStream.range(0, closed + open).boxed().toList(), AT_ONCE, number -> {
                year.new Ticket(number, number < closed).live();
                bar.step();
            });
        }
    }

    /** How many tickets are closed, as a search finds it. */
    static long closed(ApiClient client) throws InterruptedException {
        return done(client.get("/api/tickets?size=1&status=CLOSED"))
                .body()
                .path("total")
                .asLong();
    }

    private void directory(ApiClient admin) throws Exception {
        for (StarterCatalogue.Entry entry : StarterCatalogue.entries()) {
            known(admin.post(entry.path(), entry.body(), null, null));
        }
        for (int i = 0; i < DEPARTMENTS; i++) {
            Map<String, Object> department = new LinkedHashMap<>();
            department.put("department", "department-past-" + i);
            department.put("name", Map.of("en", "Department " + i));
            if (i >= DEPARTMENTS / 4) {
                department.put("parent", "department-past-" + i % (DEPARTMENTS / 4));
            }
            known(admin.post("/api/directory/departments", department, null, null));
        }
        Tasks.each(IntStream.range(0, PEOPLE).boxed().toList(), AT_ONCE, i -> {
            Map<String, Object> person = new LinkedHashMap<>();
            person.put("person", person(i));
            person.put("name", "Past " + i);
            person.put("roles", i < SPECIALISTS ? List.of("REQUESTER", "SPECIALIST") : List.of("REQUESTER"));
            person.put("department", "department-past-" + i % DEPARTMENTS);
            person.put("language", "en");
            person.put("zone", "UTC");
            person.put("provisional", false);
            known(admin.post("/api/directory/people", person, null, null));
        });
        for (int i = 0; i < TEAMS; i++) {
            List<String> members = new ArrayList<>();
            for (int member = i; member < SPECIALISTS; member += TEAMS) {
                members.add(person(member));
            }
            known(admin.post(
                    "/api/directory/teams",
                    Map.of("team", team(i), "name", Map.of("en", "Team " + i), "members", members),
                    null,
                    null));
        }
        for (int i = 0; i < CATEGORIES; i++) {
            known(admin.post(
                    "/api/directory/categories",
                    Map.of("category", "past-" + i, "name", Map.of("en", "Category " + i), "team", team(i % TEAMS)),
                    null,
                    null));
        }
        known(admin.post(
                "/api/directory/vendors",
                Map.of("vendor", "vendor-past", "name", Map.of("en", "Vendor"), "contacts", List.of(person(1))),
                null,
                null));
    }

    private static String person(int number) {
        return "person-past-" + number;
    }

    private static String team(int number) {
        return "team-past-" + number;
    }

    private static void known(Answer answer) {
        if (answer.status() != 409) {
            var unused = done(answer);
        }
    }

    private static Answer done(Answer answer) {
        if (!answer.isSuccess()) {
            throw new IllegalStateException("Daftar refused: " + answer.problem());
        }
        return answer;
    }

    /** One ticket's life; the same number lives alike. */
    private final class Ticket {

        private final Random random;
        private final boolean closes;
        private final int requester;
        private int team;
        private Instant at;
        private String path = "/api/tickets";

        Ticket(int number, boolean closes) {
            this.random = new Random(number * 7_919L + 17);
            this.closes = closes;
            this.requester = random.nextInt(PEOPLE);
            this.team = random.nextInt(TEAMS);
            // what is closed was raised up to twelve days ago at the latest, what is open within the last three
            Duration span = closes ? Duration.ofDays(DAYS - 12L) : Duration.ofDays(3);
            Instant from = closes ? begin : end.minus(Duration.ofDays(4));
            this.at = from.plusSeconds((long) (random.nextDouble() * span.toSeconds()));
        }

        void live() throws InterruptedException {
            boolean atOnce = closes && chance(35);
            Map<String, Object> raise = raise();
            if (atOnce) {
                raise.put("work", work());
                raise.put("resolution", solution());
                raise.put("confirmation", Map.of("rating", rating()));
            } else {
                raise.put("assign", Map.of("assignees", List.of(specialist()), "team", team(team)));
            }
            path += "/" + send("", raise).body().path("ticket").asString();
            if (atOnce) {
                return;
            }
            later(90);
            if (!closes && chance(20)) {
                return;
            }
            send("/start", Map.of());
            work(chance(60));
            if (chance(15)) {
                later(60);
                send("/hold", Map.of("reason", one(HOLDS)));
                if (!closes && chance(50)) {
                    return;
                }
                later(2_000);
                send("/resume", Map.of());
            }
            if (chance(12)) {
                refer();
            }
            if (!closes) {
                return;
            }
            solve();
            if (chance(4)) {
                later(600);
                send("/reject", Map.of("complaint", "It is as it was."));
                later(120);
                send("/start", Map.of());
                solve();
            }
            later(3_000);
            if (chance(70)) {
                send("/confirm", Map.of("rating", rating()));
            } else {
                send("/close", Map.of("reason", "UNCONFIRMED"));
            }
        }

        private Map<String, Object> raise() {
            Map<String, Object> raise = new LinkedHashMap<>();
            raise.put("requester", person(requester));
            raise.put("channel", one(CHANNELS));
            raise.put("type", one(TYPES));
            raise.put("service", one(SERVICES));
            raise.put("category", "past-" + random.nextInt(CATEGORIES));
            raise.put("location", "building-" + requester % 12);
            raise.put("title", "What was asked of the desk, number " + random.nextInt(1_000));
            raise.put("triage", Map.of("impact", one(LEVELS), "urgency", one(LEVELS)));
            return raise;
        }

        private void refer() throws InterruptedException {
            later(120);
            if (chance(20)) {
                send("/refer", Map.of("vendor", "vendor-past", "reason", "The maker has to look at it."));
                later(3_000);
            }
            team = (team + 1 + random.nextInt(TEAMS - 1)) % TEAMS;
            send("/refer", Map.of("person", specialist(), "team", team(team), "reason", "They know it better."));
            later(60);
            send("/start", Map.of());
        }

        private void work(boolean logged) throws InterruptedException {
            later(240);
            if (logged) {
                send("/log-work", Map.of("performer", specialist(), "work", work()));
            }
        }

        private Map<String, Object> work() {
            Map<String, Object> work = new LinkedHashMap<>();
            work.put("minutes", 5 + random.nextInt(120));
            work.put("activity", one(ACTIVITIES));
            if (chance(20)) {
                String currency = chance(80) ? "EUR" : "USD";
                String amount = random.nextInt(200) + "." + (10 + random.nextInt(90));
                work.put(
                        "costs",
                        List.of(Map.of(
                                "kind",
                                "MATERIAL",
                                "quantity",
                                1,
                                "cost",
                                Map.of("amount", amount, "currency", currency))));
            }
            return work;
        }

        private void solve() throws InterruptedException {
            later(400);
            send("/resolve", Map.of("solution", solution()));
        }

        private Map<String, Object> solution() {
            return Map.of("text", "It was put right.", "fix", "PERMANENT");
        }

        private int rating() {
            return chance(90) ? 4 + random.nextInt(2) : 1 + random.nextInt(3);
        }

        private String specialist() {
            return person(team + TEAMS * random.nextInt(SPECIALISTS / TEAMS));
        }

        private boolean chance(int percent) {
            return random.nextInt(100) < percent;
        }

        private String one(List<String> of) {
            return of.get(random.nextInt(of.size()));
        }

        /** Some minutes later, mostly few; never after now. */
        private void later(int mean) {
            Instant then = at.plusMillis((long) (-Math.log(1 - random.nextDouble()) * mean * 60_000) + 1_000);
            at = then.isAfter(end) ? end : then;
        }

        private Answer send(String action, Object body) throws InterruptedException {
            return done(client.post(path + action, body, null, at));
        }
    }
}
