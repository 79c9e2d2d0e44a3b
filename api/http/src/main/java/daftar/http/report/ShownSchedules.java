package daftar.http.report;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.reportschedule.ReportSchedule;
import daftar.messages.reportschedule.ReportSchedules;
import java.util.List;
import java.util.regex.Pattern;

/** The schedules that somebody may know of: administrators of all, managers and auditors of their own. */
record ShownSchedules(ReportSchedules schedules) {

    static final Pattern ID = Pattern.compile("report-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** By id. @throws Refused FORBIDDEN for whom they are not for */
    List<ReportSchedule> to(Actor actor) {
        if (!actor.isAny(Role.MANAGER, Role.AUDITOR, Role.ADMINISTRATOR)) {
            throw Refused.forbidden(
                    "not-allowed",
                    "Schedules of reports are for MANAGER and AUDITOR, their own, and for ADMINISTRATOR.");
        }
        return schedules.schedules().stream()
                .filter(schedule ->
                        actor.is(Role.ADMINISTRATOR) || schedule.owner().equals(actor.person()))
                .toList();
    }

    /** @throws Refused NOT_FOUND where there is none that they may know of */
    ReportSchedule one(Actor actor, String id) {
        return to(actor).stream()
                .filter(schedule -> schedule.id().equals(id))
                .findFirst()
                .orElseThrow(ShownSchedules::unknown);
    }

    /** Said in the same words of what there is not and of what is not theirs. */
    static Refused unknown() {
        return Refused.notFound("unknown-schedule", "There is no such schedule, or it is not yours.");
    }
}
