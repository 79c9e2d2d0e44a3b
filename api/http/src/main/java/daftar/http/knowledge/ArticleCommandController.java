package daftar.http.knowledge;

import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.Faults;
import daftar.http.request.RecordFields;
import daftar.http.write.AllowedActions;
import daftar.http.write.Answers;
import daftar.http.write.TicketRefs;
import daftar.messages.Actor;
import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.knowledge.ArticleCommand;
import daftar.messages.knowledge.ArticleCommand.DraftArticle;
import daftar.messages.knowledge.ArticleCommand.UseArticle;
import daftar.messages.knowledge.Audience;
import daftar.messages.knowledge.DeflectionCommand.DeflectRequest;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Writes articles, takes what readers say, and what was read instead of raising. Who may is decided by the command side's
 * own rules. Its operations are described by the table of actions, not by scanning.
 */
@RestController
@RequestMapping(path = ArticleCommandController.KNOWLEDGE, produces = MediaType.APPLICATION_JSON_VALUE)
public final class ArticleCommandController {

    static final String KNOWLEDGE = "/api/knowledge";
    static final String ARTICLES = "/articles";
    static final String DEFLECTIONS = "/deflections";
    static final RecordFields DRAFT = RecordFields.of(Draft.class);
    static final RecordFields DEFLECT = RecordFields.of(DeflectRequest.class, "deflection");

    private static final Pattern ID =
            Pattern.compile("article-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern NUMBER = Pattern.compile("A-[1-9][0-9]{0,17}");

    private final Commands commands;
    private final ArticleRefs articles;
    private final TicketRefs tickets;
    private final AllowedActions allowed;
    private final Solutions solutions;
    private final ReadTally reads;
    private final InstantSource clock;

    public ArticleCommandController(
            Commands commands,
            ArticleRefs articles,
            TicketRefs tickets,
            AllowedActions allowed,
            Solutions solutions,
            ReadTally reads,
            InstantSource clock) {
        this.commands = commands;
        this.articles = articles;
        this.tickets = tickets;
        this.allowed = allowed;
        this.solutions = solutions;
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * An article that is begun.
     *
     * @param language null for that of the ticket
     * @param title null for that of the ticket
     * @param body null for the ticket's solution
     * @param audience null for everybody
     * @param ticket whose solution it grows from, by id or number; null for none
     */
    public record Draft(
            @Nullable String language,
            @Nullable Text title,
            @Nullable Text summary,
            @Nullable Text body,
            @Nullable Audience audience,
            @Nullable String category,
            @Nullable String service,
            List<String> keywords,
            @Nullable String ticket) {}

    /**
     * The answer to a command about an article.
     *
     * @param number null for what has none
     * @param repeated true where an earlier request under the same Idempotency-Key had done it; null otherwise
     */
    public record KnowledgeAnswer(
            String id,
            @Nullable String number,
            long version,
            @Nullable Boolean repeated) {}

    @Operation(hidden = true)
    @PostMapping(ARTICLES)
    public ResponseEntity<KnowledgeAnswer> draft(Actor actor, HttpServletRequest request) {
        Conditions conditions = fresh(request, actor);
        JsonNode body = Body.read(request);
        Draft draft = DRAFT.whole(body, Map.of(), Draft.class);
        UUID commandId = conditions.commandId(actor);
        String id = "article-" + conditions.newId(commandId, clock.instant());
        Receipt receipt = send(filled(id, draft, actor), KNOWLEDGE + ARTICLES, body, commandId, conditions, actor);
        return Answers.to(receipt, 201)
                .header("Location", KNOWLEDGE + ARTICLES + "/" + receipt.stream())
                .body(answer(receipt));
    }

    @Operation(hidden = true)
    @PostMapping(ARTICLES + "/{ref}/{action}")
    public ResponseEntity<KnowledgeAnswer> act(
            Actor actor, @PathVariable String ref, @PathVariable String action, HttpServletRequest request) {
        ArticleAction known = ArticleAction.named(action);
        if (known == null) {
            throw Refused.notFound(
                    "unknown-action",
                    "The actions are read, "
                            + ArticleAction.ALL.stream()
                                    .map(ArticleAction::name)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        JsonNode body = Body.read(request);
        String id = idOf(ref);
        ArticleCommand command = known.fields().whole(body, Map.of("article", id), ArticleCommand.class);
        if (command instanceof UseArticle use) {
            command = new UseArticle(id, knownTicket("ticket", use.ticket(), actor));
        }
        String path = KNOWLEDGE + ARTICLES + "/" + id + "/" + action;
        Receipt receipt = send(command, path, body, conditions.commandId(actor), conditions, actor);
        return Answers.to(receipt, 200).body(answer(receipt));
    }

    /** Counted, not recorded one by one: so it has no version, and is no command that is repeated. */
    @Operation(hidden = true)
    @PostMapping(ARTICLES + "/{ref}/read")
    public ResponseEntity<Void> read(Actor actor, @PathVariable String ref, HttpServletRequest request) {
        Body.checkEmpty(Body.read(request));
        reads.count(idOf(ref));
        return ResponseEntity.accepted().build();
    }

    @Operation(hidden = true)
    @PostMapping(DEFLECTIONS)
    public ResponseEntity<KnowledgeAnswer> deflect(Actor actor, HttpServletRequest request) {
        Conditions conditions = fresh(request, actor);
        JsonNode body = Body.read(request);
        DeflectRequest said = DEFLECT.whole(body, Map.of("deflection", ""), DeflectRequest.class);
        List<String> read = new ArrayList<>(said.read().size());
        for (int i = 0; i < said.read().size(); i++) {
            read.add(readInstead("read[" + i + "]", said.read().get(i), actor));
        }
        UUID commandId = conditions.commandId(actor);
        String id = "deflection-" + conditions.newId(commandId, clock.instant());
        Receipt receipt = send(
                new DeflectRequest(id, read, said.category()),
                KNOWLEDGE + DEFLECTIONS,
                body,
                commandId,
                conditions,
                actor);
        return Answers.to(receipt, 201).body(answer(receipt));
    }

    private Conditions fresh(HttpServletRequest request, Actor actor) {
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        if (conditions.expectedVersion() != null) {
            throw Refused.invalid(
                    "if-match-not-applicable", Conditions.IF_MATCH, "What is new has no version yet; leave it out.");
        }
        return conditions;
    }

    private Receipt send(
            Command command, String path, JsonNode body, UUID commandId, Conditions conditions, Actor actor) {
        return commands.send(command, conditions.envelope(actor, commandId, Body.fingerprint("POST", path, body)));
    }

    /** What the request leaves out is the ticket's. */
    private DraftArticle filled(String id, Draft draft, Actor actor) {
        String ref = draft.ticket();
        Solutions.Solved solved = ref == null ? null : solutions.of(actor, ref);
        if (ref != null && solved == null) {
            throw Refused.invalid(
                    "unknown-solution", "ticket", "There is no solved ticket " + ref + " that you may read.");
        }
        String language = draft.language() == null && solved != null ? solved.language() : draft.language();
        Text title = draft.title() == null && solved != null ? Text.ofNullable(solved.title()) : draft.title();
        Text text = draft.body() == null && solved != null ? Text.ofNullable(solved.solution()) : draft.body();
        Faults faults = new Faults();
        missing("language", language, faults);
        missing("title", title, faults);
        missing("body", text, faults);
        faults.throwIfAny();
        if (language == null || title == null || text == null) {
            throw new IllegalStateException("neither a draft nor a fault");
        }
        Audience audience = draft.audience();
        return new DraftArticle(
                id,
                language,
                title,
                draft.summary(),
                text,
                audience == null ? Audience.EVERYONE : audience,
                draft.category() == null && solved != null ? solved.category() : draft.category(),
                draft.service() == null && solved != null ? solved.service() : draft.service(),
                draft.keywords(),
                solved == null ? null : solved.id());
    }

    private static void missing(String field, @Nullable Object value, Faults faults) {
        if (value == null) {
            faults.add(field, "required", "The field is required, unless a ticket gives it.");
        }
    }

    private String idOf(String ref) {
        String id = knownArticle(ref);
        if (id == null) {
            throw Refused.notFound("unknown-article", "There is no such article, or it is not for you.");
        }
        return id;
    }

    /** The article's id; null for what is no article's name. */
    private @Nullable String knownArticle(String ref) {
        if (ID.matcher(ref).matches()) {
            return ref;
        }
        String number = ref.toUpperCase(Locale.ROOT);
        return NUMBER.matcher(number).matches() ? articles.idOf(number) : null;
    }

    private String readInstead(String field, String ref, Actor actor) {
        String article = knownArticle(ref);
        return article == null ? knownTicket(field, ref, actor) : article;
    }

    /** The id of a ticket that the actor may know of. */
    private String knownTicket(String field, String ref, Actor actor) {
        String id =
                ref.startsWith("ticket-") || ref.toUpperCase(Locale.ROOT).startsWith("T-") ? tickets.idOf(ref) : null;
        try {
            if (id != null) {
                var unused = allowed.of(actor, id); // a 404 where they may not know of it
                return id;
            }
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.NOT_FOUND) {
                throw refused;
            }
        }
        throw Refused.invalid(
                "unknown-reference", field, "There is nothing of this name that you may read; send an id or a number.");
    }

    private static KnowledgeAnswer answer(Receipt receipt) {
        return new KnowledgeAnswer(receipt.stream(), receipt.number(), receipt.version(), Answers.repeated(receipt));
    }
}
