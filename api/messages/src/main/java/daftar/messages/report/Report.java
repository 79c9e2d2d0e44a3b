package daftar.messages.report;

import static daftar.messages.report.Grouping.*;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reports that there are. */
public enum Report {
    /** Minutes and money of the work that was done in the period. */
    WORK(
            Kind.WORK,
            List.of(NONE, DEPARTMENT, DEPARTMENT_TREE, SERVICE, CATEGORY, TYPE, TEAM, SPECIALIST, ACTIVITY, STAGE)),
    /** Tickets raised, resolved, closed, declined and cancelled in the period. */
    VOLUME(Kind.PERIOD, Sets.TICKETS),
    /** Time to respond and to resolve, of what was responded to, and resolved, in the period. */
    TIMES(Kind.PERIOD, Sets.TICKETS),
    /** How much of what was resolved in the period was so at first contact. */
    FIRST_CONTACT(Kind.PERIOD, Sets.TICKETS),
    /** How much of what was first resolved in the period went back to work. */
    REOPENING(Kind.PERIOD, Sets.TICKETS),
    /** How much of what was raised in the period was responded to, and resolved, in time. */
    SLA(Kind.PERIOD, Sets.TICKETS),
    /** The ratings given in the period. */
    SATISFACTION(Kind.PERIOD, Sets.with(Sets.TICKETS, RATING)),
    /** When tickets were raised in the period. */
    RHYTHM(Kind.PERIOD, List.of(WEEK_HOUR, WEEKDAY, HOUR)),
    /** What was open at an instant, or at the end of each month, week or day of the period, and how old it was. */
    BACKLOG(Kind.INSTANT, Sets.TICKETS),
    /** What each team had to do at an instant, in hours, and in how many days it would be done. */
    QUEUES(Kind.INSTANT, List.of(TEAM)),
    /** Of what was raised in the period, how it went to and fro between teams. */
    PING_PONG(Kind.PERIOD, Sets.with(Sets.TICKETS, TEAM_PAIR)),
    /** How long the tickets that ended in the period had been with vendors. */
    VENDORS(Kind.PERIOD, List.of(VENDOR)),
    /** How long the tickets that ended in the period had been in each stage. */
    STAGES(Kind.PERIOD, List.of(STAGE));

    /** What a report is about. */
    public enum Kind {
        /** Tickets in a period. */
        PERIOD,
        /** Tickets at an instant. */
        INSTANT,
        /** Work in a period. */
        WORK
    }

    private static final class Sets {
        private static final List<Grouping> TICKETS = List.of(
                NONE,
                DEPARTMENT,
                DEPARTMENT_TREE,
                SERVICE,
                CATEGORY,
                TYPE,
                PRIORITY,
                STATUS,
                TEAM,
                SPECIALIST,
                CHANNEL,
                LOCATION,
                VENDOR,
                REQUEST_TYPE);

        private static List<Grouping> with(List<Grouping> all, Grouping more) {
            List<Grouping> longer = new ArrayList<>(all);
            longer.add(more);
            return longer;
        }
    }

    private static final Set<Grouping> TICKET_FILTERS = EnumSet.of(
            DEPARTMENT,
            SERVICE,
            CATEGORY,
            TYPE,
            PRIORITY,
            STATUS,
            TEAM,
            SPECIALIST,
            CHANNEL,
            LOCATION,
            VENDOR,
            REQUEST_TYPE);
    private static final Set<Grouping> WORK_FILTERS =
            EnumSet.of(DEPARTMENT, SERVICE, CATEGORY, TYPE, TEAM, SPECIALIST, ACTIVITY, STAGE);

    private final Kind kind;
    private final List<Grouping> groupings;

    Report(Kind kind, List<Grouping> groupings) {
        this.kind = kind;
        List<Grouping> all = new ArrayList<>(groupings);
        if (groupings.contains(NONE) || groupings.contains(WEEK_HOUR)) {
            all.addAll(List.of(MONTH, WEEK, DAY));
        }
        this.groupings = List.copyOf(all);
    }

    public Kind kind() {
        return kind;
    }

    /** By what its rows can be, the usual one first. */
    public List<Grouping> groupings() {
        return groupings;
    }

    /** By what it can be filtered. */
    public Set<Grouping> filters() {
        return kind == Kind.WORK ? WORK_FILTERS : TICKET_FILTERS;
    }

    /** The name in URLs: {@code first-contact}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The report of this name, or null. */
    public static @Nullable Report of(String key) {
        for (Report report : values()) {
            if (report.key().equals(key)) {
                return report;
            }
        }
        return null;
    }
}
