package daftar.http.report;

import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.RecordFields;
import daftar.http.write.Answers;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.reportschedule.ReportOrder;
import daftar.messages.reportschedule.ReportScheduleCommand;
import daftar.messages.reportschedule.ReportScheduleCommand.*;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Keeps the schedules by which reports are sent. */
@RestController
@RequestMapping(path = ReportScheduleCommandController.SCHEDULES, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "reports")
public final class ReportScheduleCommandController {

    static final String SCHEDULES = "/api/reports/schedules";
    static final RecordFields ORDER = RecordFields.of(ReportOrder.class);
    static final RecordFields NOTHING = RecordFields.of(Nothing.class);

    private static final String WARNING =
            "No mail server is set up (daftar.mail.host): until there is one, nothing is sent when it is due.";
    private static final String ENDS = "For MANAGER and AUDITOR their own, for ADMINISTRATOR all. ";

    private final Commands commands;
    private final LetterService letters;
    private final InstantSource clock;

    public ReportScheduleCommandController(Commands commands, LetterService letters, InstantSource clock) {
        this.commands = commands;
        this.letters = letters;
        this.clock = clock;
    }

    /** No fields. */
    record Nothing() {}

    /**
     * The answer to a command about a schedule.
     *
     * @param warning why nothing will be sent; null where it will
     * @param repeated true where an earlier request under the same Idempotency-Key had done it; null otherwise
     */
    public record ScheduleAnswer(
            String schedule,
            long version,
            @Nullable String warning,
            @Nullable Boolean repeated) {}

    @Operation(
            operationId = "scheduleReport",
            summary = "Have a report sent on schedule",
            description =
                    "For MANAGER and AUDITOR. report and parameters (group, compare, filters; each a list) are checked as"
                            + " GET /api/reports/{report} checks them; period is the last whole DAY, WEEK, MONTH or QUARTER each"
                            + " time. rhythm is every DAY, every WEEK on a weekday, or every MONTH on a dayOfMonth (in a shorter"
                            + " month the last day), at a time of the zone's clocks. Each of the recipients, who may read reports"
                            + " themselves, gets one letter for each occurrence, counted with their own rights, in their language;"
                            + " who asks is the recipient where none is named.")
    @PostMapping
    public ResponseEntity<ScheduleAnswer> schedule(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
        Instant now = clock.instant();
        Conditions conditions = Conditions.ofNew("schedule", request, actor, now);
        JsonNode body = Body.read(request);
        ReportOrder order = ORDER.whole(body, Map.of(), ReportOrder.class);
        UUID commandId = conditions.commandId(actor);
        String id = "report-" + conditions.newId(commandId, now);
        Receipt receipt = commands.send(
                new ScheduleReport(id, order),
                conditions.envelope(actor, commandId, Body.fingerprint("POST", SCHEDULES, body)));
        return Answers.to(receipt, 201)
                .header("Location", SCHEDULES + "/" + receipt.stream())
                .body(answer(receipt));
    }

    @Operation(
            operationId = "changeReportSchedule",
            summary = "Change all of a schedule",
            description = "For who ordered it. What was due before and has not been sent yet is not sent any more.")
    @PostMapping("/{id}/change")
    public ResponseEntity<ScheduleAnswer> change(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        ReportOrder order = ORDER.whole(body, Map.of(), ReportOrder.class);
        return send(new ChangeReportSchedule(id, order), "change", body, actor, request);
    }

    @Operation(operationId = "pauseReportSchedule", summary = "Send nothing for a while", description = ENDS)
    @PostMapping("/{id}/pause")
    public ResponseEntity<ScheduleAnswer> pause(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        return send(new PauseReportSchedule(id), "pause", nothing(request), actor, request);
    }

    @Operation(
            operationId = "resumeReportSchedule",
            summary = "Send again from now on",
            description = ENDS + "What fell due meanwhile is not sent.")
    @PostMapping("/{id}/resume")
    public ResponseEntity<ScheduleAnswer> resume(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        return send(new ResumeReportSchedule(id), "resume", nothing(request), actor, request);
    }

    @Operation(operationId = "removeReportSchedule", summary = "Remove a schedule, for ever", description = ENDS)
    @PostMapping("/{id}/remove")
    public ResponseEntity<ScheduleAnswer> remove(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        return send(new RemoveReportSchedule(id), "remove", nothing(request), actor, request);
    }

    private ResponseEntity<ScheduleAnswer> send(
            ReportScheduleCommand command, String action, JsonNode body, Actor actor, HttpServletRequest request) {
        // an id is a stream's name: without this, a wrong one would reach another kind of stream
        if (!ShownSchedules.ID.matcher(command.schedule()).matches()) {
            throw ShownSchedules.unknown();
        }
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        String path = SCHEDULES + "/" + command.schedule() + "/" + action;
        Receipt receipt = commands.send(
                command, conditions.envelope(actor, conditions.commandId(actor), Body.fingerprint("POST", path, body)));
        return Answers.to(receipt, 200).body(answer(receipt));
    }

    private ScheduleAnswer answer(Receipt receipt) {
        return new ScheduleAnswer(
                receipt.stream(), receipt.version(), letters.sendsMail() ? null : WARNING, Answers.repeated(receipt));
    }

    private static JsonNode nothing(HttpServletRequest request) {
        JsonNode body = Body.read(request);
        Body.checkEmpty(body);
        return body;
    }
}
