package daftar.query;

import daftar.messages.Actor;
import daftar.messages.Role;
import daftar.messages.ticket.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The living tickets that are on a person: that they are asked about, have, had last, or answer for. */
public final class WorkOnPerson {

    private static final List<String> LIVING = Arrays.stream(Status.values())
            .filter(status -> !status.isEnd())
            .map(Status::name)
            .toList();

    private final Elastic elastic;
    private final String tickets;
    private final People people;

    /** @param tickets the index or alias of tickets */
    public WorkOnPerson(Elastic elastic, String tickets, People people) {
        this.elastic = elastic;
        this.tickets = tickets;
        this.people = people;
    }

    /** @param total how many there are @param tickets the longest waiting first */
    public record Found(long total, List<OnPerson> tickets) {}

    /** As in a ticket's document. */
    public record OnPerson(
            String id,
            String number,
            Status status,
            List<String> assignees,
            List<String> deskPeople,
            String requester,
            String owner) {}

    /**
     * What the caller may know of. Administrators are told of all of them, though by number and status alone: nothing may
     * stay with who has left.
     */
    public Found find(Actor caller, String person, int most) {
        elastic.refresh(tickets);
        List<Map<String, ?>> conditions = new ArrayList<>();
        conditions.add(Json.terms("status", LIVING));
        // what waits for its requester is not on the requester
        conditions.add(Json.any(List.of(
                Json.term("deskPeople", person),
                Json.term("owner", person),
                Json.all(List.of(Json.term("assignees", person), Json.not(Json.term("requester", person)))))));
        if (!caller.is(Role.ADMINISTRATOR)) {
            conditions.add(Visibility.of(caller, people).filter());
        }
        JsonNode found = elastic.search(
                tickets,
                caller.person(),
                Map.of(
                        "size", most,
                        "track_total_hits", true,
                        "_source", List.of("id", "number", "status", "assignees", "deskPeople", "requester", "owner"),
                        "sort", List.of(Map.of("stepFrom", "asc"), Map.of("id", "asc")),
                        "query", Json.all(conditions)));
        JsonNode hits = found.path("hits");
        return new Found(
                hits.path("total").path("value").asLong(0),
                hits.path("hits")
                        .valueStream()
                        .map(hit -> ticket(hit.path("_source")))
                        .toList());
    }

    private static OnPerson ticket(JsonNode source) {
        String owner = Json.text(source, "owner");
        return new OnPerson(
                source.path("id").asString(),
                source.path("number").asString(),
                Status.valueOf(source.path("status").asString()),
                Json.texts(source, "assignees"),
                Json.texts(source, "deskPeople"),
                source.path("requester").asString(),
                owner == null ? "" : owner);
    }
}
