package daftar.domain.mail;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.mail.AsideMail;
import daftar.messages.mail.AsideMail.State;
import daftar.messages.mail.MailCommand;
import daftar.messages.mail.MailCommand.*;
import daftar.messages.mail.MailEvent.*;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what is asked of a mail that was set aside: pure. First whether the actor may, then whether it makes sense. */
final class MailRules {

    private static final List<Role> MAY = List.of(Role.DISPATCHER, Role.MANAGER, Role.ADMINISTRATOR);

    private MailRules() {}

    /** @throws Refused with the field that is wrong */
    static Decision decide(@Nullable AsideMail before, MailCommand command, Actor actor, Reference reference) {
        return switch (command) {
            case SetMailAside aside -> {
                String role = daftarItself(actor);
                yield isAsideAlready(before, aside) ? Decision.of(role) : Decision.of(role, setAside(aside));
            }
            case TakeMail take -> {
                String role = daftarItself(actor);
                yield known(before).state() == State.TAKEN
                        ? Decision.of(role)
                        : Decision.of(role, new MailTaken(take.ticket()));
            }
            case RetryMail retry -> {
                Role role = people(actor);
                untaken(known(before));
                String person = retry.person();
                Reference.Person known = person == null ? null : reference.person(person);
                if (person != null && (known == null || !known.active())) {
                    throw Refused.invalid("unknown-person", "person", "There is no active person " + person + ".");
                }
                yield Decision.of(role.name(), new MailRetried(person, Boolean.TRUE.equals(retry.anyway())));
            }
            case DiscardMail discard -> {
                Role role = people(actor);
                yield untaken(known(before)).state() == State.DISCARDED
                        ? Decision.of(role.name())
                        : Decision.of(role.name(), new MailDiscarded(discard.reason()));
            }
            case SetMailPolicy policy -> throw new IllegalArgumentException("not of a mail: " + policy);
            case StopSenders stop -> throw new IllegalArgumentException("not of a mail: " + stop);
            case AllowSenders allow -> throw new IllegalArgumentException("not of a mail: " + allow);
        };
    }

    /** The same mail that comes again changes nothing, whatever was made of it since; only a retry is answered anew. */
    private static boolean isAsideAlready(@Nullable AsideMail before, SetMailAside command) {
        return before != null
                && before.state() != State.RETRIED
                && (before.aside().raw() != null || command.raw() == null);
    }

    private static MailSetAside setAside(SetMailAside command) {
        return new MailSetAside(
                command.mailbox(),
                command.reason(),
                command.because(),
                command.sender(),
                command.subject(),
                command.size(),
                command.raw(),
                command.ticket(),
                command.closed());
    }

    private static String daftarItself(Actor actor) {
        if (!actor.is(Role.CLOCK)) {
            throw Refused.forbidden("not-allowed", "Mail is set aside and taken by Daftar itself.");
        }
        return Role.CLOCK.name();
    }

    private static Role people(Actor actor) {
        return MAY.stream()
                .filter(actor::is)
                .findFirst()
                .orElseThrow(() -> Refused.forbidden(
                        "not-allowed", "Mail that was set aside is for DISPATCHER, MANAGER and ADMINISTRATOR."));
    }

    private static AsideMail known(@Nullable AsideMail mail) {
        if (mail == null) {
            throw Refused.notFound("unknown-mail", "There is no such mail.");
        }
        return mail;
    }

    private static AsideMail untaken(AsideMail mail) {
        if (mail.state() == State.TAKEN) {
            throw Refused.conflict("mail-taken", "This mail has come to the ticket " + mail.ticket() + ".");
        }
        return mail;
    }
}
