package daftar.http.write;

import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.Faults;
import daftar.http.request.RecordFields;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Limits;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.bulk.BulkCommand.BeginBulk;
import daftar.messages.query.Caller;
import daftar.messages.query.Selection;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One action on many tickets. Which ones is fixed by an event before the first is touched; then each is a command of its own,
 * whose id is derived from the request's key and the ticket. So the same request again does nothing twice, and goes on where
 * the first broke off.
 */
@RestController
public final class BulkController {

    static final String BULK = "/api/tickets/bulk";
    static final RecordFields FIELDS = RecordFields.of(BulkRequest.class);

    /** Tickets of one request. */
    static final int MOST = Limits.ENTRIES;

    private static final String BODY = "body";

    private final Commands commands;
    private final TicketController tickets;
    private final Selections selections;
    private final BulkRuns runs;
    private final InstantSource clock;

    public BulkController(
            Commands commands, TicketController tickets, Selections selections, BulkRuns runs, InstantSource clock) {
        this.commands = commands;
        this.tickets = tickets;
        this.selections = selections;
        this.runs = runs;
        this.clock = clock;
    }

    /** What is wrong with the request as a whole is told as everywhere; then the answer begins, a line for each ticket. */
    @Operation(hidden = true)
    @PostMapping(BULK)
    public void bulk(Actor actor, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        if (conditions.key() == null) {
            throw Refused.invalid(
                    "idempotency-key-required",
                    Conditions.IDEMPOTENCY_KEY,
                    "Send a key of your own: the same request under it goes on where this one may break off.");
        }
        if (conditions.expectedVersion() != null) {
            throw Refused.invalid(
                    "if-match-not-applicable", Conditions.IF_MATCH, "Many tickets have many versions; leave it out.");
        }
        JsonNode sent = Body.read(request);
        UUID commandId = conditions.commandId(actor);
        Envelope envelope = conditions.envelope(actor, commandId, Body.fingerprint("POST", BULK, sent));
        JsonNode body = sent instanceof ObjectNode object ? object.remove(BODY) : null;
        JsonNode wish = body == null || body.isNull() ? JsonNodeFactory.instance.objectNode() : body;
        Faults faults = new Faults();
        BulkRequest bulk = (BulkRequest) FIELDS.read(sent, "", Map.of(), faults);
        TicketAction action = bulk == null ? null : known(bulk.action());
        if (bulk != null) {
            check(bulk, faults);
        }
        if (action != null) {
            // every ticket gets the same, so it is looked at once before any is touched
            var unused = action.fields().read(wish, BODY, Map.of("ticket", ""), faults);
        }
        faults.throwIfAny();
        if (bulk == null || action == null) {
            throw new IllegalStateException("neither a bulk nor a fault");
        }
        String id = "bulk-" + commandId;
        List<String> chosen = begin(id, bulk, caller(actor, conditions), envelope);
        runs.run(
                id,
                action.name(),
                chosen,
                ref -> tickets.carryOut(action, ref, wish, ticket -> ofTicket(envelope, action, ticket, wish)),
                response);
    }

    /** The tickets that it is about, now and at every retry. */
    private List<String> begin(String id, BulkRequest bulk, Caller caller, Envelope envelope) {
        List<String> begun = selections.begun(id);
        List<String> chosen = begun == null ? chosen(bulk, caller) : begun;
        Receipt receipt = commands.send(new BeginBulk(id, bulk.action(), chosen), envelope);
        if (begun == null && receipt.repeated()) {
            // the same request at the same moment was first
            List<String> first = selections.begun(id);
            return first == null ? chosen : first;
        }
        return chosen;
    }

    private List<String> chosen(BulkRequest bulk, Caller caller) {
        if (!bulk.tickets().isEmpty()) {
            return bulk.tickets().stream().distinct().toList();
        }
        BulkRequest.BulkSearch search = bulk.search();
        String view = bulk.view();
        String field = view == null ? "search" : "view";
        Selections.Found found =
                view != null ? selections.ofView(caller, view, MOST) : selections.find(caller, selection(search), MOST);
        if (found.total() > MOST) {
            throw Refused.invalid(
                    "too-many-tickets",
                    field,
                    "One request takes " + MOST + " tickets at most, and these are " + found.total()
                            + "; narrow it down, or send them in parts.");
        }
        Integer expected = bulk.expected();
        if (expected == null || found.total() != expected || found.tickets().size() != expected) {
            throw Refused.conflict(
                    "selection-changed",
                    "There are " + found.total() + " tickets now, and " + expected
                            + " were expected; look again. Nothing was done.");
        }
        if (found.tickets().isEmpty()) {
            throw Refused.invalid("no-tickets", field, "There is no ticket to do it with.");
        }
        return found.tickets();
    }

    private static Selection selection(BulkRequest.@Nullable BulkSearch search) {
        return search == null
                ? Selection.of(null, Map.of(), null)
                : Selection.of(Text.read(search.q()), search.filters(), null, "search.filters.");
    }

    private static void check(BulkRequest bulk, Faults faults) {
        int ways = (bulk.tickets().isEmpty() ? 0 : 1) + (bulk.view() == null ? 0 : 1) + (bulk.search() == null ? 0 : 1);
        if (ways != 1) {
            faults.add(
                    "tickets",
                    "one-selection",
                    "Send exactly one of tickets (1 to " + MOST + " ids or numbers), view and search.");
        } else if (bulk.tickets().isEmpty() && bulk.expected() == null) {
            faults.add("expected", "required", "Say how many tickets you saw there to be.");
        }
    }

    private static TicketAction known(String name) {
        TicketAction action = TicketAction.named(name);
        if (action == null) {
            throw Refused.invalid("unknown-action", "action", "The actions are " + TicketController.actions() + ".");
        }
        return action;
    }

    private static Envelope ofTicket(Envelope bulk, TicketAction action, String ticket, JsonNode body) {
        return new Envelope(
                bulk.actor(),
                Conditions.derived(bulk.commandId(), ticket),
                Body.fingerprint("POST", TicketController.TICKETS + "/" + ticket + "/" + action.name(), body),
                null,
                bulk.importedAt(),
                bulk.atLeast(),
                bulk.correlationId());
    }

    private static Caller caller(Actor actor, Conditions conditions) {
        var position = conditions.position();
        return new Caller(actor, null, position == null ? null : position.atLeast());
    }
}
