package daftar.http.read;

import daftar.http.directory.Register;
import daftar.http.workflow.Diagram;
import daftar.http.workflow.Diagrams;
import daftar.messages.Refused;
import daftar.messages.directory.Reference;
import daftar.messages.query.Caller;
import daftar.messages.query.Named;
import daftar.messages.query.Query.FindTicket;
import daftar.messages.query.Query.FindTimeline;
import daftar.messages.query.TicketView;
import daftar.messages.query.TimelineView;
import daftar.messages.workflow.Workflow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A ticket drawn on its workflow: the stages that it passed, how long each took, and who has it now. */
@RestController
@RequestMapping("/api/tickets/{ref}")
@Tag(name = "tickets")
public final class TicketDiagramController {

    private static final String WHO =
            "For everybody who may see its steps. language: BCP 47, the caller's own where it is left out.";

    private final Ask ask;
    private final Register register;

    public TicketDiagramController(QueryGateway queries, Register register) {
        this.ask = new Ask(queries);
        this.register = register;
    }

    @Operation(summary = "A ticket on its workflow, as SVG", description = WHO)
    @GetMapping(path = "/diagram.svg", produces = "image/svg+xml")
    public ResponseEntity<byte[]> svg(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String ref,
            @RequestParam(required = false) @Nullable String language) {
        return Diagrams.svg(diagram(caller, ref, language), new HttpHeaders());
    }

    @Operation(summary = "A ticket on its workflow, as Mermaid", description = WHO)
    @GetMapping(path = "/diagram.mmd", produces = "text/vnd.mermaid")
    public ResponseEntity<byte[]> mermaid(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String ref,
            @RequestParam(required = false) @Nullable String language) {
        return Diagrams.mermaid(diagram(caller, ref, language), new HttpHeaders());
    }

    private Diagram diagram(Caller caller, String ref, @Nullable String language) {
        TicketView ticket = ask.view(new FindTicket(caller, ref), TicketView.class);
        TimelineView timeline = ask.view(new FindTimeline(caller, ref), TimelineView.class);
        TicketView.Stage at = ticket.stage();
        Workflow workflow = at == null ? null : register.reference().workflow(at.workflow(), at.workflowVersion());
        if (at == null || workflow == null) {
            throw Refused.notFound("no-diagram", "There is no workflow to draw this ticket on.");
        }
        String asked = language != null ? language : caller.language();
        Reference.Person person = register.reference().person(caller.actor().person());
        String own = person == null ? "en" : person.language();
        return Diagram.of(
                workflow, ticket.number(), passed(timeline, at.code()), Objects.requireNonNullElse(asked, own));
    }

    private static Map<String, Diagram.Passed> passed(TimelineView timeline, String now) {
        Map<String, Diagram.Passed> passed = new LinkedHashMap<>();
        String before = null;
        for (TimelineView.Stay stay : timeline.stays()) {
            String stage = stay.stage();
            if (stage == null) {
                continue;
            }
            Diagram.Passed old = passed.getOrDefault(stage, new Diagram.Passed(0, Duration.ZERO, false, null));
            boolean here = stage.equals(now);
            passed.put(
                    stage,
                    new Diagram.Passed(
                            old.times() + (stage.equals(before) ? 0 : 1),
                            old.took().plus(stay.took()),
                            here,
                            here ? names(stay.holder()) : null));
            before = stage;
        }
        return passed;
    }

    private static @Nullable String names(TicketView.Held held) {
        List<String> names = new ArrayList<>();
        held.people().forEach(person -> names.add(name(person)));
        for (Named other : java.util.Arrays.asList(held.team(), held.vendor())) {
            if (other != null) {
                names.add(name(other));
            }
        }
        return names.isEmpty() ? null : String.join(", ", names);
    }

    private static String name(Named named) {
        return Objects.requireNonNullElse(named.name(), named.id());
    }
}
