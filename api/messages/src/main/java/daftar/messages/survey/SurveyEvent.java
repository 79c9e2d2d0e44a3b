package daftar.messages.survey;

import daftar.messages.Event;

/** What happened to the surveys besides being asked and answered, which are events of the ticket. */
public sealed interface SurveyEvent extends Event {

    /** From now on it is like this. */
    record SurveyPolicySet(SurveyPolicy policy) implements SurveyEvent {}

    /** The person may be asked about this ticket, and about no other for the quiet days. */
    record SurveyGranted(String person, String ticket) implements SurveyEvent {}
}
