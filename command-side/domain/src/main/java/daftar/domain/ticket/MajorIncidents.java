package daftar.domain.ticket;

import daftar.domain.Words;
import daftar.messages.Limits;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.ticket.TicketCommand.DeclareMajorIncident;
import daftar.messages.ticket.TicketCommand.PostUpdate;
import daftar.messages.ticket.TicketCommand.StandDown;
import daftar.messages.ticket.TicketEvent.MajorIncidentDeclared;
import daftar.messages.ticket.TicketEvent.MajorIncidentStoodDown;
import daftar.messages.ticket.TicketEvent.MajorIncidentUpdateMissed;
import daftar.messages.ticket.TicketEvent.MajorIncidentUpdated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An incident that concerns many: declared, told of every so often, stood down. */
final class MajorIncidents {

    private static final String INCIDENT = "incident";
    private static final int USUAL_MINUTES = 30;
    private static final int LEAST_MINUTES = 5;
    private static final int MOST_MINUTES = 1_440;

    private MajorIncidents() {}

    static void declare(Course course, DeclareMajorIncident command) {
        int minutes = Objects.requireNonNullElse(command.updateEveryMinutes(), USUAL_MINUTES);
        if (minutes < LEAST_MINUTES || minutes > MOST_MINUTES) {
            throw Refused.invalid(
                    "out-of-range",
                    "updateEveryMinutes",
                    "Send minutes from " + LEAST_MINUTES + " to " + MOST_MINUTES + ".");
        }
        inLanguages("title", command.title());
        command.title().forEach((language, title) -> oneLine("title." + language, title));
        departments(course, command.departments());
        for (int i = 0; i < command.services().size(); i++) {
            Words.code(command.services().get(i), "services[" + i + "]");
        }
        TicketState ticket = course.ticket();
        if (!ticket.subject().type().equals(INCIDENT)) {
            throw Refused.conflict(
                    "not-an-incident",
                    "Only an incident can be a major one, and this is of type "
                            + ticket.subject().type() + ".");
        }
        refuseConfidential(ticket);
        TicketState.Major before = ticket.journal().major();
        if (before != null && before.active()) {
            throw Refused.conflict("major-already", "This is a major incident already.");
        }
        course.append(new MajorIncidentDeclared(
                command.reason(),
                command.title(),
                Duration.ofMinutes(minutes),
                course.context.now().plus(Duration.ofMinutes(minutes)),
                command.departments(),
                command.services()));
    }

    static void update(Course course, PostUpdate command) {
        inLanguages("text", command.text());
        TicketState.Major major = active(course);
        refuseConfidential(course.ticket());
        course.append(new MajorIncidentUpdated(
                major.updates() + 1,
                command.text(),
                course.context.now().plus(Duration.ofMinutes(major.updateEveryMinutes()))));
    }

    static void standDown(Course course, StandDown command) {
        active(course);
        course.append(new MajorIncidentStoodDown(command.reason()));
    }

    /** Said once for each time that was missed. */
    static void noteOverdue(Course course) {
        TicketState.Major major = active(course);
        Instant due = major.nextUpdateDueAt();
        if (course.context.now().isBefore(due)) {
            throw Refused.conflict("not-due", "The next update is due at " + due + ".");
        }
        if (!major.missed()) {
            course.append(new MajorIncidentUpdateMissed(due));
        }
    }

    private static TicketState.Major active(Course course) {
        TicketState.Major major = course.ticket().journal().major();
        if (major == null || !major.active()) {
            throw Refused.conflict("not-major", "This is no major incident; declare it first.");
        }
        return major;
    }

    private static void refuseConfidential(TicketState ticket) {
        if (ticket.reach().confidential()) {
            throw Refused.conflict(
                    "confidential",
                    "What concerns many is announced, and this ticket is confidential; lift that first.");
        }
    }

    private static void inLanguages(String field, Map<String, Text> texts) {
        if (texts.isEmpty()) {
            throw Refused.invalid("missing-text", field, field + " must be given in one language at least.");
        }
        texts.keySet().forEach(language -> Words.language(language, field + "." + language));
    }

    private static void oneLine(String field, Text text) {
        String readable = Text.read(text);
        if (readable != null && (readable.length() > Limits.TITLE || readable.contains("\n"))) {
            throw Refused.invalid(
                    "malformed-title", field, field + " must be one line of up to " + Limits.TITLE + " characters.");
        }
    }

    private static void departments(Course course, List<String> departments) {
        for (int i = 0; i < departments.size(); i++) {
            if (course.context.reference().department(departments.get(i)) == null) {
                throw Refused.invalid(
                        "unknown-department",
                        "departments[" + i + "]",
                        "There is no department " + departments.get(i) + ".");
            }
        }
    }
}
