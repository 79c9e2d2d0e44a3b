package daftar.cli;

import daftar.cli.ApiClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A generated load: tickets that live as tickets do. Each is raised with its triage and assignment, worked on by the
 * actions of the mix and resolved.
 */
final class Load {

    private static final String[] TITLES = {
        "The printer on floor 3 prints blank pages",
        "Не приходит почта на телефон",
        "چاپگر طبقه سوم کار نمی‌کند",
        "打印机无法连接到网络",
        "Bildschirm bleibt nach dem Anmelden schwarz",
        "VPN drops every few minutes",
        "Нужен доступ к отчётам бухгалтерии",
        "رمز عبور من منقضی شده است"
    };

    private final ApiClient client;
    private final List<String> people;
    private final String team;
    private final List<String> mix;
    private final int updates;

    /** Of every command, from sending to answer. */
    final Latencies latencies = new Latencies();

    final LongAdder commands = new LongAdder();
    final LongAdder tickets = new LongAdder();
    final LongAdder refused = new LongAdder();
    private volatile @Nullable String firstRefusal;

    private Load(ApiClient client, List<String> people, String team, List<String> mix, int updates) {
        this.client = client;
        this.people = people;
        this.team = team;
        this.mix = mix;
        this.updates = updates;
    }

    /** What was sent and answered. @param version the ticket's after it */
    record Sent(String ticket, String number, String version) {}

    /**
     * Registers the people and the team that the load works with, where they are not known yet.
     *
     * @param mix {@code action=weight,…} of the updates between raising and resolving
     * @param updates how many updates a ticket gets
     */
    static Load prepare(ApiClient client, int people, String mix, int updates) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            ids.add("person-load-" + i);
        }
        Tasks.each(ids, 16, id -> {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("person", id);
            body.put("name", "Load " + id.substring(12));
            body.put("roles", List.of("REQUESTER", "SPECIALIST"));
            body.put("language", "en");
            body.put("zone", "UTC");
            body.put("provisional", false);
            known(client.post("/api/directory/people", body, null, null));
        });
        String team = "team-load";
        known(client.post(
                "/api/directory/teams",
                Map.of("team", team, "name", Map.of("en", "Load"), "members", ids.subList(0, Math.min(50, people))),
                null,
                null));
        List<String> actions = new ArrayList<>();
        for (String part : mix.split(",")) {
            String[] pair = part.split("=");
            if (pair.length != 2 || !pair[1].matches("\\d{1,4}")) {
                throw new IllegalArgumentException("--mix takes action=weight,…; \"" + part + "\" is not of this form");
            }
            for (int i = 0; i < Integer.parseInt(pair[1]); i++) {
                actions.add(pair[0]);
            }
        }
        actions.forEach(Load::body);
        return new Load(client, ids, team, actions, updates);
    }

    private static void known(Answer answer) {
        if (!answer.isSuccess() && answer.status() != 409) {
            throw new IllegalStateException("The directory refused: " + answer.problem());
        }
    }

    /**
     * Sends commands over so many connections until the time is over.
     *
     * @param perSecond commands per second altogether; 0 for as many as go
     * @param after is told of every answer, e.g. to look whether it can be seen already; may be null
     */
    void run(int connections, Duration duration, double perSecond, Tasks.@Nullable Work<Sent> after) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        long interval = perSecond <= 0 ? 0 : (long) (1e9 / perSecond);
        AtomicLong next = new AtomicLong(System.nanoTime());
        List<Integer> lines = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            lines.add(i);
        }
        Tasks.each(lines, connections, line -> {
            while (System.nanoTime() < end) {
                liveTicket(end, interval, next, after);
            }
        });
    }

    private void liveTicket(long end, long interval, AtomicLong next, Tasks.@Nullable Work<Sent> after)
            throws Exception {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String person = people.get(random.nextInt(people.size()));
        Map<String, Object> raise = new LinkedHashMap<>();
        raise.put("requester", person);
        raise.put("channel", "TELEPHONE");
        raise.put("type", "incident");
        raise.put("title", TITLES[random.nextInt(TITLES.length)]);
        raise.put("description", "It began this morning; others near me have it too. " + random.nextInt(100_000));
        raise.put("triage", Map.of("impact", "MEDIUM", "urgency", random.nextInt(20) == 0 ? "HIGH" : "MEDIUM"));
        raise.put("assign", Map.of("assignees", List.of(people.get(random.nextInt(people.size())))));
        pace(interval, next);
        Answer raised = send("/api/tickets", raise);
        if (!raised.isSuccess()) {
            return;
        }
        tickets.increment();
        String path = "/api/tickets/" + raised.body().path("ticket").asString();
        tell(raised, after);
        List<String> actions = new ArrayList<>(List.of("start"));
        for (int i = 0; i < updates; i++) {
            actions.add(mix.get(random.nextInt(mix.size())));
        }
        actions.add("resolve");
        for (String action : actions) {
            if (System.nanoTime() >= end) {
                return;
            }
            pace(interval, next);
            Answer answer = send(path + "/" + action, body(action));
            if (answer.isSuccess()) {
                tell(answer, after);
            }
        }
    }

    private static void tell(Answer answer, Tasks.@Nullable Work<Sent> after) throws Exception {
        if (after != null) {
            after.on(new Sent(
                    answer.body().path("ticket").asString(),
                    answer.body().path("number").asString(""),
                    answer.body().path("version").asString("0")));
        }
    }

    private Answer send(String path, Object body) throws InterruptedException {
        long start = System.nanoTime();
        Answer answer = client.post(path, body, null, null);
        latencies.add(System.nanoTime() - start);
        commands.increment();
        if (!answer.isSuccess()) {
            refused.increment();
            if (firstRefusal == null) {
                firstRefusal = path + ": " + answer.problem();
            }
        }
        return answer;
    }

    private static void pace(long interval, AtomicLong next) throws InterruptedException {
        if (interval > 0) {
            long wait = next.getAndAdd(interval) - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(Duration.ofNanos(wait));
            }
        }
    }

    /** A body for the action; an {@link IllegalArgumentException} for one that the load does not know. */
    private static Map<String, Object> body(String action) {
        return switch (action) {
            case "start" -> Map.of();
            case "note" -> Map.of("text", "Looked at the log of the device; the queue was full.");
            case "comment" -> Map.of("text", "We are on it and will call you back within the hour.");
            case "log-work" -> Map.of("work", Map.of("minutes", 15, "activity", "diagnosis"));
            case "contact" -> Map.of("direction", "OUTBOUND", "channel", "TELEPHONE", "reached", true, "minutes", 5);
            case "prioritise" -> Map.of("impact", "LOW", "urgency", "MEDIUM");
            case "resolve" ->
                Map.of("solution", Map.of("text", "Emptied the queue and restarted the service.", "fix", "PERMANENT"));
            default ->
                throw new IllegalArgumentException(
                        "The load knows note, comment, log-work, contact and prioritise, not \"" + action + "\".");
        };
    }

    /** Numbers for the last line. */
    Map<String, Object> summary(double seconds) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("tickets", tickets.sum());
        summary.put("commands", commands.sum());
        summary.put("rejected", refused.sum());
        if (firstRefusal != null) {
            summary.put("firstRejection", firstRefusal);
        }
        summary.put("seconds", Math.round(seconds * 10) / 10.0);
        summary.put("commandsPerSecond", Math.round(commands.sum() / Math.max(seconds, 0.001)));
        summary.put("latency", latencies.summary());
        return summary;
    }

    void reset() {
        commands.reset();
        tickets.reset();
        refused.reset();
        latencies.reset();
    }
}
