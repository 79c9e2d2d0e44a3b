package daftar.mail.in;

import daftar.mail.in.Known.Target;
import daftar.mail.in.Known.Told;
import daftar.messages.Role;
import daftar.messages.directory.Reference.Person;
import daftar.messages.mail.Bystanders;
import daftar.messages.mail.MailPolicy;
import daftar.messages.mail.Originals;
import daftar.messages.mail.UnknownSenders;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is known, in tests of decisions. */
final class Knowing {

    static final Person ANN = person("person-ann", "ann@example.org");

    private MailPolicy policy = MailPolicy.USUAL;
    private List<Person> people = List.of(ANN);
    private boolean ownMessageId;
    private @Nullable String bounced;
    private int inTheLastHour;
    private @Nullable Boolean raisedByIt;
    private @Nullable Target target;
    private @Nullable Told told;

    static Known nobody(IncomingMail mail) {
        return new Knowing().people().of(mail);
    }

    static Person person(String id, String mail) {
        return new Person(id, "Ann", mail, null, null, null, Set.of(Role.REQUESTER), "de", "UTC", false);
    }

    Knowing people(Person... some) {
        people = List.of(some);
        return this;
    }

    Knowing policy(UnknownSenders unknown, Bystanders bystanders) {
        policy = new MailPolicy(unknown, bystanders, Originals.NEVER, false, List.of(), 60, policy.stopped(), 1);
        return this;
    }

    Knowing authenticated(String server) {
        policy = new MailPolicy(
                policy.unknownSenders(),
                policy.bystanders(),
                Originals.NEVER,
                true,
                List.of(server),
                60,
                new TreeSet<>(),
                1);
        return this;
    }

    Knowing stopped(String sender) {
        policy = new MailPolicy(
                policy.unknownSenders(),
                policy.bystanders(),
                Originals.NEVER,
                false,
                List.of(),
                60,
                new TreeSet<>(Set.of(sender)),
                1);
        return this;
    }

    Knowing own() {
        ownMessageId = true;
        return this;
    }

    Knowing bounced(String ticket) {
        bounced = ticket;
        return this;
    }

    Knowing inTheLastHour(int mails) {
        inTheLastHour = mails;
        return this;
    }

    Knowing raisedByIt(boolean byIt) {
        raisedByIt = byIt;
        return this;
    }

    Knowing target(Target some) {
        target = some;
        return this;
    }

    Knowing told(@Nullable String person, boolean anyway) {
        told = new Told(person, anyway);
        return this;
    }

    Known of(IncomingMail mail) {
        return new Known(
                MailIds.keyOf(mail, told != null && told.anyway()),
                policy,
                people,
                Set.of("desk@desk.example"),
                ownMessageId,
                bounced,
                inTheLastHour,
                raisedByIt,
                target,
                told);
    }
}
