package daftar.domain.ticket;

import daftar.domain.workflow.WorkflowChoosing;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.catalogue.CatalogueEntry.RequestType;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.directory.Reference;
import daftar.messages.file.FileLimits;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.TicketEvent.TicketRaised;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowForecast;
import daftar.messages.workflow.WorkflowForecast.Step;
import daftar.messages.workflow.WorkflowForecast.Wish;
import daftar.messages.workflow.WorkflowRegister;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who would get a request that nobody raises: by the same rules that a raised one goes by. */
public final class Forecasting {

    private Forecasting() {}

    /** Where nobody is chosen by load. */
    public static WorkflowForecast forecast(Wish wish, String caller, Instant now, Reference reference) {
        return forecast(wish, caller, now, reference, Loads.NONE);
    }

    /**
     * @param now whoever is away then is represented
     * @throws Refused where the wish names what nobody knows
     */
    public static WorkflowForecast forecast(Wish wish, String caller, Instant now, Reference reference, Loads loads) {
        String asking = Objects.requireNonNullElse(wish.requester(), caller);
        Reference.Person requester = reference.person(asking);
        if (requester == null) {
            throw Refused.invalid("unknown-person", "requester", "Nobody is registered as " + asking + ".");
        }
        if (wish.type() != null && !reference.catalogue().offers(EntryKind.TICKET_TYPE, wish.type())) {
            throw Refused.invalid("unknown-type", "type", "There is no type " + wish.type() + ", or it is retired.");
        }
        Reference.Category wished = wish.category() == null ? null : reference.category(wish.category());
        if (wish.category() != null && (wished == null || wished.retired())) {
            throw Refused.invalid(
                    wished == null ? "unknown-category" : "category-retired",
                    "category",
                    "There is no category " + wish.category() + ", or it is retired.");
        }
        Ordering ordering = ordering(wish, requester, caller, reference);
        RequestType by = ordering == null ? null : ordering.requestType();
        String type = by != null ? by.type() : Objects.requireNonNullElse(wish.type(), "incident");
        String category = wish.category() == null && by != null ? by.category() : wish.category();
        // named by hand, it is tried whatever becomes of the request type's own
        Workflow own = ordering == null || wish.workflow() != null ? null : ordering.workflow(reference);
        WorkflowChoosing.Chosen chosen = own != null
                ? new WorkflowChoosing.Chosen(own, List.of())
                : WorkflowChoosing.choose(type, category, requester, reference);
        Workflow workflow = wish.workflow() == null ? chosen.workflow() : named(wish.workflow(), reference);
        if (workflow == null) {
            return new WorkflowForecast(asking, null, null, chosen.tried(), List.of());
        }
        TicketState ticket = asIfRaised(requester, type, category, by == null ? null : by.service(), workflow);
        DecisionContext context = new DecisionContext(
                ticket.stream(),
                new Actor(asking, requester.roles(), "api", null),
                now,
                reference,
                loads,
                () -> {
                    throw new IllegalStateException("nothing is raised here");
                },
                FileLimits.USUAL);
        List<Step> steps = new ArrayList<>();
        for (Stage stage : workflow.stages()) {
            if (stage.kind() == StageKind.END) {
                steps.add(new Step(stage.code(), stage.kind(), Holder.NOBODY, null));
            } else {
                HolderFinding.Found found = HolderFinding.find(ticket, workflow, context, stage);
                Holder asked = Substitutes.before(
                        found.holder(), Substitutes.of(stage, found.holder(), requester.id(), now, reference));
                steps.add(new Step(stage.code(), stage.kind(), asked, found.rule()));
            }
        }
        return new WorkflowForecast(asking, workflow.name(), workflow.version(), chosen.tried(), steps);
    }

    private static @Nullable Ordering ordering(
            Wish wish, Reference.Person requester, String caller, Reference reference) {
        if (wish.requestType() == null) {
            return null;
        }
        Reference.Person asks = reference.person(caller);
        boolean byDesk = asks != null && DecisionContext.isDesk(asks.roles());
        return Ordering.offered(wish.requestType(), wish.type(), requester, byDesk, reference);
    }

    private static Workflow named(String name, Reference reference) {
        WorkflowRegister register = reference.workflowRegister();
        Workflow draft = register.draft(name);
        Workflow workflow = draft != null ? draft : register.newest(name);
        if (workflow == null) {
            throw Refused.invalid("unknown-workflow", "workflow", "There is no workflow " + name + ".");
        }
        return workflow;
    }

    private static TicketState asIfRaised(
            Reference.Person requester,
            String type,
            @Nullable String category,
            @Nullable String service,
            Workflow workflow) {
        TicketRaised raised = new TicketRaised(
                "T-0",
                requester.id(),
                Channel.PORTAL,
                type,
                category,
                service,
                null,
                null,
                requester.department(),
                workflow.name(),
                workflow.version(),
                requester.language(),
                Text.of(""),
                null,
                List.of(),
                List.of(),
                null,
                Map.of(),
                null,
                List.of(),
                null);
        return TicketFold.evolve(
                null,
                new daftar.messages.Recorded(
                        "ticket-0",
                        0,
                        -1,
                        new UUID(0, 0),
                        Instant.EPOCH,
                        Map.of(daftar.messages.Meta.ACTOR, requester.id()),
                        raised));
    }
}
