package daftar.domain;

import daftar.messages.Event;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryEvent.IdentityLinked;
import daftar.messages.directory.DirectoryEvent.PersonRegistered;
import daftar.messages.directory.DirectoryEvent.PersonalDetailsChanged;
import java.util.ArrayList;
import java.util.List;

/** Seals by marking, and remembers which streams got a key. */
public final class RecordingSealing implements Sealing {

    public final List<String> prepared = new ArrayList<>();

    /** Of the keys that were asked for, in order. */
    public final List<Integer> generations = new ArrayList<>();

    @Override
    public Event seal(String stream, int generation, Event event) {
        generations.add(generation);
        return switch (event) {
            case PersonRegistered e -> {
                if (!prepared.contains(stream)) {
                    throw new IllegalStateException("no key for " + stream);
                }
                yield new PersonRegistered(
                        e.person(),
                        sealed(e.name()),
                        orNone(e.mail()),
                        orNone(e.telephone()),
                        e.department(),
                        e.supervisor(),
                        e.roles(),
                        e.language(),
                        e.zone(),
                        e.provisional());
            }
            case PersonalDetailsChanged e ->
                new PersonalDetailsChanged(
                        e.person(), sealed(e.name()), orNone(e.mail()), orNone(e.telephone()), e.language(), e.zone());
            case IdentityLinked e -> new IdentityLinked(e.person(), sealed(e.userName()), orNone(e.externalId()));
            default -> event;
        };
    }

    private static Text orNone(Text text) {
        return text == null ? null : sealed(text);
    }

    @Override
    public String sealRequest(String stream, int generation, String requestHash) {
        return "sealed " + requestHash;
    }

    @Override
    public boolean isRepetition(String stream, String sealed, String requestHash) {
        return sealed.equals("sealed " + requestHash);
    }

    @Override
    public void prepare(String stream) {
        prepared.add(stream);
    }

    public static Text sealed(Text text) {
        return new Text.Sealed("key", "sealed " + text.readable());
    }
}
