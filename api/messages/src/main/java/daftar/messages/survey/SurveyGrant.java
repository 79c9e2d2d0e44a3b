package daftar.messages.survey;

import java.time.Duration;
import java.time.Instant;

/** The last time that a person was chosen. @param ticket that they are asked about */
public record SurveyGrant(String ticket, Instant at) {

    /**
     * How long the person may be asked after they were chosen. The quiet days begin at its end: else somebody who is asked
     * late, after a crash, could be asked again too soon.
     */
    public static final Duration HOLDS_FOR = Duration.ofHours(1);

    /** Whether the person may be asked about the ticket at this moment. */
    public boolean holdsAt(Instant now) {
        return now.isBefore(at.plus(HOLDS_FOR));
    }
}
