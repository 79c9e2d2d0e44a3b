package daftar.app.mail;

import daftar.app.store.Recording;
import daftar.eventstore.EventLog;
import daftar.eventstore.ExpectedRevision;
import daftar.eventstore.NewEvent;
import daftar.eventstore.RecordedEvent;
import daftar.json.DaftarJson;
import daftar.json.TextSeal;
import daftar.mail.out.LetterLog;
import daftar.messages.Recorded;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The mailer's register, over the event log. How far it is, is the last event of {@code snap-mailer}, so it survives an
 * Elasticsearch that is made anew.
 */
final class RegisterForLetters implements LetterLog {

    private static final String MARKS = EventLog.SNAPSHOT_PREFIX + "mailer";
    private static final String MARK = "MailerMark";

    private final EventLog log;
    private final Recording recording;
    private final TextSeal seal;
    private volatile boolean bounded;

    RegisterForLetters(EventLog log, Recording recording, TextSeal seal) {
        this.log = log;
        this.recording = recording;
        this.seal = seal;
    }

    @Override
    public long head() {
        return log.head();
    }

    @Override
    public List<Recorded> read(String stream, long fromRevision) {
        return recording.all(log, stream, fromRevision).stream().map(seal::open).toList();
    }

    @Override
    public AutoCloseable follow(long afterPosition, String prefix, Listener listener) {
        return log.subscribe(afterPosition < 0 ? null : afterPosition, List.of(prefix), new EventLog.Selected() {
            @Override
            public void recorded(RecordedEvent event) {
                recording.of(event).ifPresentOrElse(listener::recorded, () -> listener.passed(event.position()));
            }

            @Override
            public void passed(long position) {
                listener.passed(position);
            }
        });
    }

    @Override
    public @Nullable Mark mark() {
        List<RecordedEvent> last = log.readBackwards(MARKS, 1);
        return last.isEmpty()
                ? null
                : DaftarJson.events().readValue(last.getFirst().data(), Mark.class);
    }

    @Override
    public void store(Mark mark) {
        if (!bounded) {
            log.setMaxCount(MARKS, 1);
            bounded = true;
        }
        log.append(
                MARKS,
                ExpectedRevision.any(),
                List.of(new NewEvent(
                        UUID.randomUUID(),
                        MARK,
                        Map.of("revision", "1"),
                        DaftarJson.events().writeValueAsBytes(mark))));
    }
}
