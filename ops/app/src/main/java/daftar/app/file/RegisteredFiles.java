package daftar.app.file;

import daftar.app.store.Recording;
import daftar.eventstore.EventLog;
import daftar.files.Housekeeping;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Recorded;
import daftar.messages.ticket.TicketCommand.WithholdFile;
import daftar.messages.ticket.TicketEvent.FileAttached;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** What the register itself says of the files of tickets. */
final class RegisteredFiles implements Housekeeping.Tickets {

    private final EventLog log;
    private final Recording recording;
    private final Commands commands;

    RegisteredFiles(EventLog log, Recording recording, Commands commands) {
        this.log = log;
        this.recording = recording;
        this.commands = commands;
    }

    @Override
    public boolean has(String ticket, String sha256) {
        try (var events = log.readStream(ticket, 0)) {
            return events.map(recording::of)
                    .flatMap(Optional::stream)
                    .map(Recorded::event)
                    .anyMatch(event -> event instanceof FileAttached attached
                            && attached.files().stream()
                                    .anyMatch(file -> file.sha256().equals(sha256)));
        }
    }

    @Override
    public void withhold(String ticket, String sha256, String finding) {
        String key = "withhold:" + ticket + ":" + sha256;
        var unused = commands.send(
                new WithholdFile(ticket, sha256, finding),
                new Envelope(
                        Actor.clock(),
                        UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)),
                        key,
                        null,
                        null,
                        null,
                        key));
    }
}
