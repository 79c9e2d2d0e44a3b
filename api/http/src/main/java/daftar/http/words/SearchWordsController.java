package daftar.http.words;

import daftar.http.DaftarPosition;
import daftar.http.directory.Answered;
import daftar.http.directory.Register;
import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.RecordFields;
import daftar.http.write.Answers;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.words.SearchWords;
import daftar.messages.words.Synonyms;
import daftar.messages.words.WordsCommand;
import daftar.messages.words.WordsCommand.SetSearchWords;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Synonyms and stop words. Who may change them is decided by the command side's rules. */
@RestController
@RequestMapping(path = SearchWordsController.WORDS, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "search")
public final class SearchWordsController {

    static final String WORDS = "/api/search/words";
    static final RecordFields SET = RecordFields.of(SetSearchWords.class);

    private final Commands commands;
    private final Register register;
    private final InstantSource clock;

    public SearchWordsController(Commands commands, Register register, InstantSource clock) {
        this.commands = commands;
        this.register = register;
        this.clock = clock;
    }

    /** As they are set. */
    public record ShownWords(List<Synonyms> synonyms, List<String> stopWords) {}

    /** @param version the same as the {@code ETag} */
    public record WordsAnswer(long version, @Nullable Boolean repeated) {}

    @Operation(
            summary = "Words that mean the same in a search, and words that say nothing",
            description = "For ADMINISTRATOR, ANALYST, AUDITOR and the desk.")
    @GetMapping
    public ResponseEntity<ShownWords> words(
            @Parameter(hidden = true) Actor actor,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        if (!actor.isAny(
                Role.ADMINISTRATOR, Role.ANALYST, Role.AUDITOR, Role.DISPATCHER, Role.SPECIALIST, Role.MANAGER)) {
            throw Refused.forbidden(
                    "not-allowed", "The words of searches are shown to ADMINISTRATOR, ANALYST, AUDITOR and the desk.");
        }
        ResponseEntity.BodyBuilder answer = Answered.after(register, position);
        SearchWords words = register.reference().searchWords();
        return answer.header("ETag", "\"" + words.version() + "\"")
                .body(new ShownWords(words.synonyms(), words.stopWords()));
    }

    @Operation(
            summary = "Set synonyms and stop words, all of them anew",
            description = "For ADMINISTRATOR. Searches follow within a second on every node, without anything being"
                    + " indexed anew. synonyms: groups of 2 to 8 words or short phrases; who looks for one looks for all"
                    + " of its group. stopWords: left out of a question that has other words too.")
    @PostMapping
    public ResponseEntity<WordsAnswer> set(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        JsonNode body = Body.read(request);
        WordsCommand command = SET.whole(body, Map.of(), WordsCommand.class);
        Receipt receipt = commands.send(
                command,
                conditions.envelope(actor, conditions.commandId(actor), Body.fingerprint("POST", WORDS, body)));
        return Answers.to(receipt, 200).body(new WordsAnswer(receipt.version(), Answers.repeated(receipt)));
    }
}
