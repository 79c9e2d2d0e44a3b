package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.Actor;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.feed.FeedCursor;
import daftar.messages.feed.FeedEvent;
import daftar.messages.feed.FeedPage;
import daftar.messages.ledger.LedgerEvent;
import daftar.messages.ledger.LedgerEvent.TreeHeadSigned;
import daftar.messages.query.Caller;
import daftar.messages.query.Facet;
import daftar.messages.query.InboxView;
import daftar.messages.query.KnowledgePage;
import daftar.messages.query.KnowledgeQuery.SearchKnowledge;
import daftar.messages.query.Query.FindFeed;
import daftar.messages.query.Query.FindInbox;
import daftar.messages.query.Query.FindTicket;
import daftar.messages.query.Query.FindTicketAsOf;
import daftar.messages.query.Query.FindTicketEvents;
import daftar.messages.query.Query.FindTimeline;
import daftar.messages.query.Query.FindViews;
import daftar.messages.query.Query.FindWorkload;
import daftar.messages.query.Query.SearchTickets;
import daftar.messages.query.Selection;
import daftar.messages.query.TicketFilter;
import daftar.messages.query.TicketPage;
import daftar.messages.query.TicketPage.Count;
import daftar.messages.query.TicketRow;
import daftar.messages.query.TicketSort;
import daftar.messages.query.TimelineView;
import daftar.messages.query.ViewList;
import daftar.messages.query.WorkloadView;
import daftar.messages.savedview.SavedView;
import daftar.messages.savedview.SavedViews;
import daftar.query.DrawnDesk.Drawn;
import daftar.query.DrawnDesk.Knows;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Organisations, tickets and callers are drawn at random; whatever any caller asks is compared with {@link DrawnDesk#knows},
 * the rule written once more, in plain words and from what was drawn. No document, count or fragment may leak, and none may
 * be missing.
 */
class VisibilityPropertyIT {

    private static final Instant NOW = SampleDesk.START.plus(Duration.ofHours(6));

    private static SampleDesk desk;

    @BeforeContainer
    static void an_elasticsearch() throws Exception {
        desk = new SampleDesk();
    }

    @AfterContainer
    static void nothing_is_left() {
        desk.forget();
    }

    private DrawnDesk drawn;
    private ReadSide readSide;
    private Actor actor;
    private Caller caller;
    private Map<Drawn, Knows> known;

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void every_answer_tells_each_caller_what_the_rule_says_and_nothing_more(@ForAll Random random) {
        desk.forget();
        drawn = new DrawnDesk(random);
        drawn.fill(desk, 24);
        desk.refresh();
        readSide = new ReadSide(
                desk.elastic,
                desk.prefix,
                new Freshness(new Sample.SetProgress(), () -> desk.elastic.refresh(desk.prefix + "*")),
                drawn.organisation(),
                (kind, id, language) -> null,
                java.time.InstantSource.fixed(NOW),
                new QueryMeters(new io.micrometer.core.instrument.simple.SimpleMeterRegistry()));
        for (int i = 0; i < 8; i++) {
            actor = drawn.caller(random);
            caller = new Caller(actor, "en", null);
            known = new HashMap<>();
            for (Drawn ticket : drawn.tickets) {
                Knows knows = drawn.knows(actor, ticket);
                if (knows != Knows.NOTHING) {
                    known.put(ticket, knows);
                }
            }
            searches();
            facets();
            views();
            texts();
            knowledge();
            inbox();
            single();
            workload();
            audit();
            feed(readSide);
        }
        // as if the read model knew nothing yet: the log alone says the same
        feed(new ReadSide(
                desk.elastic,
                "nothing-",
                readSide.freshness(),
                readSide.people(),
                readSide.names(),
                readSide.clock(),
                readSide.meters()));
    }

    private void searches() {
        TicketPage all = search(null, TicketFilter.ALL);
        assertThat(ids(all)).as("all, %s", actor).isEqualTo(ids(known.keySet()));
        assertThat(all.total()).isEqualTo(known.size());
        all.tickets().forEach(this::tellsNoMoreThanAllowed);
        for (Facet facet : List.of(Facet.REQUESTER, Facet.ASSIGNEE)) {
            for (String person : drawn.people()) {
                Set<String> expected = ids(known.keySet().stream()
                        .filter(ticket -> known.get(ticket) != Knows.SOLUTION)
                        .filter(ticket -> values(facet, ticket).contains(person))
                        .toList());
                assertThat(ids(search(null, TicketFilter.of(facet, person))))
                        .as("%s=%s, %s", facet, person, actor)
                        .isEqualTo(expected);
            }
        }
    }

    private void facets() {
        TicketPage page = search(null, TicketFilter.ALL);
        for (Facet facet : List.of(Facet.STATUS, Facet.TEAM, Facet.REQUESTER, Facet.ASSIGNEE, Facet.DEPARTMENT)) {
            Map<String, Long> expected = new HashMap<>();
            known.forEach((ticket, knows) -> {
                if (knows != Knows.SOLUTION || (facet != Facet.REQUESTER && facet != Facet.ASSIGNEE)) {
                    values(facet, ticket).forEach(value -> expected.merge(value, 1L, Long::sum));
                }
            });
            assertThat(page.facets().get(facet.key()).stream().collect(Collectors.toMap(Count::value, Count::tickets)))
                    .as("counts of %s, %s", facet, actor)
                    .isEqualTo(expected);
        }
    }

    /** What a view counts is what its search finds, whose words and properties are compared with the rule elsewhere here. */
    private void views() {
        List<SavedView> kept = new ArrayList<>();
        for (String word : List.of("titleword", "commentword", "secretword")) {
            kept.add(view("view-" + word, word, Map.of()));
        }
        for (String person : drawn.people()) {
            kept.add(view("view-of-" + person, null, Map.of("assignee", List.of(person))));
        }
        ViewList found = new ViewQueries(readSide, new SearchQueries(readSide), kept(kept), position -> true)
                .find(new FindViews(caller));
        assertThat(found.views()).hasSize(kept.size() + 5);
        for (ViewList.Entry view : found.views()) {
            Selection selection = Selection.of(view.q(), view.filters(), view.sort());
            assertThat(view.tickets())
                    .as("%s, %s", view.id(), actor)
                    .isEqualTo(search(selection.text(), selection.filter()).total());
        }
    }

    private SavedView view(String id, String text, Map<String, List<String>> filters) {
        return new SavedView(id, actor.person(), null, null, text, filters, null, 0, 0);
    }

    private SavedViews kept(List<SavedView> views) {
        return new SavedViews() {
            @Override
            public SavedView view(String id) {
                return null;
            }

            @Override
            public List<SavedView> privateOf(String person) {
                return views;
            }

            @Override
            public List<SavedView> ofTeam(String team) {
                return List.of();
            }
        };
    }

    private static Set<String> values(Facet facet, Drawn ticket) {
        return switch (facet) {
            case STATUS -> Set.of(ticket.status.name());
            case TEAM -> orNone(ticket.team);
            case REQUESTER -> Set.of(ticket.requester);
            case ASSIGNEE -> ticket.holders.isEmpty() ? Set.of(Facet.NONE) : Set.copyOf(ticket.holders);
            case DEPARTMENT -> orNone(ticket.path.isEmpty() ? null : ticket.path.getLast());
            default -> throw new IllegalArgumentException(facet.name());
        };
    }

    private static Set<String> orNone(String value) {
        return Set.of(value == null ? Facet.NONE : value);
    }

    /** A word that stands in one field only is found by those who may read that field. */
    private void texts() {
        for (Map.Entry<String, Set<Knows>> word : Map.of(
                        "titleword", Set.of(Knows.ALL, Knows.PUBLIC, Knows.SOLUTION),
                        "solutionword", Set.of(Knows.ALL, Knows.PUBLIC, Knows.SOLUTION),
                        "commentword", Set.of(Knows.ALL, Knows.PUBLIC),
                        "secretword", Set.of(Knows.ALL))
                .entrySet()) {
            Set<String> expected = ids(known.keySet().stream()
                    .filter(ticket -> word.getValue().contains(known.get(ticket)))
                    .filter(ticket -> ticket.words.contains(word.getKey()))
                    .toList());
            TicketPage found = search(word.getKey(), TicketFilter.ALL);
            assertThat(ids(found)).as("%s, %s", word.getKey(), actor).isEqualTo(expected);
            assertThat(found.total()).isEqualTo(expected.size());
            found.tickets().forEach(row -> {
                assertThat(row.highlights()).isNotEmpty();
                tellsNoMoreThanAllowed(row);
            });
        }
        // words of two kinds at once mark only what may be read
        search("titleword | secretword | commentword", TicketFilter.ALL)
                .tickets()
                .forEach(this::tellsNoMoreThanAllowed);
    }

    private void tellsNoMoreThanAllowed(TicketRow row) {
        assertTold(row.id(), row.toString());
    }

    private void assertTold(String id, String said) {
        Knows knows = known.get(drawn.byId(id));
        if (knows != Knows.ALL) {
            assertThat(said).as("%s of %s", actor, id).doesNotContain("secretword");
        }
        if (knows == Knows.SOLUTION) {
            assertThat(said).as("%s of %s", actor, id).doesNotContain("person-", "commentword");
        }
    }

    private void knowledge() {
        SearchKnowledge query = new SearchKnowledge(
                caller, null, TicketFilter.ALL, List.of(Facet.STATUS), Set.of(), null, null, 200, null);
        KnowledgePage page = new KnowledgeQueries(
                        readSide,
                        new ViewQueries(readSide, new SearchQueries(readSide), kept(List.of()), position -> true),
                        new LearnedTranslations(readSide))
                .search(query);
        List<Drawn> solved = KnowledgeQueries.readsTickets(actor)
                ? known.keySet().stream().filter(Drawn::isSolved).toList()
                : List.of();
        assertThat(page.entries().stream().map(KnowledgePage.Entry::id).collect(Collectors.toSet()))
                .as("knowledge, %s", actor)
                .isEqualTo(ids(solved));
        page.entries().forEach(entry -> assertTold(entry.id(), entry.toString()));
    }

    private void inbox() {
        InboxView inbox = new InboxQueries(readSide).find(new FindInbox(caller, Set.of(), 200, null));
        Set<String> expected = new TreeSet<>();
        Map<InboxView.Because, Long> counts = new EnumMap<>(InboxView.Because.class);
        for (InboxView.Because because : InboxView.Because.values()) {
            counts.put(because, 0L);
        }
        for (Drawn ticket : known.keySet()) {
            InboxView.Because because = drawn.waitsFor(actor, ticket);
            if (because != null) {
                expected.add(ticket.id);
                counts.merge(because, 1L, Long::sum);
            }
        }
        assertThat(inbox.items().stream().map(item -> item.ticket().id()).collect(Collectors.toSet()))
                .as("inbox, %s", actor)
                .isEqualTo(expected);
        assertThat(inbox.total()).isEqualTo(expected.size());
        assertThat(inbox.counts()).isEqualTo(counts);
        inbox.items().forEach(item -> tellsNoMoreThanAllowed(item.ticket()));
    }

    private void single() {
        TicketQueries queries = new TicketQueries(readSide, id -> false);
        for (Drawn ticket : drawn.tickets) {
            Knows knows = known.getOrDefault(ticket, Knows.NOTHING);
            if (knows == Knows.NOTHING) {
                assertThatThrownBy(() -> queries.find(new FindTicket(caller, ticket.id)))
                        .as("%s of %s", actor, ticket.id)
                        .isInstanceOf(Refused.class);
            } else {
                assertTold(
                        ticket.id,
                        queries.find(new FindTicket(caller, ticket.id)).toString());
            }
            if (knows == Knows.NOTHING || knows == Knows.SOLUTION) {
                assertThatThrownBy(() -> queries.find(new FindTimeline(caller, ticket.id)))
                        .isInstanceOf(Refused.class);
            } else {
                TimelineView timeline = queries.find(new FindTimeline(caller, ticket.id));
                assertTold(ticket.id, timeline.toString());
            }
        }
    }

    private void workload() {
        FindWorkload query = new FindWorkload(caller, null, ZoneOffset.UTC, DayOfWeek.MONDAY, Set.of());
        if (!Visibility.isDesk(actor) && !actor.is(Role.AUDITOR)) {
            assertThatThrownBy(() -> new WorkloadQueries(readSide).find(query)).isInstanceOf(Refused.class);
            return;
        }
        WorkloadView view = new WorkloadQueries(readSide).find(query);
        List<Drawn> open = new ArrayList<>();
        long minutes = 0;
        Map<String, Long> byTeam = new HashMap<>();
        for (Drawn ticket : drawn.tickets) {
            if (ticket.status.isOpen() && drawn.counts(actor, ticket, ticket.holders, ticket.team)) {
                open.add(ticket);
                if (ticket.team != null) {
                    byTeam.merge(ticket.team, 1L, Long::sum);
                }
            }
            for (Drawn.Entry work : ticket.work) {
                if (drawn.counts(actor, ticket, List.of(work.performer()), work.team())) {
                    minutes += work.minutes();
                }
            }
        }
        assertThat(view.total().open()).as("open, %s", actor).isEqualTo(open.size());
        assertThat(view.total().week().minutes()).as("minutes, %s", actor).isEqualTo(minutes);
        assertThat(view.teams().stream()
                        .filter(load -> load.open() > 0)
                        .collect(Collectors.toMap(load -> load.of().id(), WorkloadView.Load::open)))
                .as("teams, %s", actor)
                .isEqualTo(byTeam);
    }

    private void audit() {
        AuditQueries queries = new AuditQueries(readSide, new ListedLog(), event -> {
            throw new AssertionError("nothing is read for who is no auditor");
        });
        if (!actor.is(Role.AUDITOR)) {
            String ticket = drawn.tickets.getFirst().id;
            assertThatThrownBy(() -> queries.find(new FindTicketEvents(caller, ticket, 0, 10)))
                    .isInstanceOf(Refused.class);
            assertThatThrownBy(() -> queries.find(new FindTicketAsOf(caller, ticket, null, null)))
                    .isInstanceOf(Refused.class);
        }
    }

    /** Behind all else. */
    private static Recorded head(long position) {
        return new Recorded(
                LedgerEvent.STREAM,
                0,
                position + 1_000_000,
                new UUID(7, position),
                Instant.EPOCH,
                Map.of(),
                new TreeHeadSigned(3, "ab".repeat(32), 17, Instant.EPOCH, "0123456789abcdef", "c2ln"));
    }

    /** The feed tells of the tickets that a search finds, each event once, in the log's order, page by page. */
    private void feed(ReadSide by) {
        ListedLog log = new ListedLog();
        desk.log.values().forEach(stream -> stream.forEach(log::add));
        Recorded head = head(desk.log.values().stream().mapToLong(List::size).sum());
        log.add(head);
        LogFeed logFeed = new LogFeed(by, log, event -> Optional.of(log.decode(event)));
        assertThat(logFeed.read(actor, null, FeedCursor.START, Set.of("TreeHeadSigned"), 17)
                        .events())
                .as("what the ledger says is told to whoever names it, by the fact itself")
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.data().event()).isEqualTo(head.event());
                    assertThat(event.ticket()).isEqualTo(LedgerEvent.STREAM);
                });
        assertThat(logFeed.ofTicket(actor, null, Set.of("TreeHeadSigned"), LedgerEvent.STREAM, 0, Long.MAX_VALUE, 9)
                        .events())
                .hasSize(1);
        FeedQueries feed = new FeedQueries(logFeed, by.meters());
        List<FeedEvent> told = new ArrayList<>();
        String after = null;
        FeedPage page;
        do {
            page = feed.find(new FindFeed(caller, after, Set.of(), 17));
            told.addAll(page.events());
            after = page.next();
        } while (!page.end());
        assertThat(told).extracting(FeedEvent::id).doesNotHaveDuplicates();
        assertThat(told.stream()
                        .map(event -> FeedCursor.read(event.cursor(), "cursor"))
                        .toList())
                .isSorted();
        assertThat(told.stream().map(FeedEvent::ticket).collect(Collectors.toSet()))
                .as("feed, %s", actor)
                .isEqualTo(ids(known.keySet()));
        told.forEach(event -> {
            assertTold(event.ticket(), event.toString());
            assertThat(known.get(drawn.byId(event.ticket())) == Knows.ALL
                            || event.data().event() == null)
                    .isTrue();
        });
        known.forEach((ticket, knows) -> {
            if (knows == Knows.ALL) {
                assertThat(told.stream().filter(event -> event.ticket().equals(ticket.id)))
                        .as("%s of %s", actor, ticket.id)
                        .hasSize(desk.log.get(ticket.id).size());
            }
        });
    }

    private TicketPage search(String text, TicketFilter filter) {
        return new SearchQueries(readSide)
                .search(new SearchTickets(
                        caller,
                        text,
                        filter,
                        filter == TicketFilter.ALL ? List.of(Facet.values()) : List.of(),
                        TicketSort.BY_RELEVANCE,
                        200,
                        null,
                        true));
    }

    private static Set<String> ids(TicketPage page) {
        return page.tickets().stream().map(TicketRow::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> ids(Iterable<Drawn> tickets) {
        Set<String> ids = new TreeSet<>();
        tickets.forEach(ticket -> ids.add(ticket.id));
        return ids;
    }
}
