package daftar.messages.survey;

import daftar.messages.ticket.Channel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Who is asked how content they are.
 *
 * @param percent of the closed tickets, 0 to 100; 0 for nobody
 * @param quietDays for so many days after a person was asked they are not asked again, 14 at least
 * @param types of tickets, catalogue codes; empty for all
 * @param channels that the ticket came by; empty for all
 * @param waitAfterClosing how long after the closing it is asked
 * @param validFor how long it can be answered
 */
public record SurveyPolicy(
        int percent,
        int quietDays,
        List<String> types,
        List<Channel> channels,
        Duration waitAfterClosing,
        Duration validFor) {

    /** Lots are drawn from 0 to below this. */
    public static final int LOTS = 10_000;

    /** How long after {@code waitAfterClosing} a ticket that could not be asked about before is still asked about. */
    public static final Duration LATEST = Duration.ofDays(3);

    /** While nothing was said: every fifth ticket, a day after it was closed, to be answered within two weeks. */
    public static final SurveyPolicy USUAL =
            new SurveyPolicy(20, 14, List.of(), List.of(), Duration.ofDays(1), Duration.ofDays(14));

    public SurveyPolicy {
        types = types == null ? List.of() : List.copyOf(types);
        channels = channels == null ? List.of() : List.copyOf(channels);
    }

    /** The ticket's lot, always the same: whose lot is below the percentage belongs to the sample. */
    public static int lotOf(String ticket) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8));
            int number = (hash[0] & 0xff) << 16 | (hash[1] & 0xff) << 8 | hash[2] & 0xff;
            return number % LOTS;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    /** Lots below this belong to the sample. */
    public int lotsBelow() {
        return percent * (LOTS / 100);
    }

    /** Whether the ticket belongs to the sample. */
    public boolean samples(String ticket) {
        return lotOf(ticket) < lotsBelow();
    }

    /** Whether it asks about tickets of this type that came by this channel. */
    public boolean concerns(String type, Channel channel) {
        return (types.isEmpty() || types.contains(type)) && (channels.isEmpty() || channels.contains(channel));
    }

    /** Whether somebody who was chosen then may be chosen again. */
    public boolean isQuietOver(SurveyGrant last, Instant now) {
        return !now.isBefore(last.at().plus(SurveyGrant.HOLDS_FOR).plus(Duration.ofDays(quietDays)));
    }

    /** Whether a ticket that was closed then is to be asked about. */
    public boolean isTime(Instant closedAt, Instant now) {
        Instant from = closedAt.plus(waitAfterClosing);
        return !now.isBefore(from) && now.isBefore(from.plus(LATEST));
    }
}
