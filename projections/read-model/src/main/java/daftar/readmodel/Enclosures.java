package daftar.readmodel;

import daftar.messages.Text;
import daftar.messages.file.FileRef;
import daftar.messages.file.FileVisibility;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.TicketEvent.FileAttached;
import daftar.messages.ticket.TicketEvent.FileWithheld;
import daftar.messages.ticket.TicketEvent.TicketAbsorbed;
import daftar.messages.ticket.TicketEvent.TicketReleased;
import daftar.messages.ticket.TicketEvent.TicketUnmerged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is enclosed in a ticket: part of {@link TicketDocument}.
 *
 * @param files the first one first
 * @param absorbed ids of the tickets that were merged into it, as far as it was told
 * @param left ids of the tickets that it was merged into until that was taken back
 */
public record Enclosures(List<Enclosed> files, List<String> absorbed, List<String> left) {

    /** Nothing. */
    public static final Enclosures NONE = new Enclosures(List.of(), List.of(), List.of());

    public Enclosures {
        files = files == null ? List.of() : files;
        absorbed = absorbed == null ? List.of() : absorbed;
        left = left == null ? List.of() : left;
    }

    /**
     * A file.
     *
     * @param name null where it was redacted
     * @param revision of the event that it came with
     * @param withheld what the virus scanner found in it; null for nothing
     */
    public record Enclosed(
            String sha256,
            @Nullable String name,
            long size,
            String mediaType,
            FileVisibility visibility,
            String by,
            Instant at,
            long revision,
            @Nullable String withheld) {

        Enclosed withheld(String finding) {
            return new Enclosed(sha256, name, size, mediaType, visibility, by, at, revision, finding);
        }
    }

    /** The fold: pure. */
    Enclosures after(TicketEvent event, String actor, Instant at, long revision) {
        return switch (event) {
            case FileAttached e -> {
                List<Enclosed> more = new ArrayList<>(files);
                for (FileRef file : e.files()) {
                    more.add(new Enclosed(
                            file.sha256(),
                            Text.read(file.name()),
                            file.size(),
                            file.mediaType(),
                            e.visibility(),
                            actor,
                            at,
                            revision,
                            null));
                }
                yield new Enclosures(more, absorbed, left);
            }
            case FileWithheld e ->
                new Enclosures(
                        files.stream()
                                .map(file -> file.sha256().equals(e.sha256()) ? file.withheld(e.finding()) : file)
                                .toList(),
                        absorbed,
                        left);
            case TicketAbsorbed e -> new Enclosures(files, TicketDraft.plus(absorbed, e.other()), left);
            case TicketReleased e -> new Enclosures(files, without(absorbed, e.other()), left);
            case TicketUnmerged e ->
                left.contains(e.from()) ? this : new Enclosures(files, absorbed, TicketDraft.plus(left, e.from()));
            default -> this;
        };
    }

    private static List<String> without(List<String> ids, String id) {
        return ids.stream().filter(one -> !one.equals(id)).toList();
    }

    /** The words of a file's name, so that each of them finds it: tokenizers keep {@code offer_2026.pdf} together. */
    static String words(String name) {
        return name.replaceAll("[\\p{Punct}]+", " ").strip();
    }
}
