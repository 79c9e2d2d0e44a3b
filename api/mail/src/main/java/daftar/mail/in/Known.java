package daftar.mail.in;

import daftar.messages.directory.Reference.Person;
import daftar.messages.mail.MailPolicy;
import daftar.messages.ticket.Status;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a mail is decided with.
 *
 * @param key what the mail is told by, as {@link MailIds} gives it
 * @param people who has the sender's address in the directory
 * @param own the desk's own addresses, in lower case
 * @param ownMessageId whether the mail's Message-ID is one that the desk gives
 * @param bounced the ticket whose letter the mail reports; null where it reports none of the desk's
 * @param inTheLastHour mails of the same sender before this one
 * @param raisedByIt whether the ticket that this mail raises may have been raised by it, and not by another with its id; null
 *     where it is not there
 * @param target the ticket that the mail names, as its sender sees it; null for none
 * @param told what somebody said who had it retried; null for nothing
 */
public record Known(
        String key,
        MailPolicy policy,
        List<Person> people,
        Set<String> own,
        boolean ownMessageId,
        @Nullable String bounced,
        int inTheLastHour,
        @Nullable Boolean raisedByIt,
        @Nullable Target target,
        @Nullable Told told) {

    public Known {
        people = List.copyOf(people);
        own = Set.copyOf(own);
    }

    /**
     * A ticket, and what the sender may do with it.
     *
     * @param id where the ticket named was merged, of the one that it was merged into
     * @param mayComment in the status that it has
     * @param mayReopen in the status that it has; the period in which it is possible may be over
     * @param party whether the sender has to do with it at all
     * @param byIt whether what was asked for under this mail's id may have been asked for by it; null where nothing was
     */
    public record Target(
            String id,
            Status status,
            boolean mayComment,
            boolean mayReopen,
            boolean party,
            @Nullable Boolean byIt) {}

    /**
     * @param person whose mail it is; null for whom it says itself
     * @param anyway whether a machine, a stopped or an unauthenticated sender does not matter
     */
    public record Told(@Nullable String person, boolean anyway) {}
}
