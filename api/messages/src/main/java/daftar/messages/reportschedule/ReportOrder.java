package daftar.messages.reportschedule;

import daftar.messages.Refused;
import daftar.messages.report.Period;
import daftar.messages.report.Report;
import daftar.messages.report.ReportWish;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent when, and to whom.
 *
 * @param report its name
 * @param parameters what its address takes besides the period: {@code group}, {@code compare} and filters
 * @param period what it is about each time
 * @param rhythm when it is sent
 * @param zone of rhythm and period; null for the orderer's own, never in an event
 * @param firstDay of a week; null for the usual one of the orderer's language, never in an event
 * @param recipients people's ids; empty for the orderer alone, never in an event
 */
public record ReportOrder(
        String report,
        Map<String, List<String>> parameters,
        LastPeriod period,
        Rhythm rhythm,
        @Nullable String zone,
        @Nullable DayOfWeek firstDay,
        List<String> recipients) {

    /** What the order itself says, so that the parameters cannot. */
    private static final List<String> SAID = List.of("from", "to", "at", "zone", "firstDay");

    public ReportOrder {
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
        recipients = recipients == null ? List.of() : List.copyOf(recipients);
    }

    /** @throws IllegalStateException where none is said */
    public ZoneId zoneId() {
        if (zone == null) {
            throw new IllegalStateException("the order says no zone");
        }
        return ZoneId.of(zone);
    }

    /** The period that a report is about that is made at an instant. */
    public Period periodAt(Instant due) {
        return period.before(due, zoneId(), weekBegins());
    }

    /** The parameters of the report's address by which it is made at an instant, as the register stood then. */
    public Map<String, List<String>> parametersAt(Instant due) {
        Period about = periodAt(due);
        Map<String, List<String>> all = new LinkedHashMap<>(parameters);
        all.put("from", List.of(about.from().toString()));
        all.put("to", List.of(about.to().toString()));
        all.put("at", List.of(due.toString()));
        all.put("zone", List.of(zoneId().getId()));
        all.put("firstDay", List.of(weekBegins().name()));
        return all;
    }

    /**
     * Checks report and parameters as the report's address does.
     *
     * @throws Refused INVALID with the field
     */
    public void check(Instant now) {
        if (Report.of(report) == null) {
            throw Refused.invalid(
                    "unknown-report",
                    "report",
                    "The reports are "
                            + Arrays.stream(Report.values()).map(Report::key).collect(Collectors.joining(", ")) + ".");
        }
        for (String said : SAID) {
            if (parameters.containsKey(said)) {
                throw Refused.invalid(
                        "unknown-parameter",
                        "parameters." + said,
                        "A schedule says its period, zone and firstDay beside the parameters; leave " + said + " out.");
            }
        }
        ReportWish.of(report, parametersAt(now), now, zoneId(), weekBegins(), "parameters.");
    }

    private DayOfWeek weekBegins() {
        return firstDay == null ? DayOfWeek.MONDAY : firstDay;
    }
}
