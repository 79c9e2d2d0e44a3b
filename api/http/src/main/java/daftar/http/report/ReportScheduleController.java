package daftar.http.report;

import daftar.http.DaftarPosition;
import daftar.http.directory.Answered;
import daftar.http.directory.Page;
import daftar.http.directory.Register;
import daftar.messages.Actor;
import daftar.messages.reportschedule.LastPeriod;
import daftar.messages.reportschedule.ReportOrder;
import daftar.messages.reportschedule.ReportSchedule;
import daftar.messages.reportschedule.ReportSchedule.Issue;
import daftar.messages.reportschedule.ReportSchedules;
import daftar.messages.reportschedule.Rhythm;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the schedules by which reports are sent. */
@RestController
@RequestMapping(path = ReportScheduleCommandController.SCHEDULES, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "reports")
public final class ReportScheduleController {

    private static final String WHO = "For MANAGER and AUDITOR their own, for ADMINISTRATOR all.";

    private final ShownSchedules schedules;
    private final Register register;

    public ReportScheduleController(ReportSchedules schedules, Register register) {
        this.schedules = new ShownSchedules(schedules);
        this.register = register;
    }

    /**
     * A schedule as it is shown.
     *
     * @param nextDueAt null while it is paused; past where it is being sent, or no clock runs
     * @param lastSent the last occurrence of which there was a letter; null for none
     * @param lastProblem the last occurrence of which somebody got none, and why; null for none
     */
    public record ShownSchedule(
            String id,
            String owner,
            String report,
            Map<String, List<String>> parameters,
            LastPeriod period,
            Rhythm rhythm,
            @Nullable String zone,
            @Nullable DayOfWeek firstDay,
            List<String> recipients,
            boolean paused,
            Instant scheduledAt,
            @Nullable Instant nextDueAt,
            @Nullable Issue lastSent,
            @Nullable Issue lastProblem) {}

    @Operation(summary = "Schedules of reports, in the order of their ids", description = WHO)
    @GetMapping
    public ResponseEntity<Page<ShownSchedule>> schedules(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        ResponseEntity.BodyBuilder answer = Answered.after(register, position);
        return answer.body(
                Page.of(schedules.to(actor), ReportSchedule::id, after, limit, ReportScheduleController::shown));
    }

    @Operation(
            summary = "A schedule of a report",
            description =
                    WHO + " When it was sent last, when it is due next, and who got nothing and why. The ETag is its"
                            + " version, for If-Match of a change.")
    @GetMapping("/{id}")
    public ResponseEntity<ShownSchedule> schedule(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        ResponseEntity.BodyBuilder answer = Answered.after(register, position);
        ReportSchedule schedule = schedules.one(actor, id);
        return answer.header("ETag", "\"" + schedule.version() + "\"").body(shown(schedule));
    }

    private static ShownSchedule shown(ReportSchedule schedule) {
        ReportOrder order = schedule.order();
        return new ShownSchedule(
                schedule.id(),
                schedule.owner(),
                order.report(),
                order.parameters(),
                order.period(),
                order.rhythm(),
                order.zone(),
                order.firstDay(),
                order.recipients(),
                schedule.paused(),
                schedule.scheduledAt(),
                schedule.nextDueAt(),
                schedule.lastSent(),
                schedule.lastProblem());
    }
}
