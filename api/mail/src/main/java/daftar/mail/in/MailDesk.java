package daftar.mail.in;

import daftar.mail.MessageIds;
import daftar.mail.ReplyTokens;
import daftar.mail.in.IncomingMail.Attachment;
import daftar.mail.in.Outcome.Aside;
import daftar.mail.in.Outcome.Bounce;
import daftar.mail.in.Outcome.Comment;
import daftar.mail.in.Outcome.NewTicket;
import daftar.mail.in.Outcome.Reopen;
import daftar.mail.in.Outcome.Sender;
import daftar.mail.in.Outcome.TakenBefore;
import daftar.mail.in.Taken.Result;
import daftar.messages.Actor;
import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Limits;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryCommand.RegisterPerson;
import daftar.messages.directory.Reference;
import daftar.messages.directory.Reference.Person;
import daftar.messages.file.FileIntake;
import daftar.messages.file.FileRef;
import daftar.messages.file.FileStore;
import daftar.messages.file.FileTooLarge;
import daftar.messages.file.FileVisibility;
import daftar.messages.mail.AsideReason;
import daftar.messages.mail.MailCommand.SetMailAside;
import daftar.messages.mail.MailCommand.TakeMail;
import daftar.messages.mail.Originals;
import daftar.messages.outbox.OutboxCommand;
import daftar.messages.outbox.OutboxCommand.RecordBounce;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.LinkKind;
import daftar.messages.ticket.TicketCommand.AddComment;
import daftar.messages.ticket.TicketCommand.AttachFile;
import daftar.messages.ticket.TicketCommand.LinkTicket;
import daftar.messages.ticket.TicketCommand.RaiseTicket;
import daftar.messages.ticket.TicketCommand.ReopenTicket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a mail: gathers what is known, has it decided, and sends the ordinary commands as its sender. Whatever it is stopped
 * in, the same mail taken again asks for the same things by the same command ids, so that each happens once.
 *
 * <p>A fault (a part is away) comes through; nothing is lost by it, since the mail is still where it was.
 */
public final class MailDesk {

    /** What a mail is mainly taken by: a ticket is raised, commented on or reopened. */
    static final String TAKEN = "taken";

    private static final String CLIENT = "mail";
    private static final Actor DAFTAR = new Actor(Actor.SYSTEM, Set.of(Role.CLOCK), CLIENT, null);
    private static final String CUT = " […]";
    private static final Pattern REPLY_WORDS = Pattern.compile(
            "(?iu)^\\s*(?:(?:re|aw|fwd?|wg|sv|antw|отв|ответ|答复|答覆|回复|回覆|转发|轉寄|پاسخ|fw)\\s*(?:\\[\\d+\\])?\\s*[:：]\\s*)+");
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,900}>");
    private static final int REFERENCES_LOOKED_AT = 20;

    private final Commands commands;
    private final Reference reference;
    private final Tickets tickets;
    private final FileIntake intake;
    private final FileStore files;
    private final ReplyTokens tokens;
    private final MessageIds messageIds;
    private final Set<String> own;
    private final InstantSource clock;
    private final SenderRate rate = new SenderRate();

    /** @param own the desk's own addresses: what comes from them is not taken */
    public MailDesk(
            Commands commands,
            Reference reference,
            Tickets tickets,
            FileIntake intake,
            FileStore files,
            ReplyTokens tokens,
            MessageIds messageIds,
            Set<String> own,
            InstantSource clock) {
        this.commands = commands;
        this.reference = reference;
        this.tickets = tickets;
        this.intake = intake;
        this.files = files;
        this.tokens = tokens;
        this.messageIds = messageIds;
        Set<String> lower = new HashSet<>();
        own.forEach(address -> lower.add(address.toLowerCase(Locale.ROOT)));
        this.own = Set.copyOf(lower);
        this.clock = clock;
    }

    /**
     * What becomes of a mail is durable once this returns.
     *
     * @param told what somebody said who had it retried; null for a mail that is new
     * @throws IOException where the file store is away
     */
    public Taken take(byte[] raw, Mailbox mailbox, Known.@Nullable Told told) throws IOException {
        IncomingMail mail = MailParser.parse(raw);
        String key = MailIds.keyOf(mail, told != null && told.anyway());
        Outcome outcome = MailDecision.decide(mail, known(mail, key, told));
        Work work = new Work(mail, raw, key, mailbox);
        try {
            return work.carryOut(outcome);
        } catch (Refused refused) {
            AsideReason reason = refused.kind() == Refused.Kind.KEY_REUSED ? AsideReason.SAME_ID : AsideReason.REFUSED;
            return work.setAside(new Aside(reason, refused.code(), null));
        }
    }

    /** Sets aside what is not even looked at. @param raw all of it, or where it is too large its head */
    public Taken setAside(byte[] raw, Mailbox mailbox, AsideReason reason, @Nullable String because)
            throws IOException {
        IncomingMail mail = MailParser.parse(raw);
        return new Work(mail, raw, MailIds.keyOf(mail, false), mailbox).setAside(new Aside(reason, because, null));
    }

    /** A mail that had been set aside, from the file store. */
    public Taken retry(String mail, String sha256, Mailbox mailbox, Known.Told told) throws IOException {
        byte[] raw;
        try (InputStream in = files.open(sha256)) {
            raw = in.readAllBytes();
        }
        Taken taken = take(raw, mailbox, told);
        if (!taken.isAside() && taken.ticket() != null) {
            Receipt unused = commands.send(new TakeMail(mail, taken.ticket()), Envelope.of(DAFTAR, UUID.randomUUID()));
        }
        return taken;
    }

    // ---- what is known ----

    private Known known(IncomingMail mail, String key, Known.@Nullable Told told) {
        String sender = mail.sender();
        List<Person> people = sender == null ? List.of() : reference.peopleOfMail(sender);
        DeliveryReport report = mail.report();
        String reported = report == null ? null : report.messageId();
        Tickets.Asked asked = new Tickets.Asked(MailIds.command(key, TAKEN), mail.contentHash());
        return new Known(
                key,
                reference.mailPolicy(),
                people,
                own,
                messageIds.ticketIn(mail.messageId()) != null,
                reported == null ? null : messageIds.ticketIn(reported),
                sender == null || told != null ? 0 : rate.before(sender, key, clock.instant()),
                tickets.isRaisedBy(MailIds.ticket(key), asked),
                target(mail, actorOf(told, people), asked),
                told);
    }

    /** As whom the ticket is looked at; somebody without any right where the sender is not known. */
    private Actor actorOf(Known.@Nullable Told told, List<Person> people) {
        if (told != null && told.person() != null) {
            return actor(told.person());
        }
        List<Person> active = people.stream().filter(Person::active).toList();
        return active.size() == 1
                ? actor(active.getFirst().id())
                : new Actor("person-unknown", Set.of(Role.REQUESTER), CLIENT, null);
    }

    private Actor actor(String person) {
        Person known = reference.person(person);
        return new Actor(person, known == null ? Set.of(Role.REQUESTER) : known.roles(), CLIENT, null);
    }

    /** The ticket that the mail answers: by a token first, which is keyed, then by what it refers to. */
    private Known.@Nullable Target target(IncomingMail mail, Actor actor, Tickets.Asked asked) {
        List<String> places = new ArrayList<>(mail.recipients());
        places.add(mail.subject());
        for (String place : places) {
            String number = tokens.ticketIn(place);
            String id = number == null ? null : tickets.idOf(number);
            Known.Target found = id == null ? null : tickets.target(id, actor, asked);
            if (found != null) {
                return found;
            }
        }
        String answered = messageIds.ticketIn(mail.references());
        Known.Target found = answered == null ? null : tickets.target(answered, actor, asked);
        if (found != null) {
            return found;
        }
        // who answers a mail of their own, or of a colleague, means the ticket that it became
        Set<String> references = new LinkedHashSet<>();
        Matcher each = MESSAGE_ID.matcher(mail.references());
        while (each.find() && references.size() < REFERENCES_LOOKED_AT) {
            references.add(each.group());
        }
        for (String reference : references) {
            Known.Target became = tickets.target(MailIds.ticket(reference), actor, asked);
            if (became != null) {
                return became;
            }
        }
        return null;
    }

    // ---- what is done ----

    /** One mail being taken. */
    private final class Work {

        private final IncomingMail mail;
        private final byte[] raw;
        private final String key;
        private final Mailbox mailbox;
        private @Nullable Long position;

        private Work(IncomingMail mail, byte[] raw, String key, Mailbox mailbox) {
            this.mail = mail;
            this.raw = raw;
            this.key = key;
            this.mailbox = mailbox;
        }

        private Taken carryOut(Outcome outcome) throws IOException {
            return switch (outcome) {
                case NewTicket ticket -> raise(ticket);
                case Comment comment -> comment(comment);
                case Reopen reopen -> reopen(reopen);
                case TakenBefore before -> finish(before);
                case Bounce bounce -> bounced(bounce);
                case Aside aside -> setAside(aside);
            };
        }

        private Taken raise(NewTicket wanted) throws IOException {
            Actor actor = sender(wanted.sender());
            Received received = receive(actor.person(), mail.text());
            String language = language(actor.person());
            String ticket = MailIds.ticket(key);
            Receipt raised = send(
                    new RaiseTicket(
                            ticket,
                            null,
                            Channel.MAIL,
                            mailbox.type(),
                            mailbox.category(),
                            mailbox.service(),
                            null,
                            null,
                            Text.of(title()),
                            Text.ofNullable(blankAsNull(received.words(mail.text(), language))),
                            language,
                            List.of(),
                            List.of(),
                            null,
                            Map.of(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            mailbox.requestType(),
                            List.of()),
                    actor,
                    TAKEN);
            if (raised.number() != null) {
                tickets.raised(raised.number(), ticket);
            }
            attach(ticket, actor, received);
            if (wanted.follows() != null) {
                follow(ticket, wanted.follows());
            }
            return new Taken(raised.repeated() ? Result.REPEATED : Result.RAISED, ticket, null, null);
        }

        private Taken comment(Comment wanted) throws IOException {
            Actor actor = sender(wanted.sender());
            String answer = answer();
            Received received = receive(actor.person(), answer);
            String words = received.words(answer, language(actor.person()));
            boolean repeated = false;
            if (!words.isBlank()) {
                repeated = send(new AddComment(wanted.ticket(), Text.of(words)), actor, TAKEN)
                        .repeated();
            }
            attach(wanted.ticket(), actor, received);
            return new Taken(repeated ? Result.REPEATED : Result.COMMENTED, wanted.ticket(), null, null);
        }

        private Taken reopen(Reopen wanted) throws IOException {
            Actor actor = sender(wanted.sender());
            String answer = answer();
            Received received = receive(actor.person(), answer);
            String words = received.words(answer, language(actor.person()));
            boolean repeated;
            try {
                repeated = send(
                                new ReopenTicket(wanted.ticket(), Text.of(words.isBlank() ? title() : words)),
                                actor,
                                TAKEN)
                        .repeated();
            } catch (Refused tooLate) {
                if (!tooLate.code().equals("reopen-period-over")) {
                    throw tooLate;
                }
                return raise(new NewTicket(wanted.sender(), wanted.ticket()));
            }
            attach(wanted.ticket(), actor, received);
            return new Taken(repeated ? Result.REPEATED : Result.REOPENED, wanted.ticket(), null, null);
        }

        /** Whatever a crash has left undone; each of it does nothing where it is done. */
        private Taken finish(TakenBefore before) throws IOException {
            Actor actor = sender(before.sender());
            attach(before.ticket(), actor, receive(actor.person(), answer()));
            return new Taken(Result.REPEATED, before.ticket(), null, null);
        }

        private Taken bounced(Bounce bounce) throws IOException {
            String letter = bounce.report().messageId();
            try {
                if (letter == null) {
                    throw new IllegalStateException("a bounce of no letter");
                }
                Receipt unused = send(
                        new RecordBounce(
                                OutboxCommand.outboxOf(bounce.about()),
                                letter,
                                Text.of(bounce.report().said())),
                        DAFTAR,
                        "bounce");
            } catch (Refused unknown) {
                return setAside(new Aside(AsideReason.BOUNCE, bounce.report().said(), bounce.about()));
            }
            return new Taken(Result.BOUNCED, bounce.about(), null, null);
        }

        private Taken setAside(Aside aside) throws IOException {
            String stream = MailIds.stream(mail);
            String sha256 = null;
            if (aside.reason() != AsideReason.TOO_LARGE) {
                sha256 = files.put(new ByteArrayInputStream(raw), raw.length).sha256();
                files.keep(sha256, stream);
            }
            String because = aside.because();
            Receipt unused = commands.send(
                    new SetMailAside(
                            stream,
                            mailbox.name(),
                            aside.reason(),
                            because == null ? null : shortened(because, Limits.WORD),
                            Text.ofNullable(mail.sender()),
                            Text.ofNullable(blankAsNull(shortened(mail.subject(), Limits.TITLE))),
                            mail.size(),
                            sha256,
                            aside.ticket(),
                            aside.isClosed()),
                    // each retry is answered anew, so this is no repetition of what was said before
                    Envelope.of(DAFTAR, UUID.randomUUID()));
            return new Taken(Result.SET_ASIDE, aside.ticket(), aside.reason(), stream);
        }

        // ---- the sender ----

        /** As whom the commands are sent; who is not known yet is registered first. */
        private Actor sender(Sender sender) {
            if (sender.unknown() && reference.person(sender.person()) == null) {
                String address = mail.sender();
                String name = mail.senderName() == null ? address : mail.senderName();
                try {
                    Receipt registered = send(
                            new RegisterPerson(
                                    sender.person(),
                                    Text.of(shortened(name == null ? "?" : name, Limits.WORD)),
                                    Text.ofNullable(address),
                                    null,
                                    null,
                                    null,
                                    Set.of(Role.REQUESTER),
                                    Languages.of(mail.subject() + "\n" + mail.text()),
                                    "UTC",
                                    true),
                            DAFTAR,
                            "register");
                    position = registered.position();
                } catch (Refused there) {
                    // by another mail of theirs, a moment ago
                    if (!there.code().equals("person-exists")) {
                        throw there;
                    }
                }
            }
            return actor(sender.person());
        }

        private String language(String person) {
            Person known = reference.person(person);
            return known == null || known.provisional()
                    ? Languages.of(mail.subject() + "\n" + mail.text())
                    : known.language();
        }

        // ---- the words ----

        private String title() {
            String subject = ReplyTokens.withoutToken(mail.subject());
            String bare = REPLY_WORDS.matcher(subject).replaceFirst("").strip();
            if (bare.isEmpty()) {
                bare = mail.text()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .findFirst()
                        .orElse("…");
            }
            return shortened(Charsets.line(bare), Limits.TITLE);
        }

        /** What the sender wrote; where all of it seems to be quoted, all of it. */
        private String answer() {
            return mail.answer().isBlank() ? mail.text() : mail.answer();
        }

        // ---- the files ----

        /** Every file is stored before anything is said of it. @param said the text that the ticket gets */
        private Received receive(String person, String said) throws IOException {
            List<FileRef> taken = new ArrayList<>();
            List<String> left = new ArrayList<>();
            for (Attachment attachment : mail.attachments()) {
                try {
                    taken.add(intake.receive(
                            new ByteArrayInputStream(attachment.content()),
                            attachment.name(),
                            attachment.mediaType(),
                            person));
                } catch (FileTooLarge | Refused notTaken) {
                    left.add(attachment.name() == null ? attachment.mediaType() : attachment.name());
                }
            }
            Originals originals = reference.mailPolicy().originals();
            boolean cut = mail.isMoreThan(said) || said.length() > Limits.TEXT;
            if (originals == Originals.ALWAYS || originals == Originals.WHEN_CUT && cut) {
                try {
                    taken.add(intake.receive(
                            new ByteArrayInputStream(raw), shortened(title(), 80) + ".eml", "message/rfc822", person));
                } catch (FileTooLarge | Refused notTaken) {
                    // it is in the mailbox's folder of processed mail
                    return new Received(taken, left);
                }
            }
            return new Received(taken, left);
        }

        private void attach(String ticket, Actor actor, Received received) throws IOException {
            List<FileRef> all = received.files();
            for (int from = 0; from < all.size(); from += AT_ONCE) {
                List<FileRef> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
                for (FileRef file : some) {
                    files.keep(file.sha256(), ticket);
                }
                // what is refused here sets the mail aside, although the ticket has its words: the files are not lost
                Receipt unused =
                        send(new AttachFile(ticket, some, FileVisibility.PUBLIC, null), actor, "files " + from);
            }
        }

        // ---- commands ----

        private void follow(String ticket, String before) {
            try {
                Receipt unused = send(new LinkTicket(ticket, LinkKind.FOLLOWS, before), DAFTAR, "follows");
            } catch (Refused linked) {
                if (!linked.code().equals("already-linked")) {
                    throw linked;
                }
            }
        }

        private Receipt send(Command command, Actor actor, String what) {
            UUID id = MailIds.command(key, what);
            Receipt receipt = commands.send(
                    command, new Envelope(actor, id, mail.contentHash(), null, null, position, MailIds.stream(mail)));
            return receipt;
        }
    }

    private static final int AT_ONCE = 20;

    /** @param left the names of what was not taken */
    private record Received(List<FileRef> files, List<String> left) {

        /** The text, and below it what was not taken, so that nobody looks for it. */
        String words(String text, String language) {
            StringBuilder words = new StringBuilder(shortened(text.strip(), Limits.TEXT - 1_000));
            if (!left.isEmpty()) {
                words.append(words.isEmpty() ? "" : "\n\n")
                        .append(notTaken(language))
                        .append(' ');
                words.append(shortened(String.join(", ", left), 900));
            }
            return words.toString();
        }

        private static String notTaken(String language) {
            return switch (Locale.forLanguageTag(language).getLanguage()) {
                case "fa" -> "پیوست‌های پذیرفته‌نشده:";
                case "ru" -> "Вложения, которые не приняты:";
                case "zh" -> "未接收的附件：";
                case "de" -> "Nicht angenommene Anhänge:";
                default -> "Attachments that were not taken:";
            };
        }
    }

    private static @Nullable String blankAsNull(String text) {
        return text.isBlank() ? null : text;
    }

    private static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - CUT.length();
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + CUT;
    }
}
