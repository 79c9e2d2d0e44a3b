package daftar.domain.survey;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.DirectoryDesk;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.survey.SurveyCommand;
import daftar.messages.survey.SurveyCommand.*;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** The policy of the surveys, and who was chosen when, in Axon: a thin shell around {@link SurveyRules}. */
@AggregateRoot(type = "Survey")
public class SurveyStream extends Shell<SurveyRules.State> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected SurveyStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(SetSurveyPolicy command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(GrantSurvey command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    private Receipt decide(SurveyCommand command, MetaData metadata, DirectoryDesk desk) {
        return handle(
                command,
                metadata,
                desk.sealing(),
                desk.clock(),
                (state, actor, now) -> SurveyRules.decide(state, command, actor, now, desk.reference()));
    }

    @Override
    protected SurveyRules.@Nullable State evolve(SurveyRules.@Nullable State state, Recorded recorded) {
        return SurveyRules.State.evolve(state, recorded);
    }

    @Override
    protected boolean hasTexts(String stream) {
        return false;
    }
}
