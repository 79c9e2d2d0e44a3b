package daftar.domain;

import daftar.messages.Event;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryEvent.PersonRegistered;
import java.util.ArrayList;
import java.util.List;

/** Seals by marking, and remembers which streams got a key. */
public final class RecordingSealing implements Sealing {

    public final List<String> prepared = new ArrayList<>();

    @Override
    public Event seal(String stream, Event event) {
        if (!(event instanceof PersonRegistered e)) {
            return event;
        }
        if (!prepared.contains(stream)) {
            throw new IllegalStateException("no key for " + stream);
        }
        return new PersonRegistered(
                e.person(),
                sealed(e.name()),
                e.mail() == null ? null : sealed(e.mail()),
                e.telephone() == null ? null : sealed(e.telephone()),
                e.department(),
                e.supervisor(),
                e.roles(),
                e.language(),
                e.zone(),
                e.provisional());
    }

    @Override
    public void prepare(String stream) {
        prepared.add(stream);
    }

    public static Text sealed(Text text) {
        return new Text.Sealed("key", "sealed " + text.readable());
    }
}
