package daftar.domain.knowledge;

import daftar.domain.Decision;
import daftar.domain.Words;
import daftar.domain.knowledge.Article.Variant;
import daftar.messages.Actor;
import daftar.messages.Limits;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.directory.Reference;
import daftar.messages.knowledge.ArticleCommand;
import daftar.messages.knowledge.ArticleCommand.*;
import daftar.messages.knowledge.ArticleEvent.*;
import daftar.messages.knowledge.ArticleReaders;
import daftar.messages.knowledge.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is asked of an article: pure. The desk writes; what is written is read by another member of the desk before
 * everybody reads it, except what a manager publishes; readers say whether it helped. First whether the actor may know of
 * the article, then whether they may do it, then whether it makes sense as things stand.
 */
final class ArticleRules {

    private static final int MOST_KEYWORDS = 50;
    private static final int MOST_LANGUAGES = 50;
    private static final Pattern ARTICLE =
            Pattern.compile("article-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private ArticleRules() {}

    /** @throws Refused with the field that is wrong */
    static Decision decide(
            @Nullable Article before,
            ArticleCommand command,
            Actor actor,
            Reference reference,
            ArticleNumbers numbers) {
        if (command instanceof DraftArticle draft) {
            return draft(before, draft, actor, reference, numbers);
        }
        if (command instanceof RecordReads reads) {
            if (!actor.is(Role.CLOCK)) {
                throw Refused.forbidden("not-allowed", "How often an article is read is counted by Daftar itself.");
            }
            return before == null
                    ? Decision.of(Role.CLOCK.name())
                    : Decision.of(Role.CLOCK.name(), new ArticleReadsCounted(reads.reads(), reads.from(), reads.to()));
        }
        Article article = known(before, actor);
        return switch (command) {
            case DraftArticle never -> throw new IllegalStateException("decided above");
            case RecordReads never -> throw new IllegalStateException("decided above");
            case ReviseArticle revise -> revise(article, revise, actor);
            case SubmitArticle submit -> {
                Role role = writer(actor);
                Variant variant = living(article, submit.language());
                demand(variant, Stage.DRAFT, submit.language());
                yield Decision.of(role.name(), new ArticleSubmitted(submit.language(), variant.version()));
            }
            case ReturnArticle back -> {
                Role role = writer(actor);
                Variant variant = living(article, back.language());
                demand(variant, Stage.IN_REVIEW, back.language());
                yield Decision.of(role.name(), new ArticleReturned(back.language(), variant.version(), back.reason()));
            }
            case PublishArticle publish -> {
                Role role = writer(actor);
                Variant variant = living(article, publish.language());
                demand(variant, Stage.IN_REVIEW, publish.language());
                if (role != Role.MANAGER && variant.editor().equals(actor.person())) {
                    throw Refused.forbidden(
                            "own-article", "Somebody else of the desk publishes what you wrote, or a MANAGER.");
                }
                yield Decision.of(role.name(), new ArticlePublished(publish.language(), variant.version()));
            }
            case RetireArticle retire -> retire(article, retire, actor);
            case RestoreArticle restore -> {
                Role role = manager(actor);
                if (!article.retired()) {
                    throw Refused.conflict("not-retired", "Only what was retired can be restored.");
                }
                yield Decision.of(role.name(), new ArticleRestored());
            }
            case ClassifyArticle classify -> {
                Role role = writer(actor);
                living(article);
                place(classify.category(), classify.service(), classify.keywords(), reference);
                yield Decision.of(
                        role.name(),
                        new ArticleClassified(
                                classify.audience(), classify.category(), classify.service(), classify.keywords()));
            }
            case CommentOnArticle comment -> {
                readable(article);
                yield Decision.of(reader(actor), new ArticleCommented(actor.person(), comment.text()));
            }
            case RateArticle rate -> {
                readable(article);
                Boolean said = article.ratings().get(actor.person());
                yield said != null && said == rate.helpful() && rate.remark() == null
                        ? Decision.of(reader(actor))
                        : Decision.of(reader(actor), new ArticleRated(actor.person(), rate.helpful(), rate.remark()));
            }
            case FavourArticle favour -> {
                readable(article);
                yield article.favouredBy().contains(actor.person())
                        ? Decision.of(reader(actor))
                        : Decision.of(reader(actor), new ArticleFavoured(actor.person()));
            }
            case UnfavourArticle unfavour ->
                article.favouredBy().contains(actor.person())
                        ? Decision.of(reader(actor), new ArticleUnfavoured(actor.person()))
                        : Decision.of(reader(actor));
            case UseArticle use -> {
                Role role = writer(actor);
                readable(article);
                yield article.usedFor().contains(use.ticket())
                        ? Decision.of(role.name())
                        : Decision.of(role.name(), new ArticleUsed(actor.person(), use.ticket()));
            }
        };
    }

    private static Decision draft(
            @Nullable Article before, DraftArticle draft, Actor actor, Reference reference, ArticleNumbers numbers) {
        Role role = writer(actor);
        if (before != null) {
            throw Refused.conflict("article-exists", "There is an article " + draft.article() + " already.");
        }
        Words.language(draft.language(), "language");
        words(draft.title(), draft.body());
        place(draft.category(), draft.service(), draft.keywords(), reference);
        return Decision.of(
                role.name(),
                new ArticleDrafted(
                        numbers.next(),
                        actor.person(),
                        draft.language(),
                        draft.title(),
                        draft.summary(),
                        draft.body(),
                        draft.audience(),
                        draft.category(),
                        draft.service(),
                        draft.keywords(),
                        draft.ticket()));
    }

    private static Decision revise(Article article, ReviseArticle revise, Actor actor) {
        Role role = writer(actor);
        living(article);
        Words.language(revise.language(), "language");
        words(revise.title(), revise.body());
        Variant was = article.variants().get(revise.language());
        if (was == null && article.variants().size() >= MOST_LANGUAGES) {
            throw Refused.conflict("too-many-languages", "An article is in " + MOST_LANGUAGES + " languages at most.");
        }
        if (was != null && was.stage() == Stage.IN_REVIEW) {
            throw Refused.conflict(
                    "in-review", "Version " + was.version() + " is being reviewed; have it returned first.");
        }
        return Decision.of(
                role.name(),
                new ArticleRevised(
                        revise.language(),
                        was == null ? 1 : was.version() + 1,
                        actor.person(),
                        revise.title(),
                        revise.summary(),
                        revise.body(),
                        basedOn(article, revise)));
    }

    /** Which version of the original a translation says. */
    private static @Nullable Integer basedOn(Article article, ReviseArticle revise) {
        Integer named = revise.basedOn();
        if (revise.language().equals(article.language())) {
            if (named != null) {
                throw Refused.invalid(
                        "original-language", "basedOn", "The original is in this language; only translations say it.");
            }
            return null;
        }
        Variant original = article.variants().get(article.language());
        int newest = original == null ? 1 : original.version();
        if (named == null) {
            return original != null && original.published() > 0 ? original.published() : newest;
        }
        if (named < 1 || named > newest) {
            throw Refused.invalid(
                    "unknown-version", "basedOn", "The original has versions 1 to " + newest + " so far.");
        }
        return named;
    }

    private static Decision retire(Article article, RetireArticle retire, Actor actor) {
        Role role = writer(actor);
        if (role != Role.MANAGER && article.isPublished()) {
            throw Refused.forbidden("not-allowed", "What was published is retired by a MANAGER.");
        }
        living(article);
        String instead = retire.replacedBy();
        if (instead != null && (!ARTICLE.matcher(instead).matches() || instead.equals(article.id()))) {
            throw Refused.invalid("unknown-article", "replacedBy", "replacedBy must be the id of another article.");
        }
        return Decision.of(role.name(), new ArticleRetired(retire.reason(), instead));
    }

    /** Of an article that they may not read people are not even told that there is one. */
    private static Article known(@Nullable Article article, Actor actor) {
        if (article == null || !mayKnow(article, actor)) {
            throw Refused.notFound("unknown-article", "There is no such article, or it is not for you.");
        }
        return article;
    }

    private static boolean mayKnow(Article article, Actor actor) {
        if (ArticleReaders.seesAll(actor)) {
            return true;
        }
        if (article.isPublished() && !article.retired() && ArticleReaders.isOf(article.audience(), actor)) {
            return true;
        }
        return ArticleReaders.writes(actor)
                && (article.isWrittenBy(actor.person())
                        || article.variants().values().stream()
                                .anyMatch(variant -> variant.stage() == Stage.IN_REVIEW));
    }

    /** Managers first, since they may more. */
    private static Role writer(Actor actor) {
        for (Role role : List.of(Role.MANAGER, Role.SPECIALIST, Role.DISPATCHER)) {
            if (actor.is(role)) {
                return role;
            }
        }
        throw Refused.forbidden("not-allowed", "Articles are written by DISPATCHER, SPECIALIST and MANAGER.");
    }

    private static Role manager(Actor actor) {
        if (!actor.is(Role.MANAGER)) {
            throw Refused.forbidden("not-allowed", "This is for a MANAGER.");
        }
        return Role.MANAGER;
    }

    private static String reader(Actor actor) {
        for (Role role : List.of(Role.MANAGER, Role.SPECIALIST, Role.DISPATCHER, Role.ANALYST, Role.AUDITOR)) {
            if (actor.is(role)) {
                return role.name();
            }
        }
        return "READER";
    }

    private static void living(Article article) {
        if (article.retired()) {
            throw Refused.conflict("retired", "This article was retired; a MANAGER may restore it.");
        }
    }

    private static Variant living(Article article, String language) {
        living(article);
        Variant variant = article.variants().get(language);
        if (variant == null) {
            throw Refused.invalid(
                    "no-such-language",
                    "language",
                    "The article is in "
                            + String.join(
                                    ", ",
                                    new java.util.TreeSet<>(article.variants().keySet())) + ".");
        }
        return variant;
    }

    private static void readable(Article article) {
        if (article.retired() || !article.isPublished()) {
            throw Refused.conflict("not-published", "This is for articles that are published.");
        }
    }

    private static void demand(Variant variant, Stage wanted, String language) {
        if (variant.stage() != wanted) {
            throw Refused.conflict(
                    "wrong-stage",
                    "Version " + variant.version() + " (" + language + ") is " + variant.stage()
                            + "; this is for one that is " + wanted + ".");
        }
    }

    private static void words(Text title, Text body) {
        String line = title.readable();
        if (line != null && (line.isBlank() || line.length() > Limits.TITLE || line.contains("\n"))) {
            throw Refused.invalid(
                    "malformed-title", "title", "title must be one line of 1 to " + Limits.TITLE + " characters.");
        }
        String text = body.readable();
        if (text != null && text.isBlank()) {
            throw Refused.invalid("missing-body", "body", "body must say something.");
        }
    }

    private static void place(
            @Nullable String category, @Nullable String service, List<String> keywords, Reference reference) {
        if (category != null && reference.category(category) == null) {
            throw Refused.invalid("unknown-category", "category", "There is no category " + category + ".");
        }
        if (service != null) {
            Words.code(service, "service");
            if (!reference.catalogue().all(EntryKind.SERVICE).isEmpty()
                    && !reference.catalogue().offers(EntryKind.SERVICE, service)) {
                throw Refused.invalid("unknown-service", "service", "There is no service " + service + ".");
            }
        }
        if (keywords.size() > MOST_KEYWORDS) {
            throw Refused.invalid(
                    "too-many-keywords", "keywords", "An article has " + MOST_KEYWORDS + " keywords at most.");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < keywords.size(); i++) {
            String word = keywords.get(i);
            String field = "keywords[" + i + "]";
            if (word.isBlank() || word.length() > Limits.WORD) {
                throw Refused.invalid("malformed-keyword", field, "A keyword has 1 to " + Limits.WORD + " characters.");
            }
            if (!seen.add(word)) {
                throw Refused.invalid("named-twice", field, word + " is named twice.");
            }
        }
    }
}
