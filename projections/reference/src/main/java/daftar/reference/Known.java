package daftar.reference;

import daftar.messages.Recorded;
import daftar.messages.sla.PromiseRegister;
import daftar.messages.sla.SlaEvent;
import daftar.messages.words.SearchWords;

/**
 * All that the view knows at one place of the log: immutable, and cheap to go on from.
 *
 * @param state people, teams, workflows, the catalogue and whatever else commands decide with
 * @param access the ways in
 * @param savedViews what people have saved of their searches
 * @param mail the mail that waits for somebody, and the mail policy
 * @param words what the organisation says of words that are searched for
 * @param webhooks to whom is sent what happens
 * @param reportSchedules which reports are sent on schedule
 * @param replies which replies are at hand
 * @param redactions what was asked to be made unreadable
 * @param promises calendars and service levels
 */
public record Known(
        ReferenceState state,
        AccessState access,
        SavedViewState savedViews,
        MailState mail,
        SearchWords words,
        WebhookState webhooks,
        ReportScheduleState reportSchedules,
        ReplyState replies,
        RedactionState redactions,
        PromiseRegister promises) {

    /** Nothing has happened yet. */
    static final Known NOTHING = new Known(
            ReferenceState.EMPTY,
            AccessState.EMPTY,
            SavedViewState.EMPTY,
            MailState.EMPTY,
            SearchWords.NONE,
            WebhookState.EMPTY,
            ReportScheduleState.EMPTY,
            ReplyState.EMPTY,
            RedactionState.EMPTY,
            PromiseRegister.SHIPPED);

    /** The fold: pure. @param recorded its texts opened */
    Known after(Recorded recorded) {
        return new Known(
                ReferenceState.evolve(state, recorded),
                AccessState.evolve(access, recorded),
                SavedViewState.evolve(savedViews, recorded),
                MailState.evolve(mail, recorded),
                recorded.stream().equals(SearchWords.STREAM) ? words.after(recorded) : words,
                WebhookState.evolve(webhooks, recorded),
                ReportScheduleState.evolve(reportSchedules, recorded),
                ReplyState.evolve(replies, recorded),
                RedactionState.evolve(redactions, recorded),
                recorded.event() instanceof SlaEvent event ? promises.after(event) : promises);
    }
}
