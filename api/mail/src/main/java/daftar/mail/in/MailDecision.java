package daftar.mail.in;

import daftar.mail.in.Outcome.Aside;
import daftar.mail.in.Outcome.Bounce;
import daftar.mail.in.Outcome.Comment;
import daftar.mail.in.Outcome.NewTicket;
import daftar.mail.in.Outcome.Reopen;
import daftar.mail.in.Outcome.Sender;
import daftar.mail.in.Outcome.TakenBefore;
import daftar.messages.directory.Reference.Person;
import daftar.messages.mail.AsideReason;
import daftar.messages.mail.Bystanders;
import daftar.messages.mail.MailPolicy;
import daftar.messages.mail.UnknownSenders;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a mail: pure. First whether somebody wrote it, then who, then what it is about. */
public final class MailDecision {

    private MailDecision() {}

    /** What becomes of the mail, given what is known. */
    public static Outcome decide(IncomingMail mail, Known known) {
        Known.Told told = known.told();
        boolean anyway = told != null && told.anyway();
        if (!anyway) {
            Outcome stopped = stopped(mail, known);
            if (stopped != null) {
                return stopped;
            }
        }
        Object sender = sender(mail, known);
        if (sender instanceof Aside aside) {
            return aside;
        }
        return about(mail, known, (Sender) sender);
    }

    /** Null where nothing speaks against it. */
    private static @Nullable Outcome stopped(IncomingMail mail, Known known) {
        DeliveryReport report = mail.report();
        if (report != null) {
            if (!report.failed()) {
                return aside(AsideReason.DELAYED, report.status(), known);
            }
            return known.bounced() == null
                    ? aside(AsideReason.BOUNCE, report.said(), known)
                    : new Bounce(known.bounced(), report);
        }
        String sender = mail.sender();
        if (known.ownMessageId() || sender != null && known.own().contains(sender.toLowerCase(Locale.ROOT))) {
            return aside(AsideReason.OWN_MAIL, null, known);
        }
        MailPolicy policy = known.policy();
        if (sender != null && policy.stops(sender)) {
            return aside(AsideReason.STOP_LIST, null, known);
        }
        Machines.Found machine = Machines.look(mail);
        if (machine != null) {
            return aside(machine.reason(), machine.because(), known);
        }
        if (sender == null) {
            return null; // said further below
        }
        if (policy.requireAuthentication()
                && !Authentication.passes(mail.authentication(), policy.authenticationServers(), sender)) {
            return aside(AsideReason.NOT_AUTHENTICATED, null, known);
        }
        if (known.told() == null && known.inTheLastHour() >= policy.perSenderAnHour()) {
            return aside(AsideReason.TOO_MANY, String.valueOf(policy.perSenderAnHour()), known);
        }
        return null;
    }

    /** Who wrote it, or why that is not known: a {@link Sender} or an {@link Aside}. */
    private static Object sender(IncomingMail mail, Known known) {
        Known.Told told = known.told();
        if (told != null && told.person() != null) {
            return new Sender(told.person(), false);
        }
        String address = mail.sender();
        if (address == null) {
            return aside(AsideReason.NO_SENDER, null, known);
        }
        List<Person> active = known.people().stream().filter(Person::active).toList();
        if (active.size() > 1) {
            return aside(AsideReason.SEVERAL_PEOPLE, null, known);
        }
        if (active.size() == 1) {
            return new Sender(active.getFirst().id(), false);
        }
        if (!known.people().isEmpty()) {
            return aside(AsideReason.DEACTIVATED_SENDER, null, known);
        }
        return switch (known.policy().unknownSenders()) {
            case REGISTER -> new Sender(MailIds.person(address), true);
            case SET_ASIDE -> aside(AsideReason.UNKNOWN_SENDER, null, known);
            case REFUSE -> aside(AsideReason.UNKNOWN_SENDER, UnknownSenders.REFUSE.name(), known);
        };
    }

    private static Outcome about(IncomingMail mail, Known known, Sender sender) {
        Known.Target target = known.target();
        Boolean byIt = known.raisedByIt();
        if (byIt != null) {
            return takenBefore(sender, MailIds.ticket(known.key()), byIt, known);
        }
        boolean nothing = mail.text().isBlank() && mail.attachments().isEmpty();
        if (nothing && (target != null || mail.subject().isBlank())) {
            return aside(AsideReason.EMPTY, null, known);
        }
        if (target == null) {
            return new NewTicket(sender, null);
        }
        byIt = target.byIt();
        if (byIt != null) {
            return takenBefore(sender, target.id(), byIt, known);
        }
        if (target.mayComment()) {
            return new Comment(sender, target.id());
        }
        if (target.mayReopen()) {
            return new Reopen(sender, target.id());
        }
        if (target.party() && target.status().isEnd()) {
            return new NewTicket(sender, target.id());
        }
        return known.policy().bystanders() == Bystanders.NEW_TICKET
                ? new NewTicket(sender, null)
                : aside(AsideReason.NOT_A_PARTY, null, known);
    }

    /** Delivered twice, or read again after a crash; or another mail, by a program that gives the same id to several. */
    private static Outcome takenBefore(Sender sender, String ticket, boolean byIt, Known known) {
        return byIt ? new TakenBefore(sender, ticket) : aside(AsideReason.SAME_ID, null, known);
    }

    private static Aside aside(AsideReason reason, @Nullable String because, Known known) {
        return new Aside(
                reason, because, known.target() == null ? null : known.target().id());
    }
}
