package daftar.messages.survey;

import daftar.messages.Command;
import daftar.messages.ticket.Channel;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of the surveys. */
public sealed interface SurveyCommand extends Command {

    /** The stream of the policy. */
    String POLICY = "survey-policy";

    /** The stream that says of a person when they were chosen last. */
    static String streamOf(String person) {
        return "survey-" + person;
    }

    /**
     * All of the policy anew. What is null is as usual.
     *
     * @param percent of the closed tickets, 0 to 100; 0 asks nobody
     * @param quietDays days for which a person is not asked again, 14 to 365; null for 14
     * @param types of tickets, catalogue codes; empty for all
     * @param channels that the ticket came by; empty for all
     * @param waitAfterClosing null for a day
     * @param validFor how long it can be answered; null for 14 days
     */
    record SetSurveyPolicy(
            int percent,
            @Nullable Integer quietDays,
            List<String> types,
            List<Channel> channels,
            @Nullable Duration waitAfterClosing,
            @Nullable Duration validFor)
            implements SurveyCommand {
        public SetSurveyPolicy {
            types = types == null ? List.of() : List.copyOf(types);
            channels = channels == null ? List.of() : List.copyOf(channels);
        }

        @Override
        public String stream() {
            return POLICY;
        }
    }

    /** The clock's: the person is asked about this ticket, unless they were asked within the quiet days. */
    record GrantSurvey(String person, String ticket) implements SurveyCommand {
        @Override
        public String stream() {
            return streamOf(person);
        }
    }
}
