package daftar.mail.out;

import daftar.mail.out.Bodies.Frame;
import daftar.mail.out.LetterLog.Mark;
import daftar.mail.out.PostOffice.Outcome;
import daftar.mail.out.PostOffice.Parcel;
import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.directory.Reference;
import daftar.messages.directory.Reference.Person;
import daftar.messages.outbox.LetterChannel;
import daftar.messages.outbox.LetterLink;
import daftar.messages.outbox.LinkPurpose;
import daftar.messages.outbox.OutboxCommand.DropLetter;
import daftar.messages.outbox.OutboxCommand.RecordLetterFailure;
import daftar.messages.outbox.OutboxCommand.RecordLetterSent;
import daftar.messages.outbox.OutboxEvent;
import daftar.messages.outbox.OutboxEvent.DropReason;
import daftar.messages.outbox.OutboxEvent.LetterBounced;
import daftar.messages.outbox.OutboxEvent.LetterDropped;
import daftar.messages.outbox.OutboxEvent.LetterFailed;
import daftar.messages.outbox.OutboxEvent.LetterGivenUp;
import daftar.messages.outbox.OutboxEvent.LetterQueued;
import daftar.messages.outbox.OutboxEvent.LetterSent;
import daftar.readmodel.TicketDocument;
import daftar.words.Words;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The letters that wait in the outboxes, and how they are sent, while this node is the active one. */
final class Sending implements LetterLog.Listener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Sending.class);

    private static final List<Duration> RETRIES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4));
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** Letters that a connection has before it; the others wait in the register. */
    private static final int BEFORE_IT = 50;

    /** A letter that has waited longer is looked at again before it goes: what it asks for may have been done. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** How long a link can be used. */
    private static final Duration LINKS_LAST = Duration.ofDays(14);

    private static final Duration UNSUBSCRIBE_LASTS = Duration.ofDays(365);

    /**
     * How letters are sent.
     *
     * @param makers of what takes letters away, at most one for each channel
     * @param connections letters that are handed over at once on each channel
     * @param perMinute letters a minute at most, of all channels together; 0 for as many as can be
     * @param patience after that a letter is given up
     * @param linkBase what links begin with, {@code https://desk.example}; null for no links
     * @param answers whether answers are read
     * @param ticketUrl where a ticket is seen, with {@code {number}}; null for nowhere
     * @param readers those who get letters and are not in the register, by the ids that letters name them by
     */
    record Setup(
            List<PostOffice.Maker> makers,
            int connections,
            int perMinute,
            Duration patience,
            @Nullable URI linkBase,
            boolean answers,
            @Nullable String ticketUrl,
            SignedLinks links,
            Map<String, Person> readers) {}

    private record Id(String outbox, String key) {}

    /** A letter that is to be sent. @param at the position of its first event */
    private record Open(
            Id id,
            long at,
            String recipient,
            LetterChannel channel,
            boolean digest,
            Instant queuedAt,
            Instant due,
            int attempts) {}

    private final Setup setup;
    private final LetterLog register;
    private final CaseFiles files;
    private final Commands commands;
    private final Reference reference;
    private final InstantSource clock;
    private final Tally tally;
    private final BooleanSupplier mayStillSend;

    /** By position, so that the first is the one that holds the mark back. */
    private final ConcurrentSkipListMap<Long, Open> open = new ConcurrentSkipListMap<>();

    private final Map<Id, Long> positions = new ConcurrentHashMap<>();
    private final Map<Id, Boolean> underWay = new ConcurrentHashMap<>();
    private final AtomicLong seen;
    private final AtomicLong nextSlot = new AtomicLong();
    private final Map<LetterChannel, List<Line>> lines = new EnumMap<>(LetterChannel.class);
    private volatile boolean closed;

    Sending(
            Setup setup,
            LetterLog register,
            CaseFiles files,
            Commands commands,
            Reference reference,
            InstantSource clock,
            Tally tally,
            BooleanSupplier mayStillSend,
            Mark from) {
        this.setup = setup;
        this.register = register;
        this.files = files;
        this.commands = commands;
        this.reference = reference;
        this.clock = clock;
        this.tally = tally;
        this.mayStillSend = mayStillSend;
        this.seen = new AtomicLong(from.settled());
        for (PostOffice.Maker maker : setup.makers) {
            List<Line> some = new ArrayList<>();
            for (int i = 0; i < setup.connections; i++) {
                some.add(new Line(maker.open(), i));
            }
            lines.put(maker.channel(), some);
        }
    }

    // ---- what is in the outboxes ----

    @Override
    public void recorded(Recorded recorded) {
        if (recorded.event() instanceof OutboxEvent event) {
            String outbox = recorded.stream();
            switch (event) {
                case LetterQueued e -> {
                    Id id = new Id(outbox, e.key());
                    Instant at = recorded.occurredAt();
                    put(new Open(
                            id,
                            recorded.position(),
                            e.recipient(),
                            e.channel(),
                            e.digest(),
                            at,
                            e.notBefore() == null ? at : e.notBefore(),
                            0));
                }
                case LetterFailed e -> {
                    Long at = positions.get(new Id(outbox, e.key()));
                    if (at != null) {
                        open.computeIfPresent(at, (position, letter) -> later(letter, e.retryAt(), e.attempt()));
                    }
                }
                case LetterSent e -> settle(new Id(outbox, e.key()));
                case LetterGivenUp e -> settle(new Id(outbox, e.key()));
                case LetterDropped e -> settle(new Id(outbox, e.key()));
                case LetterBounced e -> {}
            }
        }
        seen.accumulateAndGet(recorded.position(), Math::max);
    }

    @Override
    public void passed(long position) {
        seen.accumulateAndGet(position, Math::max);
    }

    private static Open later(Open letter, Instant due, int attempts) {
        return new Open(
                letter.id, letter.at, letter.recipient, letter.channel, letter.digest, letter.queuedAt, due, attempts);
    }

    private void put(Open letter) {
        positions.put(letter.id, letter.at);
        open.put(letter.at, letter);
    }

    private void settle(Id id) {
        Long at = positions.remove(id);
        if (at != null) {
            open.remove(at);
        }
    }

    /** The position up to which all letters are settled. */
    long settled() {
        long reached = seen.get();
        Map.Entry<Long, Open> first = open.firstEntry();
        return first == null ? reached : Math.min(reached, first.getKey() - 1);
    }

    int waiting() {
        return open.size();
    }

    Duration behind() {
        Instant now = clock.instant();
        return open.values().stream()
                .map(Open::due)
                .filter(due -> due.isBefore(now))
                .min(Instant::compareTo)
                .map(due -> Duration.between(due, now))
                .orElse(Duration.ZERO);
    }

    /** Why nothing can be handed over at the moment; null where it can. */
    @Nullable String trouble() {
        return lines.values().stream()
                .flatMap(List::stream)
                .map(line -> line.trouble)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    // ---- sending ----

    /** Gives what is due to the lines that have room for it. */
    void dispatch(Instant now) {
        Map<String, List<Open>> digests = new LinkedHashMap<>();
        for (Open letter : open.values()) {
            if (letter.due.isAfter(now) || underWay.containsKey(letter.id)) {
                continue;
            }
            if (letter.digest && letter.attempts == 0) {
                digests.computeIfAbsent(letter.recipient + letter.channel, all -> new ArrayList<>())
                        .add(letter);
            } else {
                give(List.of(letter), letter.id.outbox);
            }
        }
        digests.values().forEach(letters -> give(letters, letters.getFirst().recipient));
    }

    /** Letters of one ticket go one after another. */
    private void give(List<Open> letters, String about) {
        List<Line> some = lines.get(letters.getFirst().channel);
        if (some == null) {
            return; // the channel is not connected any more: they wait until it is, or are given up
        }
        Line line = some.get(Math.floorMod(about.hashCode(), some.size()));
        if (line.isFull()) {
            return;
        }
        letters.forEach(letter -> underWay.put(letter.id, true));
        line.take(letters);
    }

    /** One connection, and those letters that are to go over it next. */
    private final class Line implements AutoCloseable {

        private final PostOffice office;
        private final ExecutorService thread;
        private final AtomicInteger before = new AtomicInteger();
        private Duration pause = FIRST_PAUSE;
        private volatile Instant closedUntil = Instant.MIN;
        private volatile @Nullable String trouble;

        private Line(PostOffice office, int number) {
            this.office = office;
            this.thread = Executors.newSingleThreadExecutor(Thread.ofVirtual()
                    .name("mailer-" + office.channel() + "-" + number)
                    .factory());
        }

        boolean isFull() {
            return before.get() >= BEFORE_IT || clock.instant().isBefore(closedUntil);
        }

        void take(List<Open> letters) {
            before.incrementAndGet();
            thread.execute(() -> {
                try {
                    if (!closed && !clock.instant().isBefore(closedUntil)) {
                        send(letters);
                    }
                } catch (RuntimeException fault) {
                    log.warn("A letter could not be sent and is tried again: {}", fault.toString());
                    shut("Something went wrong: " + fault.getClass().getSimpleName());
                } finally {
                    before.decrementAndGet();
                    letters.forEach(letter -> underWay.remove(letter.id));
                }
            });
        }

        private void send(List<Open> letters) {
            List<Ready> ready = new ArrayList<>();
            for (Open letter : letters) {
                Ready one = ready(letter);
                if (one != null) {
                    ready.add(one);
                }
            }
            if (ready.isEmpty() || !awaitSlot() || !mayStillSend.getAsBoolean()) {
                return;
            }
            Parcel parcel = ready.size() == 1 ? parcel(ready.getFirst()) : digest(ready);
            switch (office.deliver(parcel)) {
                case Outcome.Accepted(String messageId) -> {
                    Instant at = clock.instant();
                    for (Ready one : ready) {
                        Id id = one.open.id;
                        record("sent", id, 0, new RecordLetterSent(id.outbox, id.key, messageId, at));
                        settle(id);
                        tally.sent();
                    }
                    pause = FIRST_PAUSE;
                    trouble = null;
                }
                case Outcome.Later(String reason) -> ready.forEach(one -> failed(one.open, reason, false));
                case Outcome.Never(String reason) -> ready.forEach(one -> failed(one.open, reason, true));
                case Outcome.Away(String reason) -> {
                    shut(reason);
                    for (Ready one : ready) {
                        if (tooOld(one.open)) {
                            failed(one.open, reason, true);
                        }
                    }
                }
            }
        }

        /** Nobody is there: the letters stay as they are, and all wait for a while. */
        private void shut(String reason) {
            if (trouble == null) {
                log.warn("Letters wait: {}", reason);
            }
            trouble = reason;
            closedUntil = clock.instant().plus(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }

        private void failed(Open letter, String reason, boolean forGood) {
            int attempt = letter.attempts + 1;
            Instant now = clock.instant();
            Instant again =
                    forGood || tooOld(letter) ? null : now.plus(RETRIES.get(Math.min(attempt - 1, RETRIES.size() - 1)));
            String told = reason.length() > 1_000 ? reason.substring(0, 1_000) : reason;
            record(
                    "failed",
                    letter.id,
                    attempt,
                    new RecordLetterFailure(letter.id.outbox, letter.id.key, attempt, Text.of(told), again));
            if (again == null) {
                settle(letter.id);
                tally.givenUp();
            } else {
                open.computeIfPresent(letter.at, (position, same) -> later(same, again, attempt));
                tally.failed();
            }
        }

        private boolean tooOld(Open letter) {
            return letter.queuedAt.plus(setup.patience).isBefore(clock.instant());
        }

        /** As long as it takes: what was accepted must not be sent again. */
        private void record(String what, Id id, int attempt, Command command) {
            Envelope envelope =
                    Envelope.of(Mailer.ACTOR, Mailer.commandId(what + ":" + attempt + ":" + id.outbox + ":" + id.key));
            while (true) {
                try {
                    commands.send(command, envelope);
                    return;
                } catch (daftar.messages.Refused settled) {
                    log.debug("{} was not recorded: {}", what, settled.getMessage());
                    return;
                } catch (RuntimeException away) {
                    if (closed) {
                        throw away;
                    }
                    log.warn("What became of a letter could not be recorded and is tried again: {}", away.toString());
                    pause();
                }
            }
        }

        private void pause() {
            try {
                Thread.sleep(FIRST_PAUSE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean awaitSlot() {
            if (setup.perMinute <= 0) {
                return true;
            }
            long every = Duration.ofMinutes(1).toNanos() / setup.perMinute;
            long now = System.nanoTime();
            long slot = nextSlot.updateAndGet(next -> Math.max(next == 0 ? now : next, now) + every) - every;
            try {
                Thread.sleep(Duration.ofNanos(Math.max(0, slot - now)));
                return true;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            thread.shutdown();
            try {
                if (!thread.awaitTermination(3, java.util.concurrent.TimeUnit.SECONDS)) {
                    thread.shutdownNow();
                }
            } catch (InterruptedException stopped) {
                thread.shutdownNow();
                Thread.currentThread().interrupt();
            }
            try {
                office.close();
            } catch (RuntimeException gone) {
                log.debug("A connection did not end cleanly", gone);
            }
        }
    }

    private record Ready(Open open, LetterQueued letter, Person person, String address) {}

    /** The letter as it is in the register; null where it is not to be sent any more. */
    private @Nullable Ready ready(Open letter) {
        LetterQueued queued = null;
        for (Recorded recorded : register.read(letter.id.outbox, 0)) {
            switch (recorded.event()) {
                case LetterQueued e when e.key().equals(letter.id.key) -> queued = e;
                case LetterSent e when e.key().equals(letter.id.key) -> queued = null;
                case LetterGivenUp e when e.key().equals(letter.id.key) -> queued = null;
                case LetterDropped e when e.key().equals(letter.id.key) -> queued = null;
                default -> {}
            }
        }
        if (queued == null) {
            settle(letter.id);
            return null;
        }
        Person reader = setup.readers.get(queued.recipient());
        Person person = reader != null ? reader : reference.person(queued.recipient());
        String address = person == null ? null : Drafting.addressOf(person, queued.channel());
        DropReason reason = null;
        if (person == null || !person.active()) {
            reason = DropReason.DEACTIVATED;
        } else if (!reference.preferences(person.id()).wants(queued.kind())) {
            reason = DropReason.NOT_WANTED;
        } else if (address == null) {
            reason = DropReason.NO_ADDRESS;
        } else if (letter.queuedAt.plus(FRESH).isBefore(clock.instant()) && isSettled(letter.id.outbox, queued)) {
            reason = DropReason.SETTLED;
        }
        if (reason != null || person == null || address == null) {
            commands.send(
                    new DropLetter(letter.id.outbox, letter.id.key, reason == null ? DropReason.NO_ADDRESS : reason),
                    Envelope.of(Mailer.ACTOR, Mailer.commandId("drop:" + letter.id.outbox + ":" + letter.id.key)));
            settle(letter.id);
            tally.dropped();
            return null;
        }
        return new Ready(letter, queued, person, address);
    }

    /** Whether the ticket has left the state that the letter's links are for. */
    private boolean isSettled(String outbox, LetterQueued letter) {
        for (LetterLink link : letter.links()) {
            if (link.purpose() != LinkPurpose.SURVEY) {
                TicketDocument ticket = files.now(about(outbox));
                return ticket == null || !LinkDesk.applies(link.purpose(), letter.recipient(), link.bound(), ticket);
            }
        }
        return false;
    }

    private static String about(String outbox) {
        return outbox.substring("outbox-".length());
    }

    private Parcel parcel(Ready ready) {
        LetterQueued letter = ready.letter;
        String about = about(ready.open.id.outbox);
        Map<LinkPurpose, URI> links = new EnumMap<>(LinkPurpose.class);
        for (LetterLink link : letter.links()) {
            URI uri = link(link.purpose(), letter.recipient(), about, link.bound(), LINKS_LAST);
            if (uri != null) {
                links.put(link.purpose(), uri);
            }
        }
        URI unsubscribe = letter.kind().isChosen()
                ? link(
                        LinkPurpose.UNSUBSCRIBE,
                        letter.recipient(),
                        letter.kind().name(),
                        ready.open.id.outbox + "/" + letter.key(),
                        UNSUBSCRIBE_LASTS)
                : null;
        TicketDocument ticket = letter.number() == null ? null : files.now(about);
        Frame frame = new Frame(
                letter.language(),
                links,
                ticket != null && ticket.confidential(),
                setup.answers && letter.number() != null,
                setup.ticketUrl == null || letter.number() == null
                        ? null
                        : setup.ticketUrl.replace("{number}", letter.number()),
                letter.channel() == LetterChannel.MAIL ? unsubscribe : null);
        String subject = readable(letter.subject());
        String text = readable(letter.text());
        boolean mail = letter.channel() == LetterChannel.MAIL;
        return new Parcel(
                ready.address,
                ready.person.name(),
                about,
                letter.key(),
                letter.number(),
                letter.language(),
                subject,
                Bodies.text(text, frame),
                mail ? Bodies.html(subject, text, Text.read(letter.html()), frame) : null,
                letter.inReplyTo(),
                frame.unsubscribe(),
                letter.number() == null);
    }

    /** Several in one; each with its own links, and none of them to be answered, since nobody could tell what to. */
    private Parcel digest(List<Ready> letters) {
        Ready first = letters.getFirst();
        String language = first.person.language();
        Words words = Words.in(language);
        StringBuilder text = new StringBuilder(words.of("digest.intro"));
        StringBuilder html = new StringBuilder(Bodies.fragment(words.of("digest.intro")));
        for (Ready one : letters) {
            Parcel parcel = parcel(one);
            String body = parcel.text();
            int footer = body.lastIndexOf("\n\n-- \n");
            String heading = (one.letter.number() == null ? "" : one.letter.number() + " ") + parcel.subject();
            text.append("\n\n* ").append(heading).append("\n\n").append(footer < 0 ? body : body.substring(0, footer));
            html.append("<h3 dir=\"auto\" style=\"margin:24px 0 8px;font-size:16px\">")
                    .append(Bodies.escaped(heading))
                    .append("</h3>\n")
                    .append(fragmentOf(one));
        }
        Frame frame = new Frame(language, Map.of(), false, false, null, null);
        String subject = words.of("digest.subject", letters.size());
        String key = "digest." + first.open.id.outbox + "." + first.open.id.key + "." + letters.size();
        return new Parcel(
                first.address,
                first.person.name(),
                "digest-" + first.person.id(),
                key,
                null,
                language,
                subject,
                Bodies.text(text.toString(), frame),
                first.letter.channel() == LetterChannel.MAIL ? Bodies.html(subject, "", html.toString(), frame) : null,
                null,
                null,
                true);
    }

    private String fragmentOf(Ready one) {
        Map<LinkPurpose, URI> links = new EnumMap<>(LinkPurpose.class);
        for (LetterLink link : one.letter.links()) {
            URI uri = link(link.purpose(), one.letter.recipient(), about(one.open.id.outbox), link.bound(), LINKS_LAST);
            if (uri != null) {
                links.put(link.purpose(), uri);
            }
        }
        return Bodies.linked(
                one.letter.html() == null ? Bodies.fragment(readable(one.letter.text())) : readable(one.letter.html()),
                links,
                one.letter.language());
    }

    private @Nullable URI link(LinkPurpose purpose, String person, String subject, String bound, Duration lasts) {
        return setup.linkBase == null
                ? null
                : URI.create(setup.linkBase
                        + "/api/links/"
                        + setup.links.sign(new SignedLinks.Claim(
                                purpose, person, subject, bound, clock.instant().plus(lasts))));
    }

    private static String readable(@Nullable Text text) {
        String readable = Text.read(text);
        return readable == null ? "" : readable;
    }

    @Override
    public void close() {
        closed = true;
        lines.values().stream().flatMap(List::stream).forEach(Line::close);
    }
}
