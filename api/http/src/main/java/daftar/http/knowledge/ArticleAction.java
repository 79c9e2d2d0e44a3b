package daftar.http.knowledge;

import daftar.http.request.RecordFields;
import daftar.messages.knowledge.ArticleCommand.*;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with an article: {@code POST /api/knowledge/articles/{ref}/{name}}.
 *
 * @param operationId the operation's name in the API's description
 */
record ArticleAction(String name, String operationId, RecordFields fields, String summary, String description) {

    private static final String DESK = "For DISPATCHER, SPECIALIST and MANAGER. ";
    private static final String READERS = "For everybody who may read it. ";

    static final List<ArticleAction> ALL = List.of(
            action(
                    "revise",
                    ReviseArticle.class,
                    "A new version, or a new language",
                    DESK + "What is published goes on being read until the new version is published. basedOn says which"
                            + " version of the original a translation is of; left out, the newest that is published."),
            action("submit", SubmitArticle.class, "Have a version reviewed", DESK),
            action(
                    "return",
                    ReturnArticle.class,
                    "Give a version back to its author",
                    DESK + "reason says what is missing."),
            action(
                    "publish",
                    PublishArticle.class,
                    "Publish a version that was reviewed",
                    DESK + "Not by who wrote it, except a MANAGER."),
            action(
                    "retire",
                    RetireArticle.class,
                    "Nobody is to go by it any more",
                    "For MANAGER; what was never published, for the desk too."),
            action("restore", RestoreArticle.class, "It was retired by mistake", "For MANAGER."),
            action(
                    "classify",
                    ClassifyArticle.class,
                    "Where it belongs and whom it is for, all of it anew",
                    DESK + "audience is DESK or EVERYONE."),
            action("comment", CommentOnArticle.class, "Say something to other readers", READERS),
            action(
                    "rate",
                    RateArticle.class,
                    "Say whether it helped",
                    READERS + "The last word of each reader counts; the remark is for who wrote it."),
            action("favour", FavourArticle.class, "Keep it at hand", READERS),
            action("unfavour", UnfavourArticle.class, "Keep it at hand no longer", READERS),
            action("use", UseArticle.class, "A ticket was solved by it", DESK + "ticket is an id or a number."));

    /** Null for a name that is none. */
    static @Nullable ArticleAction named(String name) {
        return ALL.stream().filter(each -> each.name.equals(name)).findFirst().orElse(null);
    }

    private static ArticleAction action(
            String name, Class<? extends Record> command, String summary, String description) {
        return new ArticleAction(
                name, operationId(command), RecordFields.of(command, "article"), summary, description.strip());
    }

    private static String operationId(Class<?> command) {
        String simple = command.getSimpleName();
        return Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
    }
}
