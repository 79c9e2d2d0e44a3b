package daftar.query;

import daftar.messages.LocalizedText;
import daftar.messages.Refused;
import daftar.messages.query.AtLeast;
import daftar.messages.query.Caller;
import daftar.messages.query.Query.FindView;
import daftar.messages.query.Query.FindViews;
import daftar.messages.query.Query.SearchTickets;
import daftar.messages.query.Query.SearchView;
import daftar.messages.query.Selection;
import daftar.messages.query.TicketPage;
import daftar.messages.query.ViewList;
import daftar.messages.savedview.SavedView;
import daftar.messages.savedview.SavedViews;
import daftar.messages.savedview.ShippedViews;
import daftar.readmodel.ReadModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Answers saved views, all counts by one search: each counts what a search for the same would find, within what the caller
 * may know.
 */
public final class ViewQueries {

    private static final Logger log = LoggerFactory.getLogger(ViewQueries.class);

    private final ReadSide readSide;
    private final SearchQueries search;
    private final SavedViews views;
    private final LongPredicate known;

    /**
     * @param views as they are on this node
     * @param known waits, a few seconds at most, until the views up to this position of the log are known; whether they are
     */
    public ViewQueries(ReadSide readSide, SearchQueries search, SavedViews views, LongPredicate known) {
        this.readSide = readSide;
        this.search = search;
        this.views = views;
        this.known = known;
    }

    @QueryHandler
    public ViewList find(FindViews query) {
        return readSide.meters().timed(QueryMeters.Kind.VIEWS, () -> {
            Caller caller = query.caller();
            boolean behind = isBehind(caller);
            List<SavedView> all = viewsOf(caller);
            boolean stale = readSide.isStale(caller.atLeast()) || behind;
            return new ViewList(counted(all, caller), stale);
        });
    }

    @QueryHandler
    public ViewList.One find(FindView query) {
        return readSide.meters().timed(QueryMeters.Kind.VIEWS, () -> {
            Caller caller = query.caller();
            boolean behind = isBehind(caller);
            SavedView view = view(caller, query.view());
            boolean stale = readSide.isStale(caller.atLeast()) || behind;
            return new ViewList.One(counted(List.of(view), caller).getFirst(), stale);
        });
    }

    @QueryHandler
    public TicketPage search(SearchView query) {
        Caller caller = query.caller();
        boolean behind = isBehind(caller);
        Selection selection = view(caller, query.view()).selection();
        TicketPage page = search.search(new SearchTickets(
                caller,
                selection.text(),
                selection.filter(),
                query.facets(),
                selection.sort(),
                query.size(),
                query.cursor(),
                query.highlight()));
        return behind && !page.stale()
                ? new TicketPage(page.tickets(), page.total(), page.facets(), page.next(), true, page.meant())
                : page;
    }

    /**
     * What one of the caller's views keeps.
     *
     * @throws Refused NOT_FOUND for one that there is not, or that is not the caller's to know of
     */
    Selection selectionOf(Caller caller, String id) {
        return view(caller, id).selection();
    }

    private boolean isBehind(Caller caller) {
        AtLeast atLeast = caller.atLeast();
        return atLeast != null && !known.test(atLeast.position());
    }

    private List<SavedView> viewsOf(Caller caller) {
        List<SavedView> all = new ArrayList<>(ShippedViews.ALL);
        String person = caller.actor().person();
        all.addAll(views.privateOf(person));
        for (String team : teamsOf(person)) {
            all.addAll(views.ofTeam(team));
        }
        return all;
    }

    /** @throws Refused NOT_FOUND for one that there is not, or that is not the caller's to know of */
    private SavedView view(Caller caller, String id) {
        SavedView shipped = ShippedViews.of(id);
        if (shipped != null) {
            return shipped;
        }
        SavedView view = views.view(id);
        if (view == null || !isOf(caller.actor().person(), view)) {
            throw Refused.notFound("unknown-view", "There is no such view, or it is not yours to know of.");
        }
        return view;
    }

    private boolean isOf(String person, SavedView view) {
        String team = view.team();
        return team == null ? person.equals(view.owner()) : teamsOf(person).contains(team);
    }

    /** The teams that they are a member of, or lead. */
    private Set<String> teamsOf(String person) {
        Set<String> teams = new TreeSet<>(readSide.people().teamsOf(person));
        teams.addAll(readSide.people().teamsLedBy(person));
        return teams;
    }

    private List<ViewList.Entry> counted(List<SavedView> all, Caller caller) {
        Visibility visibility = readSide.visibilityOf(caller.actor());
        Self self = readSide.self(caller);
        Instant now = readSide.now();
        Map<String, Map<String, ?>> filters = new LinkedHashMap<>();
        for (SavedView view : all) {
            Map<String, ?> filter = filter(view, visibility, self, now);
            if (filter != null) {
                filters.put(view.id(), filter);
            }
        }
        Map<String, Long> counts = counts(filters, visibility, caller);
        Naming naming = readSide.naming(caller);
        String person = caller.actor().person();
        Set<String> led = readSide.people().teamsLedBy(person);
        return all.stream()
                .map(view -> entry(
                        view,
                        person.equals(view.owner()) || (view.team() != null && led.contains(view.team())),
                        naming,
                        counts.get(view.id())))
                .toList();
    }

    /** Null for what was saved before it was refused. */
    private @Nullable Map<String, ?> filter(SavedView view, Visibility visibility, Self self, Instant now) {
        try {
            Selection selection = view.selection();
            return new SearchBody(visibility, self, selection.filter(), now).matching(readSide.asked(selection.text()));
        } catch (Refused notAnyMore) {
            log.warn("The saved view {} cannot be counted: {}", view.id(), notAnyMore.getMessage());
            return null;
        }
    }

    /** By one search; where that is refused by one for each view, so that one of them does not hide the others. */
    private Map<String, Long> counts(Map<String, Map<String, ?>> filters, Visibility visibility, Caller caller) {
        if (filters.isEmpty()) {
            return Map.of();
        }
        try {
            return counted(filters, visibility, caller);
        } catch (IllegalStateException refused) {
            Map<String, Long> counts = new HashMap<>();
            filters.forEach((view, filter) -> {
                try {
                    counts.putAll(counted(Map.of(view, filter), visibility, caller));
                } catch (IllegalStateException again) {
                    log.warn("The saved view {} cannot be counted", view, again);
                }
            });
            return counts;
        }
    }

    private Map<String, Long> counted(Map<String, Map<String, ?>> filters, Visibility visibility, Caller caller) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", visibility.filter());
        body.put("size", 0);
        body.put("track_total_hits", false);
        body.put("aggs", Map.of("views", Map.of("filters", Map.of("filters", filters))));
        JsonNode buckets = readSide.elastic()
                .search(readSide.alias(ReadModel.TICKETS), caller.actor().person(), body)
                .path("aggregations")
                .path("views")
                .path("buckets");
        Map<String, Long> counts = new HashMap<>();
        filters.keySet()
                .forEach(view ->
                        counts.put(view, buckets.path(view).path("doc_count").asLong(0)));
        return counts;
    }

    private static ViewList.Entry entry(SavedView view, boolean changeable, Naming naming, @Nullable Long tickets) {
        LocalizedText name = view.name();
        return new ViewList.Entry(
                view.id(),
                name == null ? null : name.in(naming.language()),
                view.owner() == null,
                naming.personOrNull(view.owner()),
                naming.team(view.team()),
                changeable,
                view.text(),
                view.filters(),
                view.sort(),
                view.place(),
                view.owner() == null ? null : view.version(),
                tickets);
    }
}
