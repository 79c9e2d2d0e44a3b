package daftar.mail.out;

import daftar.mail.out.Wordings.Worded;
import daftar.messages.Meta;
import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.directory.Reference;
import daftar.messages.directory.Reference.Person;
import daftar.messages.outbox.LetterChannel;
import daftar.messages.outbox.LetterLink;
import daftar.messages.outbox.OutboxCommand;
import daftar.messages.outbox.OutboxCommand.QueueLetter;
import daftar.messages.outbox.Preferences;
import daftar.readmodel.TicketDocument;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes ready letters of a ticket's step: who gets which, in whose words, by what channel and when: pure. What was brought in
 * from another desk causes none, nor does what happened long ago.
 *
 * @param channels those that are connected
 * @param organisation what it calls itself
 * @param ticketUrl where a ticket is seen, with {@code {number}}; null for nowhere
 * @param links whether letters can have links
 */
record Drafting(
        Set<LetterChannel> channels,
        String organisation,
        @Nullable String ticketUrl,
        boolean links) {

    /** Nobody wants to hear of what is older: it happened while nothing was sent for long. */
    private static final Duration NEWS = Duration.ofDays(7);

    /** @see Letters#of */
    List<QueueLetter> of(
            @Nullable TicketDocument before,
            TicketDocument after,
            List<Recorded> step,
            Reference reference,
            UnaryOperator<@Nullable String> numbers,
            Instant now) {
        List<Recorded> told = step.stream()
                .filter(recorded -> !(recorded.event() instanceof NothingChanged))
                .toList();
        if (told.isEmpty()
                || "import".equals(told.getFirst().metadata().get(Meta.CLIENT))
                || told.getLast().occurredAt().isBefore(now.minus(NEWS))) {
            return List.of();
        }
        List<QueueLetter> ready = new ArrayList<>();
        for (Letter letter : Letters.of(before, after, told, reference, numbers)) {
            QueueLetter queued = ready(letter, after, told.getFirst().revision(), reference, now);
            if (queued != null) {
                ready.add(queued);
            }
        }
        return ready;
    }

    private @Nullable QueueLetter ready(
            Letter letter, TicketDocument ticket, long revision, Reference reference, Instant now) {
        Person person = reference.person(letter.recipient());
        Preferences wishes = reference.preferences(letter.recipient());
        if (person == null || !wishes.wants(letter.kind())) {
            return null;
        }
        LetterChannel channel = channelFor(person, wishes);
        if (channel == null) {
            return null;
        }
        Map<String, Object> values = new HashMap<>(letter.values());
        values.put("organisation", organisation);
        if (ticketUrl != null) {
            values.put("url", ticketUrl.replace("{number}", ticket.number()));
        }
        List<LetterLink> possible = links ? letter.links() : List.of();
        ZoneId zone = zone(person);
        Worded worded = Wordings.word(
                new Letter(letter.kind(), letter.recipient(), values, possible),
                Wordings.of(letter.kind(), person.language(), reference.letterTexts()),
                person.language(),
                zone);
        return new QueueLetter(
                OutboxCommand.outboxOf(ticket.id()),
                revision + "." + letter.kind() + "." + letter.recipient(),
                letter.kind(),
                letter.recipient(),
                channel,
                person.language(),
                ticket.number(),
                revision,
                Text.of(worded.subject()),
                Text.of(worded.text()),
                Text.ofNullable(worded.html()),
                possible,
                null,
                wishes.notBefore(letter.kind(), now, zone),
                wishes.collects(letter.kind()));
    }

    /** The one they want, else the one by which they can be reached; null for none. */
    private @Nullable LetterChannel channelFor(Person person, Preferences wishes) {
        LetterChannel other = wishes.channel() == LetterChannel.MAIL ? LetterChannel.MESSENGER : LetterChannel.MAIL;
        for (LetterChannel channel : List.of(wishes.channel(), other)) {
            // nobody is rung up who has not asked for it
            if (channels.contains(channel)
                    && addressOf(person, channel) != null
                    && (channel == LetterChannel.MAIL || wishes.channel() == channel)) {
                return channel;
            }
        }
        return null;
    }

    static @Nullable String addressOf(Person person, LetterChannel channel) {
        String address =
                switch (channel) {
                    case MAIL -> person.mail();
                    case MESSENGER -> person.telephone();
                };
        return address == null || address.isBlank() ? null : address;
    }

    static ZoneId zone(Person person) {
        try {
            return ZoneId.of(person.zone());
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }
}
