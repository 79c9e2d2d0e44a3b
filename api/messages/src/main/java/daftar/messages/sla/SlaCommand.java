package daftar.messages.sla;

import daftar.messages.Command;

/** What is asked of business calendars and service levels. */
public sealed interface SlaCommand extends Command {

    /** The stream of the calendar of this code. */
    static String calendarStream(String code) {
        return "calendar-" + code;
    }

    /** The stream of the policy of this code. */
    static String policyStream(String code) {
        return "sla-" + code;
    }

    /** A calendar that there was not yet. */
    record DefineCalendar(CalendarDefinition calendar) implements SlaCommand {
        @Override
        public String stream() {
            return calendarStream(calendar.code());
        }
    }

    /** A calendar anew, whole. */
    record ChangeCalendar(CalendarDefinition calendar) implements SlaCommand {
        @Override
        public String stream() {
            return calendarStream(calendar.code());
        }
    }

    /** No policy may use it any more. */
    record RetireCalendar(String code) implements SlaCommand {
        @Override
        public String stream() {
            return calendarStream(code);
        }
    }

    record RestoreCalendar(String code) implements SlaCommand {
        @Override
        public String stream() {
            return calendarStream(code);
        }
    }

    /** A policy that there was not yet. It counts at once. */
    record DefineServiceLevels(SlaPolicy policy) implements SlaCommand {
        @Override
        public String stream() {
            return policyStream(policy.code());
        }
    }

    /** A policy anew, whole. */
    record ChangeServiceLevels(SlaPolicy policy) implements SlaCommand {
        @Override
        public String stream() {
            return policyStream(policy.code());
        }
    }

    /** It promises nothing any more, to open tickets neither. */
    record RetireServiceLevels(String code) implements SlaCommand {
        @Override
        public String stream() {
            return policyStream(code);
        }
    }

    record RestoreServiceLevels(String code) implements SlaCommand {
        @Override
        public String stream() {
            return policyStream(code);
        }
    }
}
