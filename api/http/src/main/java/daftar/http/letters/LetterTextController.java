package daftar.http.letters;

import daftar.http.directory.Register;
import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.RecordFields;
import daftar.http.write.Answers;
import daftar.http.write.DirectoryAnswer;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.LetterTextCommand;
import daftar.messages.outbox.LetterTextCommand.ResetLetterText;
import daftar.messages.outbox.LetterTextCommand.SetLetterText;
import daftar.messages.outbox.LetterTexts.Wording;
import daftar.messages.outbox.Placeholders;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** How letters are worded. Who may change it is decided by the rules of the wordings. */
@RestController
@RequestMapping(path = LetterTextController.TEMPLATES, produces = MediaType.APPLICATION_JSON_VALUE)
public final class LetterTextController {

    public static final String TEMPLATES = "/api/mail/templates";

    /** What the body that sets or tries a wording may hold. */
    public static final RecordFields FIELDS = RecordFields.of(SetLetterText.class, "kind", "language");

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    private final Commands commands;
    private final Register register;
    private final LetterExamples examples;
    private final InstantSource clock;

    public LetterTextController(Commands commands, Register register, LetterExamples examples, InstantSource clock) {
        this.commands = commands;
        this.register = register;
        this.examples = examples;
        this.clock = clock;
    }

    /** @param templates by kind, and in each of them by language */
    public record LetterTextList(List<LetterTextView> templates) {}

    @Operation(summary = "How letters are worded", description = "For ADMINISTRATOR, MANAGER, AUDITOR: all of them.")
    @Tag(name = "notifications")
    @GetMapping
    public LetterTextList all(@Parameter(hidden = true) Actor actor) {
        mayRead(actor);
        List<LetterTextView> all = new ArrayList<>();
        for (LetterKind kind : LetterKind.values()) {
            languages(kind).forEach(language -> all.add(view(kind, language)));
        }
        return new LetterTextList(all);
    }

    @Operation(
            summary = "How letters of one kind are worded in one language",
            description = "For ADMINISTRATOR, MANAGER, AUDITOR.")
    @Tag(name = "notifications")
    @GetMapping("/{kind}/{language}")
    public LetterTextView one(
            @Parameter(hidden = true) Actor actor, @PathVariable String kind, @PathVariable String language) {
        mayRead(actor);
        return view(kind(kind), language(language));
    }

    @Operation(hidden = true)
    @PutMapping("/{kind}/{language}")
    public ResponseEntity<DirectoryAnswer> set(
            Actor actor, @PathVariable String kind, @PathVariable String language, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        SetLetterText command = given(kind(kind), language(language), body);
        return send(command, "PUT", "/" + kind + "/" + language, body, actor, request);
    }

    @Operation(hidden = true)
    @PostMapping("/{kind}/{language}/reset")
    public ResponseEntity<DirectoryAnswer> reset(
            Actor actor, @PathVariable String kind, @PathVariable String language, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        Body.checkEmpty(body);
        return send(
                new ResetLetterText(kind(kind), language(language)),
                "POST",
                "/" + kind + "/" + language + "/reset",
                body,
                actor,
                request);
    }

    @Operation(
            summary = "Look at an example of a wording",
            description = "For ADMINISTRATOR, MANAGER, AUDITOR. The body is as for setting it; nothing is changed.")
    @Tag(name = "notifications")
    @PostMapping("/{kind}/{language}/preview")
    public LetterExamples.Example preview(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String kind,
            @PathVariable String language,
            HttpServletRequest request) {
        mayRead(actor);
        SetLetterText given = given(kind(kind), language(language), Body.read(request));
        check(given.kind(), "subject", given.subject());
        check(given.kind(), "text", given.text());
        if (given.html() != null) {
            check(given.kind(), "html", given.html());
        }
        return examples.example(
                given.kind(),
                new Wording(
                        Objects.requireNonNullElse(given.subject().readable(), ""),
                        Objects.requireNonNullElse(given.text().readable(), ""),
                        Text.read(given.html())),
                given.language());
    }

    private static void check(LetterKind kind, String field, Text text) {
        List<String> wrong = Placeholders.wrongIn(kind, Objects.requireNonNullElse(text.readable(), ""));
        if (!wrong.isEmpty()) {
            throw Refused.invalid("wrong-template", field, String.join(" ", wrong));
        }
    }

    private LetterTextView view(LetterKind kind, String language) {
        Wording own = register.reference().letterTexts().of(kind, language);
        Wording wording = own == null ? examples.shipped(kind, language) : own;
        return new LetterTextView(
                kind, language, own != null, wording.subject(), wording.text(), wording.html(), Placeholders.of(kind));
    }

    private Set<String> languages(LetterKind kind) {
        Set<String> languages = new TreeSet<>(examples.languages());
        register.reference().letterTexts().own().keySet().stream()
                .filter(of -> of.kind() == kind)
                .forEach(of -> languages.add(of.language()));
        return languages;
    }

    private static SetLetterText given(LetterKind kind, String language, JsonNode body) {
        return FIELDS.whole(body, Map.of("kind", kind, "language", language), SetLetterText.class);
    }

    private static LetterKind kind(String name) {
        return Arrays.stream(LetterKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.notFound(
                        "unknown-template",
                        "There are templates for "
                                + Arrays.stream(LetterKind.values())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private static String language(String language) {
        if (!LANGUAGE.matcher(language).matches()) {
            throw Refused.notFound("unknown-template", "The language is a BCP 47 code such as fa or zh.");
        }
        return language;
    }

    private static void mayRead(Actor actor) {
        if (!actor.isAny(Role.ADMINISTRATOR, Role.MANAGER, Role.AUDITOR)) {
            throw Refused.forbidden(
                    "not-allowed", "How letters are worded is for ADMINISTRATOR, MANAGER and AUDITOR to see.");
        }
    }

    private ResponseEntity<DirectoryAnswer> send(
            LetterTextCommand command,
            String method,
            String path,
            JsonNode body,
            Actor actor,
            HttpServletRequest request) {
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        UUID commandId = conditions.commandId(actor);
        Receipt receipt = commands.send(
                command, conditions.envelope(actor, commandId, Body.fingerprint(method, TEMPLATES + path, body)));
        return Answers.written(receipt, 200);
    }
}
