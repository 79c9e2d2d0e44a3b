package daftar.domain.knowledge;

import daftar.messages.Recorded;
import daftar.messages.knowledge.ArticleEvent.*;
import daftar.messages.knowledge.Audience;
import daftar.messages.knowledge.Stage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of an article decides what may be done with it.
 *
 * @param language of the original
 * @param edited the revision of the last event that was no reader's
 * @param variants by language
 * @param ratings by person; true for those whom it helped
 */
record Article(
        String id,
        String number,
        String author,
        String language,
        Audience audience,
        boolean retired,
        long edited,
        Map<String, Variant> variants,
        Set<String> favouredBy,
        Map<String, Boolean> ratings,
        Set<String> usedFor) {

    /**
     * An article in one language.
     *
     * @param version the newest
     * @param editor who wrote it
     * @param stage how far it has come
     * @param published the version that readers see; 0 for none
     */
    record Variant(int version, String editor, Stage stage, int published) {}

    Article {
        variants = Map.copyOf(variants);
        favouredBy = Set.copyOf(favouredBy);
        ratings = Map.copyOf(ratings);
        usedFor = Set.copyOf(usedFor);
    }

    boolean isPublished() {
        return variants.values().stream().anyMatch(variant -> variant.published > 0);
    }

    /** Whether somebody wrote the newest version of a language. */
    boolean isWrittenBy(String person) {
        return author.equals(person) || variants.values().stream().anyMatch(variant -> variant.editor.equals(person));
    }

    /** The fold: pure. Null where nothing was drafted. */
    static @Nullable Article evolve(@Nullable Article before, Recorded recorded) {
        if (recorded.event() instanceof ArticleDrafted e) {
            return new Article(
                    recorded.stream(),
                    e.number(),
                    e.author(),
                    e.language(),
                    e.audience(),
                    false,
                    recorded.revision(),
                    Map.of(e.language(), new Variant(1, e.author(), Stage.DRAFT, 0)),
                    Set.of(),
                    Map.of(),
                    Set.of());
        }
        return before == null ? null : before.after(recorded);
    }

    private Article after(Recorded recorded) {
        long revision = recorded.revision();
        return switch (recorded.event()) {
            case ArticleRevised e -> {
                Variant was = variants.get(e.language());
                int published = was == null ? 0 : was.published;
                yield with(revision, e.language(), new Variant(e.version(), e.editor(), Stage.DRAFT, published));
            }
            case ArticleSubmitted e -> at(revision, e.language(), Stage.IN_REVIEW);
            case ArticleReturned e -> at(revision, e.language(), Stage.DRAFT);
            case ArticlePublished e -> at(revision, e.language(), Stage.PUBLISHED);
            case ArticleRetired e -> retired(revision, true);
            case ArticleRestored e -> retired(revision, false);
            case ArticleClassified e ->
                new Article(
                        id,
                        number,
                        author,
                        language,
                        e.audience(),
                        retired,
                        revision,
                        variants,
                        favouredBy,
                        ratings,
                        usedFor);
            case ArticleFavoured e -> {
                Set<String> all = new HashSet<>(favouredBy);
                all.add(e.person());
                yield read(all, ratings, usedFor);
            }
            case ArticleUnfavoured e -> {
                Set<String> all = new HashSet<>(favouredBy);
                all.remove(e.person());
                yield read(all, ratings, usedFor);
            }
            case ArticleRated e -> {
                Map<String, Boolean> all = new HashMap<>(ratings);
                all.put(e.person(), e.helpful());
                yield read(favouredBy, all, usedFor);
            }
            case ArticleUsed e -> {
                Set<String> all = new HashSet<>(usedFor);
                all.add(e.ticket());
                yield read(favouredBy, ratings, all);
            }
            default -> this;
        };
    }

    private Article at(long revision, String in, Stage stage) {
        Variant was = variants.get(in);
        if (was == null) {
            return this;
        }
        int published = stage == Stage.PUBLISHED ? was.version : was.published;
        return with(revision, in, new Variant(was.version, was.editor, stage, published));
    }

    private Article with(long revision, String in, Variant variant) {
        Map<String, Variant> all = new HashMap<>(variants);
        all.put(in, variant);
        return new Article(
                id, number, author, language, audience, retired, revision, all, favouredBy, ratings, usedFor);
    }

    private Article retired(long revision, boolean gone) {
        return new Article(
                id, number, author, language, audience, gone, revision, variants, favouredBy, ratings, usedFor);
    }

    private Article read(Set<String> favoured, Map<String, Boolean> rated, Set<String> used) {
        return new Article(id, number, author, language, audience, retired, edited, variants, favoured, rated, used);
    }
}
