package daftar.messages.sla;

import daftar.messages.Event;

/** What happened to business calendars and service levels. From a definition on, each is as it says. */
public sealed interface SlaEvent extends Event {

    /** @param version from 1 */
    record CalendarDefined(int version, CalendarDefinition calendar) implements SlaEvent {}

    record CalendarRetired(String code) implements SlaEvent {}

    record CalendarRestored(String code) implements SlaEvent {}

    /** @param version from 1; what comes with Daftar is the first version of its policy */
    record ServiceLevelsDefined(int version, SlaPolicy policy) implements SlaEvent {}

    /** The policy promises nothing any more. */
    record ServiceLevelsRetired(String code) implements SlaEvent {}

    record ServiceLevelsRestored(String code) implements SlaEvent {}
}
