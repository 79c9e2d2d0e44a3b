package daftar.messages.report;

import daftar.messages.query.Answer;
import daftar.messages.query.TicketRow;
import daftar.messages.sla.CalendarDefinition;
import daftar.messages.sla.SlaPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What would have become of promises under another policy or calendar. */
public final class WhatIf {

    private WhatIf() {}

    /**
     * What is asked. Tickets that were closed in the period are told anew, as the present policies and calendars have it and
     * as these would.
     *
     * @param from a day, or an instant; inclusive
     * @param to a day, which is included, or an instant, which is not
     * @param zone of days; null for UTC
     * @param departments with all below them; empty for all, as of the other lists
     * @param policy instead of the present ones; null for the one that {@code policyCode} names
     * @param policyCode a policy of the register, null for the present ones
     * @param policyVersion null for the newest
     * @param calendar in which everything is counted, whatever the levels name; null for the one of {@code calendarCode}
     * @param calendarCode a calendar of the register; null for those that the levels name
     * @param calendarVersion null for the newest
     * @param group priority, service, team, type, category or department; null for the total alone
     * @param figure with it, the tickets behind a figure are listed instead
     * @param row of that figure; null for the total
     * @param after the id that the page before ended with; null for the first page
     */
    public record Request(
            String from,
            String to,
            @Nullable String zone,
            List<String> departments,
            List<String> services,
            List<String> types,
            List<String> categories,
            List<String> teams,
            @Nullable SlaPolicy policy,
            @Nullable String policyCode,
            @Nullable Integer policyVersion,
            @Nullable CalendarDefinition calendar,
            @Nullable String calendarCode,
            @Nullable Integer calendarVersion,
            @Nullable String group,
            @Nullable String figure,
            @Nullable String row,
            @Nullable String after) {}

    /**
     * Both results side by side.
     *
     * @param tickets that were told anew
     * @param without tickets of which too little is kept to tell them
     * @param total figure → value, as {@code response.met.now}, {@code response.met.other}, {@code response.breached.onlyOther};
     *     compliance is a share, null where nothing was promised
     * @param rows key → figures
     * @param listed the tickets behind the figure that was asked for; null where none was
     */
    public record View(
            Instant from,
            Instant to,
            long tickets,
            long without,
            Map<String, @Nullable Number> total,
            Map<String, Map<String, @Nullable Number>> rows,
            @Nullable Listed listed,
            boolean stale)
            implements Answer {}

    /** @param total of all pages, exactly @param next {@code after} of the next page; null at the end */
    public record Listed(
            List<TicketRow> tickets, long total, @Nullable String next) {}
}
