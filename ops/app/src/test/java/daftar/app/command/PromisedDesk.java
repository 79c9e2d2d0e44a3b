package daftar.app.command;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.app.reference.StateRegister;
import daftar.domain.Decision;
import daftar.domain.ticket.DecisionContext;
import daftar.domain.ticket.TicketDecider;
import daftar.domain.ticket.TicketFold;
import daftar.domain.ticket.TicketState;
import daftar.domain.workflow.ShippedWorkflows;
import daftar.embedded.elasticsearch.ElasticsearchForTests;
import daftar.http.directory.Register;
import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryEvent.CategoryDefined;
import daftar.messages.directory.DirectoryEvent.DelegationSet;
import daftar.messages.directory.DirectoryEvent.PersonRegistered;
import daftar.messages.directory.DirectoryEvent.TeamFormed;
import daftar.messages.directory.DirectoryEvent.TeamLineSet;
import daftar.messages.directory.Line;
import daftar.messages.sla.SlaEvent;
import daftar.messages.ticket.TicketCommand;
import daftar.messages.workflow.WorkflowEvent.WorkflowChoicesSet;
import daftar.messages.workflow.WorkflowEvent.WorkflowPublished;
import daftar.query.Elastic;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import daftar.readmodel.TicketDocument;
import daftar.reference.ReferenceSnapshots;
import daftar.reference.ReferenceSource;
import daftar.reference.ReferenceState;
import daftar.reference.ReferenceView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * A desk of the real rules, the real reference view and a real index that the real folds fill; only the register is a list.
 * A requester, a specialist of the second line, a third line behind it, and a manager.
 */
final class PromisedDesk implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    static final Actor REQUESTER = actor("person-ann", Role.REQUESTER);
    static final Actor DISPATCHER = actor("person-deb", Role.DISPATCHER);
    static final Actor SPECIALIST = actor("person-dan", Role.SPECIALIST);
    static final Actor MANAGER = actor("person-max", Role.MANAGER);

    final Elastic elastic;
    final String index;
    final ReferenceView reference;
    Instant now = START;

    /** When the register takes what happens now; null for at the same moment. */
    Instant recordedAt;

    private final Rest5Client client;
    private final List<Recorded> directory = new ArrayList<>();
    private ReferenceSource.Listener follower;
    private final Map<String, TicketState> tickets = new HashMap<>();
    private final Map<String, TicketDocument> documents = new HashMap<>();

    PromisedDesk() {
        ElasticsearchForTests server = ElasticsearchForTests.shared();
        client = Rest5Client.builder(new HttpHost(
                        "http", server.uri().getHost(), server.uri().getPort()))
                .setDefaultHeaders(new Header[] {new BasicHeader("Authorization", server.authorization())})
                .build();
        elastic = new Elastic(client);
        index = ReadModel.TICKETS.alias(server.newPrefix());
        send("/" + index, ReadModel.TICKETS.definition(0));
        ShippedWorkflows.all()
                .forEach(workflow -> known("workflow-" + workflow.name(), new WorkflowPublished(workflow)));
        known("workflow-choices", new WorkflowChoicesSet(ShippedWorkflows.choices()));
        List.of(REQUESTER, DISPATCHER, SPECIALIST, MANAGER).forEach(this::person);
        team(ShippedWorkflows.FIRST_LINE, Line.FIRST, DISPATCHER);
        team("team-network", Line.SECOND, SPECIALIST);
        team("team-experts", Line.THIRD);
        known("category-it", new CategoryDefined("it", name("IT"), null, "team-experts"));
        known("category-network", new CategoryDefined("network", name("Network"), "it", "team-network"));
        reference = new ReferenceView(new Source(), new NoSnapshots(), (recorded, redacted) -> recorded);
        reference.start();
    }

    static Actor actor(String person, Role... roles) {
        return new Actor(person, Set.of(roles), "api", null);
    }

    void person(Actor actor) {
        known(
                actor.person(),
                new PersonRegistered(
                        actor.person(),
                        Text.of(actor.person()),
                        null,
                        null,
                        null,
                        null,
                        actor.roles(),
                        "en",
                        "UTC",
                        false));
    }

    private void team(String id, Line line, Actor... members) {
        List<String> people = List.of(members).stream().map(Actor::person).toList();
        known(id, new TeamFormed(id, name(id), null, people));
        known(id, new TeamLineSet(id, line));
    }

    void away(Actor person, Actor substitute, Duration time) {
        known(person.person(), new DelegationSet(person.person(), "away", substitute.person(), now, now.plus(time)));
    }

    Register register() {
        return new StateRegister() {
            @Override
            public ReferenceState state() {
                return reference.state();
            }

            @Override
            public List<Recorded> history(String stream) {
                throw new UnsupportedOperationException("nobody asks for it here");
            }

            @Override
            public boolean awaitPosition(long position) {
                return reference.awaitPosition(position, Duration.ZERO);
            }
        };
    }

    void promise(SlaEvent event) {
        known("sla-default", event);
    }

    /** Something of the organisation is recorded, and heard of. */
    void known(String stream, Event event) {
        Recorded recorded =
                new Recorded(stream, directory.size(), directory.size(), UUID.randomUUID(), now, metadata("x"), event);
        directory.add(recorded);
        if (follower != null) {
            follower.recorded(recorded);
        }
    }

    /** What is decided now is recorded, and is in the index. */
    List<Event> does(Actor actor, TicketCommand command) {
        String id = command.ticket();
        Decision decision = TicketDecider.decide(
                tickets.get(id), command, new DecisionContext(id, actor, now, reference, () -> "T-" + id.hashCode()));
        for (Event event : decision.events()) {
            TicketDocument before = documents.get(id);
            long revision = before == null ? 0 : before.revision() + 1;
            Recorded recorded = new Recorded(
                    id,
                    revision,
                    revision,
                    UUID.randomUUID(),
                    recordedAt == null ? now : recordedAt,
                    metadata(actor.person()),
                    event);
            tickets.put(id, TicketFold.evolve(tickets.get(id), recorded));
            documents.put(id, TicketDocument.evolve(before, recorded));
        }
        send(
                "/" + index + "/_doc/" + id,
                DocumentJson.writer(TicketDocument.class).writeValueAsString(documents.get(id)));
        elastic.refresh(index);
        return decision.events();
    }

    TicketDocument document(String ticket) {
        return documents.get(ticket);
    }

    void later(Duration time) {
        now = now.plus(time);
    }

    private Map<String, String> metadata(String person) {
        return Map.of(Meta.ACTOR, person, Meta.ACTOR_ROLE, "x", Meta.OCCURRED_AT, now.toString());
    }

    private static LocalizedText name(String text) {
        return LocalizedText.of("en", text);
    }

    private void send(String path, String body) {
        try {
            Request request = new Request("PUT", path);
            request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
            client.performRequest(request);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        client.performRequest(new Request("DELETE", "/" + index));
        client.close();
    }

    private final class Source implements ReferenceSource {

        @Override
        public long catchUp(long afterPosition, Listener listener) {
            directory.forEach(listener::recorded);
            return directory.size() - 1;
        }

        @Override
        public AutoCloseable follow(long afterPosition, Listener listener) {
            follower = listener;
            return () -> {};
        }
    }

    private static final class NoSnapshots implements ReferenceSnapshots {

        @Override
        public List<Part> load() {
            return List.of();
        }

        @Override
        public boolean add(int parts, Part part) {
            return true;
        }
    }
}
