package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.TicketCommand.MigrateTicket;
import daftar.messages.ticket.TicketEvent.TicketMovedToVersion;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import java.util.Map;

/** A manager's move of a ticket to a newer version of its workflow. */
final class Migrating {

    private static final String MIGRATED = "migrated";

    private Migrating() {}

    static void migrate(Course course, MigrateTicket command) {
        Workflow from = course.workflow();
        Workflow to = course.context.reference().workflow(from.name(), command.toVersion());
        if (to == null) {
            throw Refused.invalid(
                    "unknown-version",
                    "toVersion",
                    "Workflow " + from.name() + " has no version " + command.toVersion() + ".");
        }
        if (to.version() <= from.version()) {
            throw Refused.invalid(
                    "older-version", "toVersion", "The ticket is on version " + from.version() + "; name a newer one.");
        }
        check(command.stages(), from, to);
        TicketState.Place place = course.ticket().place();
        Stage stage = target(place, command.stages(), to);
        course.append(new TicketMovedToVersion(
                from.name(), from.version(), to.version(), place.stage(), stage.code(), command.reason()));
        boolean same = stage.code().equals(place.stage()) && stage.kind() == place.kind();
        if (stage.kind() == StageKind.APPROVAL) {
            Stages.enter(course, stage, null, null);
        } else if (!same) {
            Holder holder = course.ticket().holder();
            if (stage.kind() == place.kind() && !holder.isNobody()) {
                Stages.enter(course, stage, null, holder, MIGRATED);
            } else {
                Stages.enter(course, stage, null, null);
            }
        }
    }

    private static void check(Map<String, String> stages, Workflow from, Workflow to) {
        stages.forEach((old, next) -> {
            if (from.stage(old) == null) {
                throw unknown("stages." + old, old, from);
            }
            if (to.stage(next) == null) {
                throw unknown("stages." + old, next, to);
            }
        });
    }

    private static Stage target(TicketState.Place place, Map<String, String> stages, Workflow to) {
        String field = "stages." + place.stage();
        Stage stage = to.stage(stages.getOrDefault(place.stage(), place.stage()));
        if (stage == null) {
            throw Refused.invalid(
                    "unmapped-stage",
                    field,
                    "Version " + to.version() + " has no stage " + place.stage() + "; map it to one of its own.");
        }
        boolean waits = place.kind() == StageKind.CONFIRMATION;
        if (stage.kind() == StageKind.END || waits != (stage.kind() == StageKind.CONFIRMATION)) {
            throw Refused.invalid(
                    "wrong-stage",
                    field,
                    waits
                            ? "A resolved ticket can only go to a CONFIRMATION; reject or reopen it first."
                            : "The ticket is not resolved; it can go neither to a CONFIRMATION nor to an END.");
        }
        return stage;
    }

    private static Refused unknown(String field, String stage, Workflow workflow) {
        return Refused.invalid(
                "unknown-stage",
                field,
                "Version " + workflow.version() + " of " + workflow.name() + " has no stage " + stage + ".");
    }
}
