package daftar.domain.knowledge;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.knowledge.ArticleCommand;
import daftar.messages.knowledge.ArticleCommand.*;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** An article in Axon: a thin shell around {@link ArticleRules}. */
@AggregateRoot(type = "Article")
public class ArticleStream extends Shell<Article> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected ArticleStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(DraftArticle command, MetaData metadata, KnowledgeDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(ReviseArticle command, MetaData metadata, KnowledgeDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(SubmitArticle command, MetaData metadata, KnowledgeDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(ReturnArticle command, MetaData metadata, KnowledgeDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(PublishArticle command, MetaData metadata, KnowledgeDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RetireArticle command, MetaData metadata, KnowledgeDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RestoreArticle command, MetaData metadata, KnowledgeDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(ClassifyArticle command, MetaData metadata, KnowledgeDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(CommentOnArticle command, MetaData metadata, KnowledgeDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RateArticle command, MetaData metadata, KnowledgeDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(FavourArticle command, MetaData metadata, KnowledgeDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(UnfavourArticle command, MetaData metadata, KnowledgeDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(UseArticle command, MetaData metadata, KnowledgeDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RecordReads command, MetaData metadata, KnowledgeDesk desk) {
        return decide(command, metadata, desk);
    }

    @Override
    protected @Nullable Article evolve(@Nullable Article article, Recorded recorded) {
        return Article.evolve(article, recorded);
    }

    @Override
    protected @Nullable String number(@Nullable Article article) {
        return article == null ? null : article.number();
    }

    /** What readers say does not stand in the way of who edits: only a later edit does. */
    @Override
    protected boolean isStale(@Nullable Article article, long expected, long version) {
        return article == null ? expected != version : expected < article.edited() || expected > version;
    }

    private Receipt decide(ArticleCommand command, MetaData metadata, KnowledgeDesk desk) {
        return handle(
                command,
                metadata,
                desk.sealing(),
                desk.clock(),
                (article, actor, now) ->
                        ArticleRules.decide(article, command, actor, desk.reference(), desk.numbers()));
    }
}
