package daftar.query;

import static java.util.Objects.requireNonNull;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.query.Caller;
import daftar.messages.query.KnowledgePage;
import daftar.messages.query.KnowledgeQuery.FindSimilar;
import daftar.messages.query.KnowledgeQuery.SuggestKnowledge;
import daftar.messages.query.SimilarView;
import daftar.messages.query.SimilarView.Like;
import daftar.messages.query.Suggestions;
import daftar.messages.ticket.Status;
import daftar.query.Visibility.Level;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import daftar.readmodel.TextQuery;
import daftar.readmodel.TicketDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Answers what resembles a request: while it is being written, and once it is a ticket. A resemblance is what the words in
 * common are worth, as a share of what all of the ticket's own words are worth.
 */
public final class SimilarQueries {

    /** Tickets that are not at their end. */
    static final Map<String, ?> OPEN = Json.not(Json.terms(
            "status",
            List.of(Status.RESOLVED.name(), Status.CLOSED.name(), Status.DECLINED.name(), Status.CANCELLED.name())));

    private static final int MOST = 50;
    private static final int LONGEST = 600;
    private static final Duration NEAR = Duration.ofDays(7);
    private static final double SAME_WORDING = 0.4;
    private static final double RESEMBLES = 0.15;
    /** Of the words: both of two, a third of more. */
    private static final String ENOUGH = "2<30%";

    private static final List<String> TEXTS = List.of("title", "description");
    private static final List<String> TICKET_FIELDS = List.of("title", "solution", "description");
    private static final List<String> ARTICLE_FIELDS = List.of("title", "keywords", "solution", "description");

    private final ReadSide readSide;
    private final LearnedTranslations translations;

    public SimilarQueries(ReadSide readSide, LearnedTranslations translations) {
        this.readSide = readSide;
        this.translations = translations;
    }

    @QueryHandler
    public Suggestions find(SuggestKnowledge query) {
        return readSide.meters().timed(QueryMeters.Kind.SUGGEST, () -> {
            Caller caller = query.caller();
            boolean stale = readSide.isStale(caller.atLeast());
            Words text = words(query.title(), query.description());
            if (text == null) {
                return new Suggestions(List.of(), stale);
            }
            Visibility visibility = readSide.visibilityOf(caller.actor()).onlySolved();
            List<Among> among = new ArrayList<>();
            visibility
                    .clauses()
                    .forEach(clause -> among.add(new Among(clause.filter(), TICKET_FIELDS, OtherWords.NONE)));
            among.add(articles(caller.actor(), text));
            Naming naming = readSide.naming(caller);
            ArticleRows articles = new ArticleRows(new ArticleAccess(caller.actor()), naming);
            TicketRows tickets = new TicketRows(visibility, naming, readSide.now());
            List<KnowledgePage.Entry> entries = search(among, text, query.size(), caller.actor()).stream()
                    .map(hit -> KnowledgeQueries.isArticle(hit)
                            ? articles.row(hit)
                            : KnowledgeQueries.solved(hit, tickets, naming))
                    .toList();
            return new Suggestions(entries, stale);
        });
    }

    @QueryHandler
    public SimilarView find(FindSimilar query) {
        return readSide.meters().timed(QueryMeters.Kind.SIMILAR, () -> {
            Caller caller = query.caller();
            if (query.size() < 1 || query.size() > MOST) {
                throw Refused.invalid("wrong-size", "size", "Ask for 1 to " + MOST + " of each.");
            }
            boolean stale = readSide.isStale(caller.atLeast());
            Visibility visibility = readSide.visibilityOf(caller.actor());
            TicketDocument ticket = ticket(caller, query.ref(), visibility);
            Words text = words(ticket.title(), ticket.description());
            if (text == null) {
                return new SimilarView(ticket.id(), List.of(), List.of(), List.of(), stale);
            }
            Naming naming = readSide.naming(caller);
            ArticleRows rows = new ArticleRows(new ArticleAccess(caller.actor()), naming);
            return new SimilarView(
                    ticket.id(),
                    like(
                            ticket,
                            text,
                            readSide.visibilityOf(caller.actor()).onlySolved().filter(),
                            RESEMBLES,
                            query.size(),
                            visibility,
                            naming),
                    search(List.of(articles(caller.actor(), text)), text, query.size(), caller.actor()).stream()
                            .map(rows::row)
                            .toList(),
                    like(ticket, text, duplicates(ticket, visibility), SAME_WORDING, query.size(), visibility, naming),
                    stale);
        });
    }

    private TicketDocument ticket(Caller caller, String ref, Visibility visibility) {
        String id = readSide.refs().idOf(ref, caller.atLeast());
        JsonNode found = readSide.elastic().get(readSide.alias(ReadModel.TICKETS), id);
        TicketDocument ticket =
                found == null ? null : DocumentJson.reader(TicketDocument.class).readValue(found.path("_source"));
        Level level = ticket == null ? null : visibility.levelOf(TicketViews.subject(ticket));
        if (ticket == null || level == null) {
            throw TicketRefs.unknown(ref);
        }
        Actor actor = caller.actor();
        if (level != Level.INTERNAL || !(Visibility.isDesk(actor) || actor.is(Role.AUDITOR))) {
            throw Refused.forbidden("not-allowed", "What resembles a ticket is for the desk and auditors.");
        }
        return ticket;
    }

    private static Map<String, ?> duplicates(TicketDocument ticket, Visibility visibility) {
        return Json.all(List.of(
                OPEN,
                Json.range("raisedAt", "gte", ticket.raisedAt().minus(NEAR)),
                Json.range("raisedAt", "lte", ticket.raisedAt().plus(NEAR)),
                Json.not(Json.terms(
                        "id",
                        ticket.links().stream().map(TicketDocument.Link::other).toList())),
                visibility.filter()));
    }

    /** Among what is wanted the ticket itself is found, too: what it scores is what all of its words are worth. */
    private List<Like> like(
            TicketDocument ticket,
            Words text,
            Map<String, ?> wanted,
            double least,
            int size,
            Visibility visibility,
            Naming naming) {
        Map<String, ?> both = Json.any(List.of(wanted, Json.term("id", ticket.id())));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", Map.of("bool", Map.of("filter", List.of(both), "must", List.of(text.quickly(TEXTS)))));
        body.put("rescore", TextQuery.inOrder(text.resembling(TEXTS)));
        body.put("size", size + 1);
        body.put("track_total_hits", false);
        body.put(
                "_source",
                TicketRows.withRights(
                        "id",
                        "number",
                        "title",
                        "status",
                        "requester",
                        "raisedAt",
                        "resolvedAt",
                        "solution",
                        "cause",
                        "fix"));
        JsonNode found = readSide.elastic().search(readSide.alias(ReadModel.TICKETS), ticket.id(), body);
        List<JsonNode> hits = found.path("hits").path("hits").valueStream().toList();
        double own = hits.stream()
                .filter(hit -> hit.path("_id").asString().equals(ticket.id()))
                .mapToDouble(hit -> hit.path("_score").asDouble())
                .findFirst()
                // something says it more often than the ticket itself, and many of those
                .orElse(hits.isEmpty() ? 1 : hits.getLast().path("_score").asDouble());
        TicketRows rows = new TicketRows(visibility, naming, readSide.now());
        List<Like> all = new ArrayList<>();
        for (JsonNode hit : hits) {
            double likeness = Math.min(1, hit.path("_score").asDouble() / own);
            if (!hit.path("_id").asString().equals(ticket.id()) && likeness >= least && all.size() < size) {
                all.add(row(hit.path("_source"), likeness, rows, naming));
            }
        }
        return all;
    }

    private static Like row(JsonNode source, double likeness, TicketRows rows, Naming naming) {
        Level level = rows.levelOf(source);
        return new Like(
                source.path("id").asString(),
                source.path("number").asString(),
                Json.text(source, "title"),
                requireNonNull(Json.constant(source, "status", Status.class)),
                level == Level.KNOWLEDGE ? null : naming.personOrNull(Json.text(source, "requester")),
                requireNonNull(Json.instant(source, "raisedAt")),
                Json.text(source, "solution"),
                level == Level.INTERNAL ? Json.text(source, "cause") : null,
                Json.text(source, "fix"),
                Math.round(likeness * 100) / 100.0);
    }

    /** Some of the documents, where in them words are sought, and in which other languages. */
    private record Among(Map<String, ?> filter, List<String> fields, OtherWords other) {}

    private List<JsonNode> search(List<Among> among, Words text, int size, Actor actor) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", best(among, each -> fitting(each, text, text.quickly(each.fields()))));
        body.put(
                "rescore", TextQuery.inOrder(best(among, each -> fitting(each, text, text.resembling(each.fields())))));
        body.put("size", size);
        body.put("track_total_hits", false);
        List<String> fields = new ArrayList<>(KnowledgeQueries.SOLVED_FIELDS);
        ArticleRows.FIELDS.stream().filter(field -> !fields.contains(field)).forEach(fields::add);
        body.put("_source", fields);
        List<String> indices = List.of(readSide.alias(ReadModel.TICKETS), readSide.alias(ReadModel.ARTICLES));
        return readSide.elastic()
                .searchAcross(indices, actor.person(), body)
                .path("hits")
                .path("hits")
                .valueStream()
                .toList();
    }

    /** What is published only: a draft answers nobody yet. */
    private Among articles(Actor actor, Words text) {
        return new Among(
                Json.all(List.of(Json.term("status", "PUBLISHED"), new ArticleAccess(actor).filter())),
                ARTICLE_FIELDS,
                translations.of(text.all()));
    }

    /** What resembles it most, of what has enough of its words to be worth a look. */
    private static Map<String, ?> fitting(Among among, Words text, Map<String, ?> order) {
        OtherWords other = among.other();
        List<String> fields = among.fields();
        return Map.of(
                "bool",
                Map.of(
                        "filter",
                        List.of(among.filter(), other.orEnough(text.enough(fields), fields, ENOUGH)),
                        "must",
                        List.of(other.or(order, fields))));
    }

    private static Map<String, ?> best(List<Among> among, Function<Among, Map<String, ?>> found) {
        return Map.of("dis_max", Map.of("queries", among.stream().map(found).toList()));
    }

    /** What somebody has written, perhaps not to its end. */
    private record Words(String title, String description) {

        Map<String, ?> resembling(List<String> fields) {
            return TextQuery.like(title, description, fields);
        }

        Map<String, ?> quickly(List<String> fields) {
            return TextQuery.quicklyLike(title, description, fields);
        }

        String all() {
            return title + " " + description;
        }

        /** A third of the words, or most parts of the words of a title, in which a typing mistake does not matter. */
        Map<String, ?> enough(List<String> fields) {
            String all = all();
            return Json.any(List.of(
                    Map.of(
                            "multi_match",
                            Map.of(
                                    "query",
                                    all,
                                    "fields",
                                    fields,
                                    "type",
                                    "cross_fields",
                                    "minimum_should_match",
                                    ENOUGH)),
                    Map.of(
                            "match",
                            Map.of(
                                    "title.parts",
                                    Map.of("query", title.isEmpty() ? all : title, "minimum_should_match", "60%")))));
        }
    }

    /** Null where there is nothing to go by. */
    private static @Nullable Words words(@Nullable String title, @Nullable String description) {
        String first = shortened(title);
        String more = shortened(description);
        return first.isEmpty() && more.isEmpty() ? null : new Words(first, more);
    }

    private static String shortened(@Nullable String text) {
        return text == null ? "" : TextQuery.shortened(text.strip(), LONGEST);
    }
}
