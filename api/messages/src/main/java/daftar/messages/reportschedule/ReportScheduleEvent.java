package daftar.messages.reportschedule;

import daftar.messages.Event;
import java.time.Instant;
import java.util.List;

/** What happened to a schedule. */
public sealed interface ReportScheduleEvent extends Event {

    /** @param owner who ordered it */
    record ReportScheduled(String owner, ReportOrder order) implements ReportScheduleEvent {}

    /** All of it after the change. */
    record ReportScheduleChanged(ReportOrder order) implements ReportScheduleEvent {}

    record ReportSchedulePaused() implements ReportScheduleEvent {}

    record ReportScheduleResumed() implements ReportScheduleEvent {}

    record ReportScheduleRemoved() implements ReportScheduleEvent {}

    /**
     * The letters of an occurrence are in its outbox, {@code outbox-report-…}, which knows what became of them.
     *
     * @param dueAt the occurrence
     * @param recipients to whom there is a letter
     * @param skipped to whom there is none
     */
    record ScheduledReportIssued(Instant dueAt, List<String> recipients, List<Skipped> skipped)
            implements ReportScheduleEvent {
        public ScheduledReportIssued {
            recipients = recipients == null ? List.of() : List.copyOf(recipients);
            skipped = skipped == null ? List.of() : List.copyOf(skipped);
        }
    }

    /** Who got no letter, and why. */
    record Skipped(String person, SkipReason reason) {}

    /** Why somebody got no letter. */
    enum SkipReason {
        /** Not at work here any more. */
        LEFT,
        /** May not read reports any more. */
        NO_RIGHT,
        /** Does not want letters with reports. */
        NOT_WANTED,
        /** Has no mail address. */
        NO_ADDRESS,
        /** No mail server is set up. */
        NO_MAIL_SERVER,
        /** The report could not be made. */
        NOT_COUNTED
    }
}
