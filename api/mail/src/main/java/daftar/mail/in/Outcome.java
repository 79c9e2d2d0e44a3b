package daftar.mail.in;

import daftar.messages.mail.AsideReason;
import daftar.messages.mail.UnknownSenders;
import org.jspecify.annotations.Nullable;

/** What becomes of a mail. */
public sealed interface Outcome {

    /**
     * Whose it is.
     *
     * @param person a person's id; of somebody who is not known, the id that they will have
     * @param unknown whether they are to be registered first
     */
    record Sender(String person, boolean unknown) {}

    /**
     * A new ticket.
     *
     * @param follows the ticket that it goes on from; null for none
     */
    record NewTicket(Sender sender, @Nullable String follows) implements Outcome {}

    record Comment(Sender sender, String ticket) implements Outcome {}

    /** An answer to a ticket that was closed: it is open again, or, where that is too late, a new one follows it. */
    record Reopen(Sender sender, String ticket) implements Outcome {}

    /** It has been taken before, by this ticket; what is left to be done is done. */
    record TakenBefore(Sender sender, String ticket) implements Outcome {}

    /**
     * A letter has come back.
     *
     * @param about the ticket that the letter was about
     */
    record Bounce(String about, DeliveryReport report) implements Outcome {}

    /**
     * No ticket is made of it.
     *
     * @param because what that is seen by; null for nothing in particular
     * @param ticket that it names; null for none
     */
    record Aside(
            AsideReason reason,
            @Nullable String because,
            @Nullable String ticket) implements Outcome {

        /** Whether nobody is asked to look at it. */
        boolean isClosed() {
            if (reason == AsideReason.UNKNOWN_SENDER
                    && UnknownSenders.REFUSE.name().equals(because)) {
                return true;
            }
            return switch (reason) {
                case OUT_OF_OFFICE, OWN_MAIL, DELAYED, STOP_LIST -> true;
                case UNKNOWN_SENDER,
                        NO_SENDER,
                        SEVERAL_PEOPLE,
                        DEACTIVATED_SENDER,
                        NOT_AUTHENTICATED,
                        NOT_A_PARTY,
                        AUTOMATIC,
                        BULK,
                        BOUNCE,
                        TOO_MANY,
                        TOO_LARGE,
                        EMPTY,
                        SAME_ID,
                        REFUSED,
                        FAULT -> false;
            };
        }
    }
}
