package daftar.domain.ticket;

import daftar.messages.ticket.Priority;
import daftar.messages.ticket.TicketEvent.TargetsSet;
import java.time.Duration;
import java.time.Instant;

/** The targets promised until calendars and agreements come: by the clock, from the moment of the raise. */
final class Targeting {

    static final String POLICY = "default-1";
    static final String CALENDAR = "around-the-clock";

    private static final Duration RESPONSE = Duration.ofMinutes(30);
    private static final Duration RESOLUTION = Duration.ofHours(4);
    private static final Duration URGENT_RESPONSE = Duration.ofMinutes(10);
    private static final Duration URGENT_RESOLUTION = Duration.ofHours(1);

    private Targeting() {}

    /** Promises what the priority asks for, unless that is promised already. */
    static void set(Course course) {
        TicketState ticket = course.ticket();
        Priority priority = ticket.subject().priority();
        boolean urgent = priority != null && priority.isUrgent();
        Instant from = ticket.origin().raisedAt();
        Instant response = from.plus(urgent ? URGENT_RESPONSE : RESPONSE);
        Instant resolution = from.plus(urgent ? URGENT_RESOLUTION : RESOLUTION);
        TicketState.Targets present = ticket.targets();
        if (present == null
                || !present.responseDueAt().equals(response)
                || !present.resolutionDueAt().equals(resolution)) {
            course.append(new TargetsSet(response, resolution, POLICY, CALENDAR));
        }
    }
}
