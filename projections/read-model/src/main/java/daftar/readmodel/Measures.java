package daftar.readmodel;

import daftar.messages.ticket.Channel;
import daftar.messages.ticket.Status;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What reports measure of a ticket as it stood in an interval: part of the one {@link AssignmentDocument} that a ticket has
 * at any instant since it was raised. So a report of a past instant is an aggregation over the intervals of that instant.
 * Durations are milliseconds of business time; counts are those up to then.
 *
 * @param people of the desk who had it, or had it last
 * @param specialist who resolved it; while it is not resolved the first of {@code people}
 * @param team theirs; null for none
 * @param vendors all that have or had it
 * @param raisedQuarter in which quarter of an hour of a week in UTC it was raised: 0 is Monday 00:00 to 00:15, 671 the last
 * @param responseDueAt null while its clock stands still; so is {@code resolutionDueAt}
 * @param responseMillis from when it was raised; null while there is no response
 * @param responseMet whether the response came in time; null while there is none, or no target
 * @param resolutionMillis from when it was raised; null while it is not resolved
 * @param resolutionMet whether it was resolved, or closed, in time; null while it is neither, and of what was declined or cancelled
 * @param firstContact null while it is not resolved
 * @param reopened how often it went back to work after it had been closed, {@code rejected} after it had been resolved
 * @param teamChanges how often it went from one team to another
 * @param teamReturns how often it came back to a team that had had it
 * @param passes from which team to which it went, as {@link #pass}; each once
 * @param stages a nested field; only once the ticket has ended
 * @param withVendors a nested field; only once the ticket has ended
 */
public record Measures(
        Channel channel,
        @Nullable String location,
        @Nullable String requestType,
        List<String> people,
        @Nullable String specialist,
        @Nullable String team,
        List<String> vendors,
        int raisedQuarter,
        @Nullable Instant responseDueAt,
        @Nullable Instant respondedAt,
        @Nullable Long responseMillis,
        @Nullable Boolean responseMet,
        @Nullable Instant resolutionDueAt,
        @Nullable Instant resolvedAt,
        @Nullable Long resolutionMillis,
        @Nullable Boolean resolutionMet,
        @Nullable Instant firstResolvedAt,
        @Nullable Instant closedAt,
        @Nullable Boolean firstContact,
        int reopened,
        int rejected,
        @Nullable Integer rating,
        @Nullable Instant ratedAt,
        int teamChanges,
        int teamReturns,
        List<String> passes,
        @Nullable List<Course.Spell> stages,
        @Nullable List<Course.Spell> withVendors) {

    /** Quarters of an hour in a week. */
    public static final int QUARTERS = 7 * 24 * 4;

    /** How a change of team is kept. Ids of teams have no spaces. */
    public static String pass(String from, String to) {
        return from + " " + to;
    }

    /** In which quarter of an hour of a week in UTC an instant is, from Monday 00:00. */
    public static int quarter(Instant instant) {
        ZonedDateTime at = instant.atZone(ZoneOffset.UTC);
        int day = at.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue();
        return (day * 24 + at.getHour()) * 4 + at.getMinute() / 15;
    }

    static Measures of(TicketDocument ticket) {
        Instant raisedAt = ticket.raisedAt();
        Instant respondedAt = ticket.respondedAt();
        Instant resolvedAt = ticket.resolvedAt();
        boolean ended = ticket.status().isEnd();
        Instant done = resolvedAt == null && ticket.status() == Status.CLOSED ? ticket.closedAt() : resolvedAt;
        List<String> teams = ticket.course().teams();
        return new Measures(
                ticket.channel(),
                ticket.location(),
                ticket.requestType(),
                ticket.deskPeople(),
                specialist(ticket),
                ticket.deskTeam(),
                vendors(ticket),
                quarter(raisedAt),
                ticket.sla().running(ticket.responseDueAt()),
                respondedAt,
                millis(raisedAt, respondedAt),
                met(ticket.responseDueAt(), respondedAt),
                ticket.sla().running(ticket.resolutionDueAt()),
                resolvedAt,
                millis(raisedAt, resolvedAt),
                met(ticket.resolutionDueAt(), done),
                ticket.course().firstResolvedAt(),
                ticket.closedAt(),
                resolvedAt == null ? null : ticket.firstContact(),
                ticket.reopenCount(),
                ticket.rejectCount(),
                ticket.rating(),
                ticket.course().ratedAt(),
                Math.max(teams.size() - 1, 0),
                returns(teams),
                passes(teams),
                ended ? ticket.course().stages() : null,
                ended ? ticket.course().vendors() : null);
    }

    private static @Nullable String specialist(TicketDocument ticket) {
        if (ticket.resolvedAt() != null) {
            return ticket.resolvedBy();
        }
        return ticket.deskPeople().isEmpty() ? null : ticket.deskPeople().getFirst();
    }

    private static List<String> vendors(TicketDocument ticket) {
        Set<String> all = new TreeSet<>();
        ticket.course().vendors().forEach(spell -> all.add(spell.of()));
        if (ticket.vendor() != null) {
            all.add(ticket.vendor());
        }
        return List.copyOf(all);
    }

    private static int returns(List<String> teams) {
        Set<String> had = new HashSet<>();
        int returns = 0;
        for (String team : teams) {
            if (!had.add(team)) {
                returns++;
            }
        }
        return returns;
    }

    private static List<String> passes(List<String> teams) {
        Set<String> passes = new TreeSet<>();
        for (int i = 1; i < teams.size(); i++) {
            passes.add(pass(teams.get(i - 1), teams.get(i)));
        }
        return new ArrayList<>(passes);
    }

    private static @Nullable Long millis(Instant from, @Nullable Instant to) {
        return to == null ? null : to.toEpochMilli() - from.toEpochMilli();
    }

    private static @Nullable Boolean met(@Nullable Instant due, @Nullable Instant done) {
        return due == null || done == null ? null : !done.isAfter(due);
    }
}
