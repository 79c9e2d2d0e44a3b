package daftar.app.mail;

import daftar.app.store.Recording;
import daftar.eventstore.EventLog;
import daftar.http.mail.AsideMails;
import daftar.json.TextSeal;
import daftar.mail.in.Known;
import daftar.mail.in.MailIn;
import daftar.mail.in.Taken;
import daftar.messages.Recorded;
import daftar.messages.file.FileStore;
import daftar.messages.mail.AsideMail;
import daftar.messages.mail.MailEvent.MailSetAside;
import daftar.reference.ReferenceView;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The mails that were set aside: those that wait from the reference view, each of them from the log. */
record KeptMails(ReferenceView view, EventLog log, Recording recording, TextSeal seal, FileStore files, MailIn mailIn)
        implements AsideMails {

    @Override
    public List<AsideMail> waiting() {
        return view.mail().waiting();
    }

    @Override
    public AsideMail opened(AsideMail mail) {
        Recorded sealed =
                new Recorded(mail.id(), mail.version(), -1, new UUID(0, 0), mail.changedAt(), Map.of(), mail.aside());
        return seal.open(sealed).event() instanceof MailSetAside aside
                ? new AsideMail(
                        mail.id(),
                        mail.version(),
                        mail.state(),
                        aside,
                        mail.firstAt(),
                        mail.changedAt(),
                        mail.tries(),
                        mail.ticket())
                : mail;
    }

    @Override
    public @Nullable AsideMail find(String id) {
        AsideMail mail = null;
        for (Recorded recorded : recording.all(log, id, 0)) {
            mail = AsideMail.evolve(mail, recorded);
        }
        return mail;
    }

    @Override
    public InputStream raw(String sha256) throws IOException {
        return files.open(sha256);
    }

    @Override
    public void retry(AsideMail mail, @Nullable String person, boolean anyway) throws IOException {
        String raw = mail.aside().raw();
        if (raw == null) {
            throw new IllegalArgumentException("this mail is in the mailbox only");
        }
        Taken unused = mailIn.retry(mail.id(), raw, mail.aside().mailbox(), new Known.Told(person, anyway));
    }

    @Override
    public boolean awaitPosition(long position) {
        return view.awaitPosition(position, java.time.Duration.ofSeconds(3));
    }
}
