package daftar.query;

import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.knowledge.ArticleEvent;
import daftar.messages.knowledge.ArticleEvent.*;
import daftar.messages.query.ArticleHistory;
import daftar.messages.query.ArticleView;
import daftar.messages.query.AtLeast;
import daftar.messages.query.Caller;
import daftar.messages.query.KnowledgeQuery.FindArticle;
import daftar.messages.query.KnowledgeQuery.FindArticleHistory;
import daftar.query.ArticleRows.Shown;
import daftar.readmodel.ArticleDocument;
import daftar.readmodel.ArticleDocument.Rating;
import daftar.readmodel.ArticleDocument.Variant;
import daftar.readmodel.ReadModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers what an article is, and all that it was. */
public final class ArticleQueries {

    private static final Pattern ID = Pattern.compile("article-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern NUMBER = Pattern.compile("A-[1-9][0-9]{0,17}");

    private final ReadSide readSide;
    private final Function<String, Stream<Recorded>> stream;

    /** @param stream reads a stream from its beginning, texts opened; to be closed */
    public ArticleQueries(ReadSide readSide, Function<String, Stream<Recorded>> stream) {
        this.readSide = readSide;
        this.stream = stream;
    }

    private record Read(ArticleDocument article, boolean stale) {}

    @QueryHandler
    public ArticleView find(FindArticle query) {
        return readSide.meters().timed(QueryMeters.Kind.ARTICLES, () -> {
            Caller caller = query.caller();
            Read read = read(caller, query.ref());
            return view(read, query.language(), new ArticleAccess(caller.actor()), readSide.naming(caller));
        });
    }

    @QueryHandler
    public ArticleHistory find(FindArticleHistory query) {
        return readSide.meters().timed(QueryMeters.Kind.ARTICLES, () -> {
            Caller caller = query.caller();
            Read read = read(caller, query.ref());
            if (!new ArticleAccess(caller.actor()).readsPeople()) {
                throw Refused.forbidden("not-allowed", "What an article was before is for the desk and auditors.");
            }
            boolean drafts = new ArticleAccess(caller.actor()).readsDrafts(read.article());
            Naming naming = readSide.naming(caller);
            List<ArticleHistory.Entry> entries = new ArrayList<>();
            try (Stream<Recorded> events = stream.apply(read.article().id())) {
                events.forEach(recorded -> {
                    ArticleHistory.Entry entry = entry(recorded, naming);
                    if (entry != null) {
                        entries.add(entry);
                    }
                });
            }
            return new ArticleHistory(
                    read.article().id(), drafts ? entries : published(entries, read.article()), read.stale());
        });
    }

    /** Without the versions that wait to be published. */
    private static List<ArticleHistory.Entry> published(List<ArticleHistory.Entry> entries, ArticleDocument article) {
        return entries.stream()
                .filter(entry -> {
                    for (Variant variant : article.variants()) {
                        if (variant.language().equals(entry.language()) && entry.version() != null) {
                            int last = variant.published() == null
                                    ? 0
                                    : variant.published().version();
                            return entry.version() <= last;
                        }
                    }
                    return true;
                })
                .toList();
    }

    private Read read(Caller caller, String ref) {
        AtLeast atLeast = caller.atLeast();
        String id = idOf(ref, atLeast);
        ArticleDocument article = document(id);
        boolean stale = false;
        if (atLeast != null && !isNewer(article, atLeast)) {
            stale = id.equals(atLeast.stream())
                    ? !Freshness.until(() -> isNewer(document(id), atLeast))
                    : !readSide.freshness().applied(atLeast);
            article = document(id);
        }
        if (article == null || !new ArticleAccess(caller.actor()).covers(article)) {
            throw unknown(ref);
        }
        return new Read(article, stale);
    }

    private static boolean isNewer(@Nullable ArticleDocument article, AtLeast atLeast) {
        return article != null
                && (article.id().equals(atLeast.stream())
                        ? article.revision() >= atLeast.revision()
                        : article.position() >= atLeast.position());
    }

    private String idOf(String ref, @Nullable AtLeast atLeast) {
        if (ID.matcher(ref).matches()) {
            return ref;
        }
        String number = ref.toUpperCase(Locale.ROOT);
        if (!NUMBER.matcher(number).matches()) {
            throw Refused.invalid(
                    "malformed-reference",
                    "ref",
                    "Name the article by its number, such as A-1017, or by its id, article- and a UUID in lower case.");
        }
        String numbers = readSide.alias(ReadModel.NUMBERS);
        JsonNode found = readSide.elastic().get(numbers, number);
        if (found == null && atLeast != null) {
            readSide.freshness().applied(atLeast);
            found = readSide.elastic().get(numbers, number);
        }
        if (found == null) {
            throw unknown(ref);
        }
        return found.path("_source").path("ticket").asString();
    }

    /** Said in the same words of what there is not and of what the caller may not know. */
    private static Refused unknown(String ref) {
        return Refused.notFound("unknown-article", "There is no article " + ref + " that you may see.");
    }

    private @Nullable ArticleDocument document(String id) {
        JsonNode found = readSide.elastic().get(readSide.alias(ReadModel.ARTICLES), id);
        return found == null ? null : ArticleRows.read(found.path("_source"));
    }

    private static ArticleView view(Read read, @Nullable String language, ArticleAccess access, Naming naming) {
        ArticleDocument article = read.article();
        boolean drafts = access.readsDrafts(article);
        Shown shown = language == null ? ArticleRows.of(article, naming.language(), drafts) : null;
        if (language != null) {
            shown = ArticleRows.of(article, language, drafts);
            if (shown == null) {
                throw Refused.notFound(
                        "no-such-language", "The article is not in " + language + ", or not for you yet.");
            }
        }
        if (shown == null) {
            shown = ArticleRows.original(article, drafts);
        }
        String person = access.actor().person();
        boolean people = access.readsPeople();
        return new ArticleView(
                article.id(),
                article.number(),
                article.edited(),
                article.status().name(),
                article.audience(),
                shown.variant().language(),
                shown.version().title(),
                shown.version().summary(),
                shown.version().body(),
                shown.variant().outdated(),
                shown.draft(),
                drafts ? article.variants().stream().map(Variant::language).toList() : article.languages(),
                naming.category(article.category()),
                article.service(),
                article.keywords(),
                people ? naming.person(article.author()) : null,
                people ? article.ticket() : null,
                article.retiredBecause(),
                article.replacedBy(),
                article.publishedAt(),
                article.updatedAt(),
                article.helpful(),
                article.unhelpful(),
                article.uses(),
                article.favouredBy().contains(person),
                article.ratings().stream()
                        .filter(rating -> rating.person().equals(person))
                        .map(Rating::helpful)
                        .findFirst()
                        .orElse(null),
                article.comments().stream()
                        .map(comment -> new ArticleView.Remark(
                                naming.person(comment.person()), comment.text(), null, comment.at()))
                        .toList(),
                people
                        ? article.ratings().stream()
                                .filter(rating -> rating.remark() != null)
                                .map(rating -> new ArticleView.Remark(
                                        naming.person(rating.person()), rating.remark(), rating.helpful(), rating.at()))
                                .toList()
                        : List.of(),
                people
                        ? article.variants().stream()
                                .filter(variant -> drafts || variant.published() != null)
                                .sorted(Comparator.comparing(Variant::language))
                                .map(variant -> variant(variant, drafts, naming))
                                .toList()
                        : List.of(),
                article.redacted(),
                read.stale());
    }

    private static ArticleView.Variant variant(Variant variant, boolean drafts, Naming naming) {
        var shown = drafts || variant.published() == null ? variant.newest() : variant.published();
        return new ArticleView.Variant(
                variant.language(),
                variant.stage(),
                shown.version(),
                variant.published() == null ? null : variant.published().version(),
                naming.person(shown.editor()),
                shown.basedOn(),
                variant.outdated(),
                drafts ? variant.returned() : null,
                shown.at());
    }

    /** Null for what readers do. */
    private static ArticleHistory.@Nullable Entry entry(Recorded recorded, Naming naming) {
        if (!(recorded.event() instanceof ArticleEvent event)) {
            return null;
        }
        return switch (event) {
            case ArticleDrafted e ->
                entry(recorded, naming, e.language(), 1, e.title(), e.summary(), e.body(), null, null);
            case ArticleRevised e ->
                entry(recorded, naming, e.language(), e.version(), e.title(), e.summary(), e.body(), e.basedOn(), null);
            case ArticleSubmitted e -> entry(recorded, naming, e.language(), e.version(), null);
            case ArticleReturned e -> entry(recorded, naming, e.language(), e.version(), e.reason());
            case ArticlePublished e -> entry(recorded, naming, e.language(), e.version(), null);
            case ArticleRetired e -> entry(recorded, naming, null, null, e.reason());
            case ArticleRestored e -> entry(recorded, naming, null, null, null);
            case ArticleClassified e -> entry(recorded, naming, null, null, null);
            case ArticleCommented e -> null;
            case ArticleRated e -> null;
            case ArticleFavoured e -> null;
            case ArticleUnfavoured e -> null;
            case ArticleUsed e -> null;
            case ArticleReadsCounted e -> null;
        };
    }

    private static ArticleHistory.Entry entry(
            Recorded recorded,
            Naming naming,
            @Nullable String language,
            @Nullable Integer version,
            @Nullable Text reason) {
        return entry(recorded, naming, language, version, null, null, null, null, reason);
    }

    private static ArticleHistory.Entry entry(
            Recorded recorded,
            Naming naming,
            @Nullable String language,
            @Nullable Integer version,
            @Nullable Text title,
            @Nullable Text summary,
            @Nullable Text body,
            @Nullable Integer basedOn,
            @Nullable Text reason) {
        return new ArticleHistory.Entry(
                recorded.revision(),
                recorded.event().getClass().getSimpleName(),
                recorded.occurredAt(),
                naming.person(recorded.actor()),
                language,
                version,
                Text.read(title),
                Text.read(summary),
                Text.read(body),
                basedOn,
                Text.read(reason));
    }
}
