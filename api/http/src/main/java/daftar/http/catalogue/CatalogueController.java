package daftar.http.catalogue;

import daftar.http.DaftarPosition;
import daftar.http.directory.Answered;
import daftar.http.directory.OrganisationController;
import daftar.http.directory.OrganisationController.Happened;
import daftar.http.directory.Page;
import daftar.http.directory.Register;
import daftar.messages.Actor;
import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.catalogue.Catalogue;
import daftar.messages.catalogue.Catalogue.Kept;
import daftar.messages.catalogue.CatalogueEntry;
import daftar.messages.catalogue.CatalogueEvent;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.catalogue.Offering;
import daftar.messages.catalogue.PriorityRules;
import daftar.messages.directory.Reference;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads the catalogue: everybody what they may raise, the desk and who keeps it all of it. */
@RestController
@RequestMapping(path = CatalogueCommandController.CATALOGUE, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "catalogue")
public final class CatalogueController {

    private static final String KEEPERS = "For ADMINISTRATOR, MANAGER, AUDITOR, DISPATCHER and SPECIALIST.";

    private final Register register;

    public CatalogueController(Register register) {
        this.register = register;
    }

    /** @param version how often it has been defined; 0 for what comes with Daftar */
    public record EntryView(String code, int version, boolean retired, CatalogueEntry definition) {
        static EntryView of(Kept kept) {
            return new EntryView(kept.entry().code(), kept.version(), kept.retired(), kept.entry());
        }
    }

    /** @param version how often they have been set; 0 for what comes with Daftar */
    public record Priorities(int version, PriorityRules rules) {}

    @Operation(
            summary = "What the caller may raise, in one language",
            description = "For everybody. Of each name the text in that language, else in English, else the first.")
    @GetMapping
    public ResponseEntity<CatalogueView> catalogue(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "BCP 47; the caller's own where it is left out")
                    @RequestParam(required = false)
                    @Nullable String language,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return Answered.by(register, position, () -> {
            Reference reference = register.reference();
            Reference.Person person = reference.person(actor.person());
            String spoken = language(language, person);
            return new Offers(reference.catalogue(), spoken)
                    .view(
                            register.categories(),
                            one -> Offering.isVisible(one, actor.person(), actor.roles(), reference));
        });
    }

    private static String language(@Nullable String asked, Reference.@Nullable Person person) {
        if (asked == null) {
            return person == null ? "en" : person.language();
        }
        String language = Locale.forLanguageTag(asked).getLanguage();
        if (language.isEmpty()) {
            throw Refused.invalid(
                    "unknown-language", "language", "Send a BCP 47 language such as \"fa\", \"de\" or \"zh-Hant\".");
        }
        return asked;
    }

    @Operation(summary = "How priorities are decided", description = KEEPERS)
    @GetMapping("/priorities")
    public ResponseEntity<Priorities> priorities(
            @Parameter(hidden = true) Actor actor,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        checkKeeper(actor);
        return Answered.by(
                register,
                position,
                () -> new Priorities(
                        catalogue().prioritiesVersion(), catalogue().priorities()));
    }

    @Operation(summary = "All entries of a kind, retired or not, in the order of their codes", description = KEEPERS)
    @GetMapping("/{kind}")
    public ResponseEntity<Page<EntryView>> entries(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "types, services, request-types, activities or reply-texts") @PathVariable
                    String kind,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        EntryKind known = CatalogueCommandController.kind(kind);
        checkKeeper(actor);
        return Answered.by(
                register,
                position,
                () -> Page.of(catalogue().all(known), kept -> kept.entry().code(), after, limit, EntryView::of));
    }

    @Operation(
            summary = "An entry as it is defined now",
            description =
                    KEEPERS + " Its ETag is what the If-Match of change, retire and restore takes; what comes with"
                            + " Daftar and was never defined anew has none.")
    @GetMapping("/{kind}/{code}")
    public ResponseEntity<EntryView> entry(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String kind,
            @PathVariable String code,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        EntryKind known = CatalogueCommandController.kind(kind);
        checkKeeper(actor);
        ResponseEntity<Current> answer = Answered.by(register, position, () -> {
            Kept there =
                    Answered.known(catalogue().find(known, code), known.title().replace(' ', '-'));
            return Current.of(register.history(known.stream(code)), known, there);
        });
        Current current = Objects.requireNonNull(answer.getBody());
        ResponseEntity.BodyBuilder found = ResponseEntity.ok().headers(answer.getHeaders());
        if (current.version() != null) {
            found.header(HttpHeaders.ETAG, "\"" + current.version() + "\"");
        }
        return found.body(EntryView.of(current.kept()));
    }

    /** An entry with the version of its stream; null where it has none. */
    private record Current(Kept kept, @Nullable Long version) {

        /** Both by the stream itself: by a version newer than what is shown, somebody would overwrite what they never saw. */
        static Current of(List<Recorded> history, EntryKind kind, Kept otherwise) {
            Catalogue own = Catalogue.EMPTY;
            for (Recorded one : history) {
                own = one.event() instanceof CatalogueEvent event ? own.after(event) : own;
            }
            Kept kept = own.find(kind, otherwise.entry().code());
            return kept == null || history.isEmpty()
                    ? new Current(otherwise, null)
                    : new Current(kept, history.getLast().revision());
        }
    }

    @Operation(summary = "What happened to an entry", description = KEEPERS)
    @GetMapping("/{kind}/{code}/history")
    public ResponseEntity<List<Happened>> history(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String kind,
            @PathVariable String code,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        EntryKind known = CatalogueCommandController.kind(kind);
        checkKeeper(actor);
        return Answered.by(register, position, () -> {
            Answered.known(catalogue().find(known, code), known.title().replace(' ', '-'));
            return register.history(known.stream(code)).stream()
                    .filter(one -> !(one.event() instanceof NothingChanged))
                    .map(OrganisationController::happened)
                    .toList();
        });
    }

    private Catalogue catalogue() {
        return register.reference().catalogue();
    }

    private static void checkKeeper(Actor actor) {
        if (!actor.isAny(Role.ADMINISTRATOR, Role.MANAGER, Role.AUDITOR, Role.DISPATCHER, Role.SPECIALIST)) {
            throw Refused.forbidden(
                    "not-allowed",
                    "The whole catalogue is for the desk, administrators and auditors; GET /api/catalogue has what you may"
                            + " raise.");
        }
    }
}
