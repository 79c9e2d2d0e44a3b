package daftar.domain.mail;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Limits;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.mail.MailCommand;
import daftar.messages.mail.MailCommand.*;
import daftar.messages.mail.MailEvent.*;
import daftar.messages.mail.MailPolicy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides what is asked of the mail policy: pure. First whether the actor may, then whether it makes sense. */
final class MailPolicyRules {

    private static final int MOST_AN_HOUR = 10_000;
    private static final int USUAL_AN_HOUR = MailPolicy.USUAL.perSenderAnHour();

    /** As many as one event can name over and over without the list becoming a burden to each start. */
    private static final int MOST_STOPPED = 20_000;

    private static final Pattern DOMAIN = Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N}._-]*[\\p{L}\\p{N}])?");
    private static final Pattern SERVER = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");

    private MailPolicyRules() {}

    /**
     * @param stopped who is on the stop list
     * @throws Refused with the field that is wrong
     */
    static Decision decide(MailPolicy before, Set<String> stopped, MailCommand command, Actor actor) {
        return switch (command) {
            case SetMailPolicy set -> {
                String role = of(actor, List.of(Role.ADMINISTRATOR), "The mail policy is for ADMINISTRATOR.");
                yield set(role, before, set);
            }
            case StopSenders stop -> {
                String role = keepers(actor);
                Set<String> fresh = senders(stop.senders());
                fresh.removeAll(stopped);
                if (stopped.size() + fresh.size() > MOST_STOPPED) {
                    throw Refused.conflict(
                            "stop-list-full", "The stop list has up to " + MOST_STOPPED + " entries; stop domains.");
                }
                yield fresh.isEmpty()
                        ? Decision.of(role)
                        : Decision.of(
                                role,
                                new SendersStopped(fresh.stream().map(Text::of).toList()));
            }
            case AllowSenders allow -> {
                String role = keepers(actor);
                Set<String> known = senders(allow.senders());
                known.retainAll(stopped);
                yield known.isEmpty()
                        ? Decision.of(role)
                        : Decision.of(
                                role,
                                new SendersAllowed(known.stream().map(Text::of).toList()));
            }
            case SetMailAside aside -> throw new IllegalArgumentException("of a mail: " + aside.mail());
            case RetryMail retry -> throw new IllegalArgumentException("of a mail: " + retry.mail());
            case DiscardMail discard -> throw new IllegalArgumentException("of a mail: " + discard.mail());
            case TakeMail take -> throw new IllegalArgumentException("of a mail: " + take.mail());
        };
    }

    private static Decision set(String role, MailPolicy before, SetMailPolicy command) {
        int anHour = Objects.requireNonNullElse(command.perSenderAnHour(), USUAL_AN_HOUR);
        if (anHour < 1 || anHour > MOST_AN_HOUR) {
            throw Refused.invalid(
                    "out-of-range", "perSenderAnHour", "perSenderAnHour must be 1 to " + MOST_AN_HOUR + ".");
        }
        boolean require = Boolean.TRUE.equals(command.requireAuthentication());
        List<String> servers = command.authenticationServers();
        for (int i = 0; i < servers.size(); i++) {
            if (!SERVER.matcher(servers.get(i)).matches()) {
                throw Refused.invalid(
                        "malformed-server",
                        "authenticationServers[" + i + "]",
                        "authenticationServers are the names that your servers sign Authentication-Results with, such"
                                + " as mx.example.org.");
            }
        }
        if (require && servers.isEmpty()) {
            throw Refused.invalid(
                    "missing-server",
                    "authenticationServers",
                    "To require authentication, name the server whose word is taken; anybody can write that header.");
        }
        boolean same = before.unknownSenders() == command.unknownSenders()
                && before.bystanders() == command.bystanders()
                && before.originals() == command.originals()
                && before.requireAuthentication() == require
                && before.authenticationServers().equals(servers)
                && before.perSenderAnHour() == anHour;
        return same
                ? Decision.of(role)
                : Decision.of(
                        role,
                        new MailPolicySet(
                                command.unknownSenders(),
                                command.bystanders(),
                                command.originals(),
                                require,
                                servers,
                                anHour));
    }

    private static Set<String> senders(List<Text> senders) {
        if (senders.isEmpty()) {
            throw Refused.invalid("required", "senders", "Name addresses or domains.");
        }
        Set<String> folded = new LinkedHashSet<>();
        List<Refused.Wrong> wrong = new ArrayList<>();
        for (int i = 0; i < senders.size(); i++) {
            String readable = Text.read(senders.get(i));
            String sender = readable == null ? "" : MailPolicy.folded(readable);
            int at = sender.lastIndexOf('@');
            boolean local =
                    at < 0 || at > 0 && sender.substring(0, at).codePoints().noneMatch(Character::isWhitespace);
            if (sender.length() > Limits.WORD
                    || !local
                    || !DOMAIN.matcher(sender.substring(at + 1)).matches()) {
                wrong.add(new Refused.Wrong(
                        "senders[" + i + "]",
                        "malformed-sender",
                        "Send an address such as noreply@example.org, or a domain such as example.org."));
            } else {
                folded.add(sender);
            }
        }
        if (!wrong.isEmpty()) {
            throw Refused.invalid(wrong);
        }
        return folded;
    }

    private static String keepers(Actor actor) {
        return of(
                actor,
                List.of(Role.DISPATCHER, Role.MANAGER, Role.ADMINISTRATOR),
                "The stop list is for DISPATCHER, MANAGER and ADMINISTRATOR.");
    }

    private static String of(Actor actor, List<Role> may, String otherwise) {
        return may.stream()
                .filter(actor::is)
                .map(Role::name)
                .findFirst()
                .orElseThrow(() -> Refused.forbidden("not-allowed", otherwise));
    }
}
