package daftar.mail.out;

import daftar.messages.outbox.LetterChannel;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes letters away: a mail server, or whatever reaches people's telephones. Used by one thread at a time. */
interface PostOffice extends AutoCloseable {

    /** What it takes. */
    LetterChannel channel();

    /** Hands a letter over; returns once it has been accepted. */
    Outcome deliver(Parcel parcel);

    @Override
    void close();

    /** What came of it. */
    sealed interface Outcome {

        /** Accepted: it is theirs now. @param messageId null where there is none */
        record Accepted(@Nullable String messageId) implements Outcome {}

        /** Not now, as greylisting answers. */
        record Later(String reason) implements Outcome {}

        /** Not this letter, ever. */
        record Never(String reason) implements Outcome {}

        /** Nothing can be handed over at the moment, or nobody is let in: not about this letter. */
        record Away(String reason) implements Outcome {}
    }

    /**
     * A letter ready to go.
     *
     * @param address of the recipient, as the channel needs it
     * @param about the ticket's id, or whatever else its outbox is of
     * @param key of the letter in its outbox
     * @param number of the ticket; null without one
     * @param html null for the text alone
     * @param unsubscribe null for none
     * @param bulk whether it goes to somebody who has not asked for just this one, as a digest
     */
    record Parcel(
            String address,
            @Nullable String name,
            String about,
            String key,
            @Nullable String number,
            String language,
            String subject,
            String text,
            @Nullable String html,
            @Nullable String inReplyTo,
            @Nullable URI unsubscribe,
            boolean bulk) {

        @Override
        public String toString() {
            return "Parcel " + key + " about " + about; // neither address nor text, which has links
        }
    }

    /** Makes a post office. */
    interface Maker {
        LetterChannel channel();

        PostOffice open();

        static Maker of(LetterChannel channel, Supplier<PostOffice> open) {
            return new Maker() {
                @Override
                public LetterChannel channel() {
                    return channel;
                }

                @Override
                public PostOffice open() {
                    return open.get();
                }
            };
        }
    }
}
