package daftar.readmodel;

import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.knowledge.ArticleEvent.*;
import daftar.messages.knowledge.Audience;
import daftar.messages.knowledge.Stage;
import daftar.readmodel.ArticleDocument.Comment;
import daftar.readmodel.ArticleDocument.Rating;
import daftar.readmodel.ArticleDocument.Status;
import daftar.readmodel.ArticleDocument.Variant;
import daftar.readmodel.ArticleDocument.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folds events into an article's document. Pure: it works on lists of its own and gives a new document. */
final class ArticleFold {

    private final String id;
    private final String number;
    private final String author;
    private final String language;
    private final @Nullable String ticket;
    private final Instant raisedAt;
    private long edited;
    private Audience audience;
    private @Nullable String category;
    private @Nullable String service;
    private List<String> keywords;
    private boolean retired;
    private @Nullable String retiredBecause;
    private @Nullable String replacedBy;
    private final List<Variant> variants;
    private final List<Comment> comments;
    private final List<Rating> ratings;
    private final List<String> favouredBy;
    private final List<String> usedFor;
    private long reads;
    private boolean redacted;
    private @Nullable Instant publishedAt;

    private ArticleFold(Recorded recorded, ArticleDrafted e) {
        id = recorded.stream();
        number = e.number();
        author = e.author();
        language = e.language();
        ticket = e.ticket();
        raisedAt = recorded.occurredAt();
        edited = recorded.revision();
        audience = e.audience();
        category = e.category();
        service = e.service();
        keywords = e.keywords();
        variants = new ArrayList<>(2);
        comments = new ArrayList<>(0);
        ratings = new ArrayList<>(0);
        favouredBy = new ArrayList<>(0);
        usedFor = new ArrayList<>(0);
        Version first = version(1, e.title(), e.summary(), e.body(), e.author(), null, recorded.occurredAt());
        variants.add(new Variant(language, Stage.DRAFT, first, null, false, null));
    }

    private ArticleFold(ArticleDocument before) {
        id = before.id();
        number = before.number();
        author = before.author();
        language = before.language();
        ticket = before.ticket();
        raisedAt = before.raisedAt();
        edited = before.edited();
        audience = before.audience();
        category = before.category();
        service = before.service();
        keywords = before.keywords();
        retired = before.status() == Status.RETIRED;
        retiredBecause = before.retiredBecause();
        replacedBy = before.replacedBy();
        variants = new ArrayList<>(before.variants());
        comments = new ArrayList<>(before.comments());
        ratings = new ArrayList<>(before.ratings());
        favouredBy = new ArrayList<>(before.favouredBy());
        usedFor = new ArrayList<>(before.usedFor());
        reads = before.reads();
        redacted = before.redacted();
        publishedAt = before.publishedAt();
    }

    /** As {@link StreamDocument#evolve}. */
    static ArticleDocument fold(@Nullable ArticleDocument before, Recorded recorded) {
        if (before == null) {
            if (recorded.revision() != 0 || !(recorded.event() instanceof ArticleDrafted drafted)) {
                throw new IllegalStateException(recorded.stream() + " does not begin with its first event");
            }
            return new ArticleFold(recorded, drafted).document(recorded, recorded.occurredAt());
        }
        if (recorded.revision() <= before.revision()) {
            return before;
        }
        if (recorded.revision() != before.revision() + 1) {
            throw new IllegalStateException("between " + before.revision() + " and " + recorded.revision() + " of "
                    + recorded.stream() + " events are missing");
        }
        ArticleFold fold = new ArticleFold(before);
        fold.take(recorded);
        return fold.document(recorded, before.updatedAt());
    }

    private void take(Recorded recorded) {
        Instant at = recorded.occurredAt();
        switch (recorded.event()) {
            case ArticleRevised e -> {
                Variant was = variant(e.language());
                Version newest = version(e.version(), e.title(), e.summary(), e.body(), e.editor(), e.basedOn(), at);
                put(new Variant(e.language(), Stage.DRAFT, newest, was == null ? null : was.published(), false, null));
                edited = recorded.revision();
            }
            case ArticleSubmitted e -> stage(e.language(), Stage.IN_REVIEW, null, recorded);
            case ArticleReturned e -> stage(e.language(), Stage.DRAFT, read(e.reason()), recorded);
            case ArticlePublished e -> {
                Variant was = variant(e.language());
                if (was != null) {
                    put(new Variant(was.language(), Stage.PUBLISHED, was.newest(), was.newest(), false, null));
                }
                publishedAt = at;
                edited = recorded.revision();
            }
            case ArticleRetired e -> {
                retired = true;
                retiredBecause = readOrNull(e.reason());
                replacedBy = e.replacedBy();
                edited = recorded.revision();
            }
            case ArticleRestored e -> {
                retired = false;
                retiredBecause = null;
                replacedBy = null;
                edited = recorded.revision();
            }
            case ArticleClassified e -> {
                audience = e.audience();
                category = e.category();
                service = e.service();
                keywords = e.keywords();
                edited = recorded.revision();
            }
            case ArticleCommented e -> comments.add(new Comment(e.person(), read(e.text()), at));
            case ArticleRated e -> {
                ratings.removeIf(rating -> rating.person().equals(e.person()));
                ratings.add(new Rating(e.person(), e.helpful(), readOrNull(e.remark()), at));
            }
            case ArticleFavoured e -> favouredBy.add(e.person());
            case ArticleUnfavoured e -> favouredBy.remove(e.person());
            case ArticleUsed e -> usedFor.add(e.ticket());
            case ArticleReadsCounted e -> reads += e.reads();
            default -> {}
        }
    }

    private void stage(String of, Stage stage, @Nullable String returned, Recorded recorded) {
        Variant was = variant(of);
        if (was != null) {
            put(new Variant(of, stage, was.newest(), was.published(), false, returned));
        }
        edited = recorded.revision();
    }

    private @Nullable Variant variant(String of) {
        return variants.stream()
                .filter(each -> each.language().equals(of))
                .findFirst()
                .orElse(null);
    }

    private void put(Variant variant) {
        for (int i = 0; i < variants.size(); i++) {
            if (variants.get(i).language().equals(variant.language())) {
                variants.set(i, variant);
                return;
            }
        }
        variants.add(variant);
    }

    private Version version(
            int version,
            Text title,
            @Nullable Text summary,
            Text body,
            String editor,
            @Nullable Integer basedOn,
            Instant at) {
        return new Version(version, read(title), readOrNull(summary), read(body), editor, basedOn, at);
    }

    private @Nullable String read(Text text) {
        String readable = text.readable();
        redacted |= readable == null;
        return readable;
    }

    private @Nullable String readOrNull(@Nullable Text text) {
        return text == null ? null : read(text);
    }

    /** The translations whose original has been published anew since. */
    private void reckonOutdated() {
        Variant original = variant(language);
        Version published = original == null ? null : original.published();
        int current = published == null ? 0 : published.version();
        variants.replaceAll(each -> {
            Version shown = each.published() == null ? each.newest() : each.published();
            boolean outdated = shown.basedOn() != null && shown.basedOn() < current;
            return outdated == each.outdated()
                    ? each
                    : new Variant(
                            each.language(), each.stage(), each.newest(), each.published(), outdated, each.returned());
        });
    }

    private ArticleDocument document(Recorded recorded, Instant updatedBefore) {
        reckonOutdated();
        List<Variant> published =
                variants.stream().filter(each -> each.published() != null).toList();
        boolean inReview = variants.stream().anyMatch(each -> each.stage() == Stage.IN_REVIEW);
        boolean byEditor = edited == recorded.revision();
        return new ArticleDocument(
                id,
                number,
                recorded.revision(),
                recorded.position(),
                edited,
                author,
                language,
                audience,
                category,
                service,
                keywords,
                retired
                        ? Status.RETIRED
                        : !published.isEmpty() ? Status.PUBLISHED : inReview ? Status.IN_REVIEW : Status.DRAFT,
                inReview,
                published.stream().map(Variant::language).toList(),
                variants.stream()
                        .filter(Variant::outdated)
                        .map(Variant::language)
                        .toList(),
                Stream.concat(Stream.of(author), variants.stream().map(each -> each.newest()
                                .editor()))
                        .distinct()
                        .toList(),
                texts(published.stream().map(each -> shown(each).title())),
                texts(published.stream().map(each -> shown(each).summary())),
                texts(published.stream().map(each -> shown(each).body())),
                texts(variants.stream()
                        .filter(each -> each.stage() != Stage.PUBLISHED)
                        .map(Variant::newest)
                        .flatMap(each -> Arrays.asList(each.title(), each.summary(), each.body()).stream())),
                List.copyOf(variants),
                ticket,
                retiredBecause,
                replacedBy,
                List.copyOf(comments),
                List.copyOf(ratings),
                (int) ratings.stream().filter(Rating::helpful).count(),
                (int) ratings.stream().filter(rating -> !rating.helpful()).count(),
                List.copyOf(favouredBy),
                List.copyOf(usedFor),
                reads,
                reads + usedFor.size(),
                redacted,
                publishedAt,
                raisedAt,
                byEditor ? recorded.occurredAt() : updatedBefore,
                recorded.recordedAt());
    }

    private static Version shown(Variant variant) {
        Version published = variant.published();
        return published == null ? variant.newest() : published;
    }

    private static List<String> texts(Stream<@Nullable String> texts) {
        List<String> all = new ArrayList<>();
        texts.forEach(text -> {
            if (text != null && !text.isEmpty()) {
                all.add(text);
            }
        });
        return List.copyOf(all);
    }
}
