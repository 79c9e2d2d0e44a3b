package daftar.http.sla;

import daftar.http.DaftarPosition;
import daftar.http.directory.Answered;
import daftar.http.directory.OrganisationController;
import daftar.http.directory.OrganisationController.Happened;
import daftar.http.directory.Page;
import daftar.http.directory.Register;
import daftar.http.request.Body;
import daftar.http.request.Faults;
import daftar.http.request.RecordFields;
import daftar.messages.Actor;
import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.sla.BusinessCalendar;
import daftar.messages.sla.CalendarDefinition;
import daftar.messages.sla.Calendars;
import daftar.messages.sla.Mark;
import daftar.messages.sla.PromiseRegister;
import daftar.messages.sla.PromiseRegister.Kept;
import daftar.messages.sla.ServiceLevels;
import daftar.messages.sla.Sla;
import daftar.messages.sla.SlaChecks;
import daftar.messages.sla.SlaCommand;
import daftar.messages.sla.SlaEvent;
import daftar.messages.sla.SlaHistory;
import daftar.messages.sla.SlaPolicy;
import daftar.messages.sla.SlaState;
import daftar.messages.sla.SlaTerms.PointAt;
import daftar.messages.sla.Target;
import daftar.messages.ticket.Priority;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads business calendars and service levels, and tells what they would promise. */
@RestController
@Tag(name = "service levels")
public final class SlaController {

    private static final String KEEPERS = "For ADMINISTRATOR, MANAGER, AUDITOR, ANALYST, DISPATCHER and SPECIALIST.";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final String CALENDARS = SlaCommandController.CALENDARS;
    private static final String SERVICE_LEVELS = SlaCommandController.SERVICE_LEVELS;

    /** What the body that tries service levels out may hold. */
    public static final RecordFields TRIAL = RecordFields.of(Trial.class);

    private final Register register;
    private final InstantSource clock;

    public SlaController(Register register, InstantSource clock) {
        this.register = register;
        this.clock = clock;
    }

    /** @param persianDays the days of holidays and exceptions as the Persian calendar has them */
    public record CalendarView(
            String code, int version, boolean retired, CalendarDefinition definition, Map<String, String> persianDays) {
        static CalendarView of(BusinessCalendar calendar, boolean retired) {
            CalendarDefinition definition = calendar.definition();
            TreeSet<LocalDate> days = new TreeSet<>();
            definition.holidays().forEach(holiday -> days.add(holiday.date()));
            definition.exceptions().forEach(exception -> days.add(exception.date()));
            Map<String, String> persian = new TreeMap<>();
            for (LocalDate day : days) {
                String there = PersianDays.of(day);
                if (there != null) {
                    persian.put(day.toString(), there);
                }
            }
            return new CalendarView(calendar.code(), calendar.version(), retired, definition, persian);
        }
    }

    public record PolicyView(String code, int version, boolean retired, SlaPolicy definition) {
        static PolicyView of(ServiceLevels.Version version, boolean retired) {
            return new PolicyView(version.policy().code(), version.version(), retired, version.policy());
        }
    }

    /**
     * What is tried out: what is published, or drafts that nobody has published yet.
     *
     * @param raisedAt null for now
     * @param priority null for a ticket that is not triaged yet
     * @param policy to be tried alone, though it were retired; null for all that count now
     * @param version of that policy; null for its newest
     * @param calendar that it is counted in instead of the level's own; null for that
     * @param draft a policy that is not published, to be tried alone instead of {@code policy}; null for none
     * @param draftCalendar a calendar that is not published, instead of {@code calendar}; null for none
     */
    public record Trial(
            @Nullable Instant raisedAt,
            String type,
            @Nullable String service,
            @Nullable Priority priority,
            @Nullable String department,
            @Nullable Boolean vip,
            @Nullable String policy,
            @Nullable Integer version,
            @Nullable String calendar,
            @Nullable SlaPolicy draft,
            @Nullable CalendarDefinition draftCalendar) {}

    /** What would be promised. All but {@code raisedAt} null where nothing would be. */
    public record Promised(
            Instant raisedAt,
            @Nullable String policy,
            @Nullable Integer policyVersion,
            @Nullable String level,
            @Nullable String calendar,
            @Nullable Integer calendarVersion,
            List<PromisedTarget> targets,
            List<PointAt> points) {}

    /** @param promised working time */
    public record PromisedTarget(Target target, Duration promised, Instant dueAt) {}

    // ---- calendars

    @Operation(summary = "All business calendars, retired or not, in the order of their codes", description = KEEPERS)
    @GetMapping(path = CALENDARS, produces = JSON)
    public ResponseEntity<Page<CalendarView>> calendars(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        checkKeeper(actor);
        return Answered.by(
                register,
                position,
                () -> Page.of(
                        List.copyOf(promises().calendars()),
                        kept -> kept.newest().code(),
                        after,
                        limit,
                        kept -> CalendarView.of(kept.newest(), kept.retired())));
    }

    @Operation(
            summary = "A business calendar as it is now",
            description = KEEPERS + " Its ETag is what the If-Match of change, retire and restore takes.")
    @GetMapping(path = CALENDARS + "/{code}", produces = JSON)
    public ResponseEntity<CalendarView> calendar(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String code,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        checkKeeper(actor);
        return present(position, SlaCommand.calendarStream(code), promises -> {
            Kept<BusinessCalendar> kept = Answered.known(promises.calendar(code), "calendar");
            return CalendarView.of(kept.newest(), kept.retired());
        });
    }

    @Operation(summary = "A business calendar as it was in a version", description = KEEPERS)
    @GetMapping(path = CALENDARS + "/{code}/versions/{version}", produces = JSON)
    public ResponseEntity<CalendarView> calendarVersion(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String code,
            @PathVariable int version,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        checkKeeper(actor);
        return Answered.by(register, position, () -> {
            Kept<BusinessCalendar> kept = Answered.known(promises().calendar(code), "calendar");
            return CalendarView.of(Answered.known(kept.versions().get(version), "version"), kept.retired());
        });
    }

    @Operation(summary = "What happened to a business calendar", description = KEEPERS)
    @GetMapping(path = CALENDARS + "/{code}/history", produces = JSON)
    public ResponseEntity<List<Happened>> calendarHistory(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String code,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        checkKeeper(actor);
        return Answered.by(register, position, () -> {
            Answered.known(promises().calendar(code), "calendar");
            return history(SlaCommand.calendarStream(code));
        });
    }

    // ---- service levels

    @Operation(summary = "All policies, retired or not, in the order of their codes", description = KEEPERS)
    @GetMapping(path = SERVICE_LEVELS, produces = JSON)
    public ResponseEntity<Page<PolicyView>> policies(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        checkKeeper(actor);
        return Answered.by(
                register,
                position,
                () -> Page.of(
                        List.copyOf(promises().policies()),
                        kept -> kept.newest().policy().code(),
                        after,
                        limit,
                        kept -> PolicyView.of(kept.newest(), kept.retired())));
    }

    @Operation(
            summary = "A policy as it is now",
            description =
                    KEEPERS + " Its ETag is what the If-Match of change, retire and restore takes; what comes with"
                            + " Daftar and was never changed has none.")
    @GetMapping(path = SERVICE_LEVELS + "/{code}", produces = JSON)
    public ResponseEntity<PolicyView> policy(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String code,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        checkKeeper(actor);
        return present(position, SlaCommand.policyStream(code), promises -> {
            Kept<ServiceLevels.Version> kept = Answered.known(promises.policy(code), "policy");
            return PolicyView.of(kept.newest(), kept.retired());
        });
    }

    @Operation(summary = "A policy as it was in a version", description = KEEPERS)
    @GetMapping(path = SERVICE_LEVELS + "/{code}/versions/{version}", produces = JSON)
    public ResponseEntity<PolicyView> policyVersion(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String code,
            @PathVariable int version,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        checkKeeper(actor);
        return Answered.by(register, position, () -> {
            Kept<ServiceLevels.Version> kept = Answered.known(promises().policy(code), "policy");
            return PolicyView.of(Answered.known(kept.versions().get(version), "version"), kept.retired());
        });
    }

    @Operation(summary = "What happened to a policy", description = KEEPERS)
    @GetMapping(path = SERVICE_LEVELS + "/{code}/history", produces = JSON)
    public ResponseEntity<List<Happened>> policyHistory(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String code,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        checkKeeper(actor);
        return Answered.by(register, position, () -> {
            Answered.known(promises().policy(code), "policy");
            return history(SlaCommand.policyStream(code));
        });
    }

    /** Described with the commands, since its body is read like theirs. */
    @Operation(hidden = true)
    @PostMapping(path = SERVICE_LEVELS + "/try", produces = JSON)
    public Promised trial(Actor actor, HttpServletRequest request) {
        checkKeeper(actor);
        Faults faults = new Faults();
        Trial trial = (Trial) TRIAL.read(PersianDays.inIso(Body.read(request), "draftCalendar"), "", Map.of(), faults);
        faults.throwIfAny();
        return promised(Objects.requireNonNull(trial));
    }

    private Promised promised(Trial trial) {
        Reference reference = register.reference();
        PromiseRegister promises = reference.promises();
        BusinessCalendar instead = calendar(trial, promises);
        Calendars calendars = instead == null ? promises : code -> instead;
        Instant raisedAt = Objects.requireNonNullElseGet(trial.raisedAt(), clock::instant);
        SlaHistory history = history(trial, reference, raisedAt);
        SlaState state = Sla.of(history, levels(trial, instead, reference), calendars, raisedAt);
        ServiceLevels.Found found = state.level();
        BusinessCalendar counted = state.calendar();
        return new Promised(
                raisedAt,
                found == null ? null : found.policy(),
                found == null ? null : found.version(),
                found == null ? null : found.level().code(),
                counted == null ? null : counted.code(),
                counted == null ? null : counted.version(),
                state.targets().stream()
                        .map(target -> new PromisedTarget(target.target(), target.promised(), target.dueAt()))
                        .toList(),
                state.points());
    }

    private static @Nullable BusinessCalendar calendar(Trial trial, PromiseRegister promises) {
        CalendarDefinition draft = trial.draftCalendar();
        String code = trial.calendar();
        if (draft != null) {
            oneOf("draftCalendar", "calendar", code);
            SlaChecks.check(draft, "draftCalendar.");
            return new BusinessCalendar(draft, 1);
        }
        BusinessCalendar found = code == null ? null : promises.find(code);
        if (code != null && found == null) {
            throw Refused.invalid("unknown-calendar", "calendar", "There is no calendar " + code + ".");
        }
        return found;
    }

    private static void oneOf(String draft, String published, @Nullable String sent) {
        if (sent != null) {
            throw Refused.invalid("one-of-two", draft, "Send " + draft + " or " + published + ", not both.");
        }
    }

    private static ServiceLevels levels(Trial trial, @Nullable BusinessCalendar instead, Reference reference) {
        PromiseRegister promises = reference.promises();
        String code = trial.policy();
        SlaPolicy draft = trial.draft();
        if (draft != null) {
            oneOf("draft", "policy", code);
            SlaChecks.check(draft, instead, reference, "draft.");
            return ServiceLevels.of(draft, 1);
        }
        if (code == null) {
            if (trial.version() != null) {
                throw Refused.invalid("needs-policy", "version", "A version is one of a policy; name that as well.");
            }
            return promises.levels();
        }
        Kept<ServiceLevels.Version> kept = promises.policy(code);
        if (kept == null) {
            throw Refused.invalid("unknown-policy", "policy", "There is no policy " + code + ".");
        }
        ServiceLevels.Version version =
                trial.version() == null ? kept.newest() : kept.versions().get(trial.version());
        if (version == null) {
            throw Refused.invalid(
                    "unknown-version", "version", "The policy has the versions 1 to " + kept.version() + ".");
        }
        return new ServiceLevels(List.of(version));
    }

    private static SlaHistory history(Trial trial, Reference reference, Instant raisedAt) {
        String department = trial.department();
        List<String> path = reference.pathOf(department);
        if (department != null && path.isEmpty()) {
            throw Refused.invalid("unknown-department", "department", "There is no department " + department + ".");
        }
        List<Mark> marks = new ArrayList<>();
        marks.add(Mark.raised(raisedAt, trial.type(), trial.service(), path));
        if (Boolean.TRUE.equals(trial.vip())) {
            marks.add(Mark.terms(raisedAt, true, List.of(), false));
        }
        if (trial.priority() != null) {
            marks.add(Mark.priority(raisedAt, trial.priority()));
        }
        return new SlaHistory(marks);
    }

    // ---- both

    private <T> ResponseEntity<T> present(@Nullable String position, String stream, Function<PromiseRegister, T> view) {
        ResponseEntity<Present<T>> answer = Answered.by(register, position, () -> {
            T known = view.apply(promises()); // where nobody knows of it it is unknown, whatever its stream says
            // both by the stream itself: by a version newer than what is shown, somebody would overwrite what they
            // never saw
            List<Recorded> history = register.history(stream);
            PromiseRegister own = PromiseRegister.SHIPPED;
            for (Recorded one : history) {
                own = one.event() instanceof SlaEvent event ? own.after(event) : own;
            }
            return new Present<>(
                    history.isEmpty() ? known : view.apply(own),
                    history.isEmpty() ? null : history.getLast().revision());
        });
        Present<T> present = Objects.requireNonNull(answer.getBody());
        ResponseEntity.BodyBuilder found = ResponseEntity.ok().headers(answer.getHeaders());
        if (present.version() != null) {
            found.header(HttpHeaders.ETAG, "\"" + present.version() + "\"");
        }
        return found.body(present.view());
    }

    /** @param version of the stream; null where there is none */
    private record Present<T>(T view, @Nullable Long version) {}

    private List<Happened> history(String stream) {
        return register.history(stream).stream()
                .filter(one -> !(one.event() instanceof NothingChanged))
                .map(OrganisationController::happened)
                .toList();
    }

    private PromiseRegister promises() {
        return register.reference().promises();
    }

    private static void checkKeeper(Actor actor) {
        if (!actor.isAny(
                Role.ADMINISTRATOR, Role.MANAGER, Role.AUDITOR, Role.ANALYST, Role.DISPATCHER, Role.SPECIALIST)) {
            throw Refused.forbidden(
                    "not-allowed",
                    "Calendars and service levels are for the desk, administrators, analysts and auditors; a ticket shows"
                            + " what was promised for it.");
        }
    }
}
