package daftar.reference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Event;
import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.reportschedule.LastPeriod;
import daftar.messages.reportschedule.ReportOrder;
import daftar.messages.reportschedule.ReportSchedule;
import daftar.messages.reportschedule.ReportScheduleEvent.*;
import daftar.messages.reportschedule.Rhythm;
import daftar.messages.reportschedule.Rhythm.Every;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportSchedulesInViewTest {

    /** A Sunday; each event is an hour after the one before. */
    private static final Instant BEGIN = Instant.parse("2026-11-22T12:00:00Z");

    private static final Instant MONDAY = Instant.parse("2026-11-23T07:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T07:00:00Z");
    private static final Duration WEEKS = Duration.ofDays(100);
    private static final ReportOrder DAILY = order(new Rhythm(Every.DAY, null, null, LocalTime.of(7, 0)));
    private static final ReportScheduled SCHEDULED = new ReportScheduled("person-a", DAILY);

    @Test
    void nothing_is_due_before_it_was_ordered_and_of_many_that_were_missed_only_the_latest() {
        assertThat(ReportState.of(SCHEDULED).dueBy(BEGIN.plusSeconds(60))).isNull();
        assertThat(ReportState.of(SCHEDULED).nextDueAt()).isEqualTo(MONDAY);
        assertThat(ReportState.of(SCHEDULED).dueBy(MONDAY.minusNanos(1))).isNull();
        assertThat(ReportState.of(SCHEDULED).dueBy(MONDAY)).isEqualTo(MONDAY);
        assertThat(ReportState.of(SCHEDULED).dueBy(MONDAY.plus(WEEKS).plusSeconds(7)))
                .isEqualTo(MONDAY.plus(WEEKS));
        ReportSchedule done = ReportState.of(SCHEDULED, issued(MONDAY.plus(WEEKS)));
        assertThat(done.dueBy(MONDAY.plus(WEEKS).plusSeconds(7))).isNull();
        assertThat(done.nextDueAt()).isEqualTo(MONDAY.plus(WEEKS).plus(Duration.ofDays(1)));
    }

    @Test
    void what_falls_due_while_it_rests_is_not_sent_and_neither_is_what_was_due_before_a_change() {
        ReportSchedule resting = ReportState.of(SCHEDULED, new ReportSchedulePaused());
        assertThat(resting.dueBy(TUESDAY)).isNull();
        assertThat(resting.nextDueAt()).isNull();
        Event[] longRest = new Event[30];
        java.util.Arrays.fill(longRest, new NothingChanged("PauseReportSchedule"));
        longRest[0] = SCHEDULED;
        longRest[1] = new ReportSchedulePaused();
        longRest[29] = new ReportScheduleResumed();
        assertThat(ReportState.of(longRest).nextDueAt()).isEqualTo(TUESDAY);
        longRest[1] = new NothingChanged("ResumeReportSchedule");
        longRest[29] =
                new ReportScheduleChanged(order(new Rhythm(Every.WEEK, DayOfWeek.MONDAY, null, LocalTime.of(8, 0))));
        assertThat(ReportState.of(longRest).nextDueAt()).isEqualTo("2026-11-30T08:00:00Z");
        assertThat(ReportState.of(longRest).version()).isEqualTo(29);
    }

    @Test
    void the_last_letters_and_the_last_trouble_are_told_apart() {
        ReportSchedule both = ReportState.of(
                SCHEDULED,
                new ScheduledReportIssued(
                        MONDAY, List.of("person-a"), List.of(new Skipped("person-b", SkipReason.LEFT))),
                issued(TUESDAY));
        assertThat(requireNonNull(both.lastSent()).dueAt()).isEqualTo(TUESDAY);
        assertThat(requireNonNull(both.lastProblem()).dueAt()).isEqualTo(MONDAY);
        ReportSchedule nobody = ReportState.of(
                SCHEDULED,
                issued(MONDAY),
                new ScheduledReportIssued(
                        TUESDAY, List.of(), List.of(new Skipped("person-a", SkipReason.NO_MAIL_SERVER))));
        assertThat(requireNonNull(nobody.lastSent()).dueAt()).isEqualTo(MONDAY);
        assertThat(requireNonNull(nobody.lastProblem()).dueAt()).isEqualTo(TUESDAY);
        assertThat(nobody.dueBy(TUESDAY.plusSeconds(1))).isNull();
    }

    @Test
    void a_removed_one_is_there_no_more_and_its_letters_are_nothing_of_the_view() {
        assertThat(ReportState.folded(SCHEDULED, new ReportScheduleRemoved()).schedules())
                .isEmpty();
        assertThat(ReferenceState.concerns("report-1")).isTrue();
        assertThat(ReferenceState.concerns("outbox-report-1")).isFalse();
    }

    private static ScheduledReportIssued issued(Instant due) {
        return new ScheduledReportIssued(due, List.of("person-a"), List.of());
    }

    private static ReportOrder order(Rhythm rhythm) {
        return new ReportOrder(
                "volume", Map.of(), LastPeriod.DAY, rhythm, "UTC", DayOfWeek.MONDAY, List.of("person-a"));
    }

    private static final class ReportState {

        static ReportSchedule of(Event... events) {
            @Nullable ReportSchedule schedule = folded(events).schedule("report-1");
            return requireNonNull(schedule);
        }

        static ReportScheduleState folded(Event... events) {
            ReportScheduleState state = ReportScheduleState.EMPTY;
            for (int i = 0; i < events.length; i++) {
                Instant at = BEGIN.plus(Duration.ofHours(i));
                state = ReportScheduleState.evolve(
                        state, new Recorded("report-1", i, 100 + i, new UUID(0, 0), at, Map.of(), events[i]));
            }
            return state;
        }
    }
}
