package daftar.query;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.embedded.elasticsearch.ElasticsearchForTests;
import daftar.messages.Event;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.Fix;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Solution;
import daftar.messages.ticket.TicketEvent.StageEntered;
import daftar.messages.ticket.TicketEvent.TicketRaised;
import daftar.messages.ticket.TicketEvent.TicketResolved;
import daftar.messages.ticket.TicketEvent.TicketTriaged;
import daftar.messages.ticket.Urgency;
import daftar.messages.workflow.StageKind;
import daftar.readmodel.Derivation;
import daftar.readmodel.Document;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import daftar.readmodel.StreamDocument;
import daftar.readmodel.TicketDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A desk whose events are folded into a real Elasticsearch the way the projector does it. */
final class SampleDesk {

    static final Instant START = Instant.parse("2026-11-16T08:00:00Z");

    final String prefix;
    final Rest5Client client;
    final Elastic elastic;
    final Map<String, TicketDocument> tickets = new LinkedHashMap<>();
    final Map<String, List<Recorded>> log = new LinkedHashMap<>();
    private final Map<String, StreamDocument> streams = new LinkedHashMap<>();
    private final Set<String> written = new LinkedHashSet<>();
    private final StringBuilder bulk = new StringBuilder();
    /** When the register takes what happens at an instant. */
    UnaryOperator<Instant> recording = at -> at.plus(Duration.ofHours(1));

    private long position;
    private int numbers = 1_000;

    SampleDesk() throws IOException {
        ElasticsearchForTests server = ElasticsearchForTests.shared();
        prefix = server.newPrefix();
        client = Rest5Client.builder(new HttpHost(
                        "http", server.uri().getHost(), server.uri().getPort()))
                .setDefaultHeaders(
                        new org.apache.hc.core5.http.Header[] {new BasicHeader("Authorization", server.authorization())
                        })
                .build();
        elastic = new Elastic(client);
        for (ReadModel model : ReadModel.values()) {
            ObjectNode definition = (ObjectNode) DocumentJson.mapper().readTree(model.definition(0));
            definition.putObject("aliases").putObject(model.alias(prefix));
            send("PUT", "/" + model.index(prefix, 1), definition.toString(), "application/json");
        }
    }

    /** Appends events of one moment to a ticket, or to another stream that is a document. */
    SampleDesk happened(String ticket, Instant at, String actor, Event... events) {
        for (Event event : events) {
            List<Recorded> stream = log.computeIfAbsent(ticket, none -> new ArrayList<>());
            Recorded recorded = new Recorded(
                    ticket,
                    stream.size(),
                    ++position,
                    UUID.randomUUID(),
                    recording.apply(at),
                    Map.of(Meta.ACTOR, actor, Meta.OCCURRED_AT, at.toString()),
                    event);
            stream.add(recorded);
            StreamDocument before = streams.get(ticket);
            StreamDocument after = StreamDocument.evolve(before, recorded);
            streams.put(ticket, after);
            if (after instanceof TicketDocument ofTicket) {
                tickets.put(ticket, ofTicket);
            }
            for (Document document : Derivation.derive(before, recorded, after)) {
                write(document);
            }
            write(after);
        }
        return this;
    }

    /** The id of a ticket that nothing has happened to yet. */
    String newId() {
        return id(++numbers);
    }

    /** As if nothing had ever happened. */
    void forget() {
        flush();
        if (written.isEmpty()) {
            return;
        }
        StringBuilder deletions = new StringBuilder();
        written.forEach(line -> deletions.append("{\"delete\":").append(line).append("}\n"));
        send("POST", "/_bulk", deletions.toString(), "application/x-ndjson");
        written.clear();
        tickets.clear();
        streams.clear();
        log.clear();
        refresh();
    }

    private void write(Document document) {
        written.add("{\"_index\":\"" + document.readModel().alias(prefix) + "\",\"_id\":\"" + document.id() + "\"}");
        bulk.append("{\"index\":{\"_index\":\"")
                .append(document.readModel().alias(prefix))
                .append("\",\"_id\":\"")
                .append(document.id())
                .append("\",\"version_type\":\"external_gte\",\"version\":")
                .append(document.version())
                .append("}}\n")
                .append(DocumentJson.writer(document.readModel().type()).writeValueAsString(document))
                .append('\n');
        if (bulk.length() > 2_000_000) {
            flush();
        }
    }

    /** Sends what was written; it can be read by id then. */
    void flush() {
        if (bulk.isEmpty()) {
            return;
        }
        String answer = send("POST", "/_bulk", bulk.toString(), "application/x-ndjson");
        bulk.setLength(0);
        if (answer.contains("\"errors\":true") && !answer.contains("version_conflict")) {
            throw new IllegalStateException(answer.substring(0, Math.min(2_000, answer.length())));
        }
    }

    /** Sends what was written and makes searches see it. */
    void refresh() {
        flush();
        elastic.refresh(prefix + "*");
    }

    String send(String method, String path, String body, String type) {
        try {
            Request request = new Request(method, path);
            request.setEntity(new StringEntity(body, ContentType.create(type, StandardCharsets.UTF_8)));
            return new String(
                    client.performRequest(request).getEntity().getContent().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static String id(int n) {
        return "ticket-" + new UUID(0x0000_0000_0000_7000L | ((long) n << 16), 0x8000_0000_0000_0000L | n);
    }

    /** A ticket in the queue of a team. @return its id */
    String raised(
            String requester, String title, @Nullable String description, Instant at, @Nullable String department) {
        int n = ++numbers;
        String id = id(n);
        happened(
                id,
                at,
                requester,
                new TicketRaised(
                        "T-" + n,
                        requester,
                        Channel.PORTAL,
                        "incident",
                        null,
                        null,
                        null,
                        null,
                        department,
                        "incident",
                        1,
                        "en",
                        Text.of(title),
                        Text.ofNullable(description),
                        List.of(),
                        List.of(),
                        null,
                        Map.of(),
                        "INC-" + n,
                        Sample.pathOf(department),
                        null),
                entered("triage", StageKind.TRIAGE, Holder.team("team-desk")));
        return id;
    }

    void worked(String ticket, Instant at, Priority priority, String assignee, String team) {
        happened(
                ticket,
                at,
                "person-dispatcher",
                new TicketTriaged("incident", "email", null, null, Impact.MEDIUM, Urgency.MEDIUM, priority),
                entered("work", StageKind.WORK, Holder.people(List.of(assignee), team)));
    }

    void resolved(String ticket, Instant at, String by, String requester, String solution, @Nullable String cause) {
        happened(
                ticket,
                at,
                by,
                new TicketResolved(
                        new Solution(Text.of(solution), "fixed", Text.ofNullable(cause), Fix.PERMANENT), false),
                entered("confirmation", StageKind.CONFIRMATION, Holder.person(requester)));
    }

    static StageEntered entered(String stage, StageKind kind, Holder holder) {
        return new StageEntered(stage, kind, null, holder, null, null);
    }
}
