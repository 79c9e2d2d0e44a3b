package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Actor;
import daftar.messages.Role;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.TicketEvent.ObserverAdded;
import daftar.messages.ticket.TicketEvent.ObserverRemoved;
import daftar.messages.ticket.TicketEvent.TicketClosed;
import daftar.readmodel.ReadModel;
import daftar.readmodel.TicketDocument;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The two ways in which the rule of visibility is said, held against each other on random tickets and callers. */
class VisibilityIT {

    private static final List<String> PEOPLE = List.of("ann", "bob", "sue", "mia", "dan", "eva", "otto", "zoe");
    private static final List<Role> LIMITED =
            List.of(Role.REQUESTER, Role.SUPERVISOR, Role.DEPARTMENT_MANAGER, Role.ANALYST, Role.ADMINISTRATOR);
    private static final int TICKETS = 250;
    private static final int CALLERS = 120;

    @Test
    void the_filter_finds_exactly_the_tickets_that_the_predicate_covers() throws Exception {
        SampleDesk desk = new SampleDesk();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < TICKETS; i++) {
            randomTicket(desk, random, SampleDesk.START.plusSeconds(i));
        }
        desk.refresh();
        People organisation = new Sample.Organisation();
        for (int i = 0; i < CALLERS; i++) {
            Actor actor = randomActor(random);
            Visibility visibility = Visibility.of(actor, organisation);
            Set<String> covered = new HashSet<>();
            for (TicketDocument ticket : desk.tickets.values()) {
                if (visibility.levelOf(TicketViews.subject(ticket)) != null) {
                    covered.add(ticket.id());
                }
            }
            assertThat(found(desk, visibility)).as("seed %d, %s", seed, actor).isEqualTo(covered);
            assertThat(found(desk, visibility.onlySolved()))
                    .as("solved only, seed %d, %s", seed, actor)
                    .isSubsetOf(covered)
                    .allMatch(id -> desk.tickets.get(id).resolvedAt() != null);
        }
    }

    private static Set<String> found(SampleDesk desk, Visibility visibility) {
        Set<String> ids = new HashSet<>();
        desk.elastic
                .search(
                        ReadModel.TICKETS.alias(desk.prefix),
                        "test",
                        Map.of("size", 1_000, "_source", List.of("id"), "query", visibility.filter()))
                .path("hits")
                .path("hits")
                .forEach(hit -> ids.add(hit.path("_source").path("id").asString()));
        return ids;
    }

    private static Actor randomActor(Random random) {
        // the desk sees everything, so it comes seldom
        Set<Role> roles = new HashSet<>();
        Role[] all = Role.values();
        for (int i = random.nextInt(2); i >= 0; i--) {
            roles.add(random.nextInt(4) == 0 ? all[random.nextInt(all.length)] : LIMITED.get(random.nextInt(5)));
        }
        if (random.nextInt(4) == 0) {
            roles.add(Role.SUPERVISOR);
            return new Actor("person-sue", roles, "api", null);
        }
        return new Actor(person(random), roles, "api", null);
    }

    private static String person(Random random) {
        return "person-" + PEOPLE.get(random.nextInt(PEOPLE.size()));
    }

    private static void randomTicket(SampleDesk desk, Random random, Instant at) {
        String requester = person(random);
        String department =
                random.nextInt(3) == 0 ? null : random.nextBoolean() ? "department-accounting" : "department-it";
        String ticket = desk.raised(requester, "Something", null, at, department);
        if (random.nextBoolean()) {
            String observer = person(random);
            desk.happened(ticket, at, requester, new ObserverAdded(observer));
            if (random.nextInt(3) == 0) {
                desk.happened(ticket, at, requester, new ObserverRemoved(observer));
            }
        }
        if (random.nextBoolean()) {
            desk.worked(ticket, at, Priority.LOW, person(random), "team-desk");
        }
        if (random.nextInt(3) == 0) {
            desk.resolved(ticket, at, person(random), requester, "Done", null);
        }
        if (random.nextInt(3) == 0) {
            desk.happened(ticket, at, "person-dan", new TicketClosed(CloseReason.VOID, null));
        }
    }
}
