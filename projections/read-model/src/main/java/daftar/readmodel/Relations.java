package daftar.readmodel;

import daftar.messages.Text;
import daftar.messages.ticket.LinkKind;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.TicketEvent.*;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket has to do with others: part of {@link TicketDocument}.
 *
 * @param links how it stands to others, each by {@link #link}, so that one term finds the incidents of a problem
 * @param told the solutions of others that it was told of, each by {@link #solved}
 * @param workaround what helps until the problem is solved; null for none
 * @param majorIncident whether it was declared a major incident and not stood down
 * @param major what there is to know of it as a major incident; null where it never was one
 * @param updateDueAt when the next update falls due; null while none is owed
 * @param updateMissed whether it was said that the next update is overdue
 */
public record Relations(
        List<String> links,
        List<String> told,
        @Nullable Workaround workaround,
        boolean majorIncident,
        @Nullable Major major,
        @Nullable Instant updateDueAt,
        boolean updateMissed) {

    /** A ticket that has to do with no other. */
    public static final Relations NONE = new Relations(List.of(), List.of(), null, false, null, null, false);

    /** @param text null where it was redacted @param knownError whether the cause is known */
    public record Workaround(@Nullable String text, boolean knownError, String by, Instant at) {}

    /**
     * @param reason internal; null where it was redacted
     * @param title language → how it is announced
     * @param nextUpdateDueAt while it is to be worked on
     * @param updates the first one first
     * @param stoodDownAt null until then
     */
    public record Major(
            Instant declaredAt,
            String declaredBy,
            @Nullable String reason,
            Map<String, String> title,
            int updateEveryMinutes,
            List<String> departments,
            List<String> services,
            Instant nextUpdateDueAt,
            List<Update> updates,
            @Nullable Instant stoodDownAt) {}

    /** @param number from 1 @param text language → what was told, as far as it is readable */
    public record Update(int number, Map<String, String> text, String by, Instant at) {}

    /** How a link is kept. */
    public static String link(LinkKind kind, String other) {
        return kind + " " + other;
    }

    /** How it is kept that the ticket was told of the solution of another. */
    public static String solved(String other, Instant at) {
        return other + " " + at;
    }

    /** The fold: pure. @param status after the event */
    Relations after(TicketEvent event, Status status, String actor, Instant at) {
        return changed(event, actor, at).in(status);
    }

    private Relations changed(TicketEvent event, String actor, Instant at) {
        return switch (event) {
            case TicketLinked e ->
                new Relations(
                        TicketDraft.plus(links, link(e.kind(), e.other())),
                        told,
                        workaround,
                        majorIncident,
                        major,
                        updateDueAt,
                        updateMissed);
            case TicketUnlinked e ->
                new Relations(
                        links.stream()
                                .filter(link -> !link.equals(link(e.kind(), e.other())))
                                .toList(),
                        told,
                        workaround,
                        majorIncident,
                        major,
                        updateDueAt,
                        updateMissed);
            case LinkedTicketSolved e ->
                new Relations(
                        links,
                        TicketDraft.plus(told, solved(e.other(), e.solvedAt())),
                        workaround,
                        majorIncident,
                        major,
                        updateDueAt,
                        updateMissed);
            case WorkaroundRecorded e ->
                new Relations(
                        links,
                        told,
                        new Workaround(Text.read(e.text()), e.knownError(), actor, at),
                        majorIncident,
                        major,
                        updateDueAt,
                        updateMissed);
            case MajorIncidentDeclared e ->
                major(
                        new Major(
                                at,
                                actor,
                                Text.read(e.reason()),
                                readable(e.title()),
                                (int) e.updateEvery().toMinutes(),
                                e.departments(),
                                e.services(),
                                e.nextUpdateDueAt(),
                                major == null ? List.of() : major.updates(),
                                null),
                        false);
            case MajorIncidentUpdated e ->
                major == null
                        ? this
                        : major(
                                major(
                                        e.nextUpdateDueAt(),
                                        TicketDraft.plus(
                                                major.updates(), new Update(e.number(), readable(e.text()), actor, at)),
                                        null),
                                false);
            case MajorIncidentUpdateMissed e -> major == null ? this : major(major, true);
            case MajorIncidentStoodDown e ->
                major == null ? this : major(major(major.nextUpdateDueAt(), major.updates(), at), false);
            default -> this;
        };
    }

    private Relations major(Major next, boolean missed) {
        return new Relations(links, told, workaround, next.stoodDownAt() == null, next, updateDueAt, missed);
    }

    private Major major(Instant next, List<Update> updates, @Nullable Instant stoodDownAt) {
        Major old = Objects.requireNonNull(major);
        return new Major(
                old.declaredAt(),
                old.declaredBy(),
                old.reason(),
                old.title(),
                old.updateEveryMinutes(),
                old.departments(),
                old.services(),
                next,
                new ArrayList<>(updates),
                stoodDownAt);
    }

    /** An update is owed while the major incident is to be worked on. */
    private Relations in(Status status) {
        Instant due = majorIncident && major != null && status.isOpen() ? major.nextUpdateDueAt() : null;
        return Objects.equals(due, updateDueAt)
                ? this
                : new Relations(links, told, workaround, majorIncident, major, due, updateMissed);
    }

    private static Map<String, String> readable(Map<String, Text> texts) {
        Map<String, String> readable = new TreeMap<>();
        texts.forEach((language, text) -> {
            String value = Text.read(text);
            if (value != null) {
                readable.put(language, value);
            }
        });
        return readable;
    }
}
