package daftar.messages.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket has to do with problems and major incidents, its own or those that it is linked to. Of the other ticket
 * nothing is told but what was said for all concerned; which it is only to who may see it.
 *
 * @param workarounds of the problems that cause it; of a problem its own
 * @param majorIncident that it belongs to while that goes on; of a major incident itself, also what was
 */
public record RelatedView(
        List<Workaround> workarounds, @Nullable Major majorIncident) {

    /**
     * @param knownError whether the cause is known
     * @param solved whether the problem has been solved since
     * @param problem its number; null for the ticket's own, and where the caller may not know it
     */
    public record Workaround(
            String text,
            boolean knownError,
            Instant recordedAt,
            boolean solved,
            @Nullable String problem) {}

    /**
     * @param ticket its number; null for the ticket itself, and where the caller may not know it
     * @param title language → how it is announced
     * @param updates the newest first
     * @param nextUpdateDueAt null while none is owed
     * @param reason why it was declared; for the desk
     * @param departments whom it concerns, empty for everybody; for the desk
     * @param stoodDownAt null while it goes on
     */
    public record Major(
            @Nullable String ticket,
            Map<String, String> title,
            Instant declaredAt,
            int updateEveryMinutes,
            List<Update> updates,
            @Nullable Instant nextUpdateDueAt,
            boolean updateOverdue,
            List<String> services,
            @Nullable String reason,
            @Nullable List<String> departments,
            @Nullable Instant stoodDownAt) {}

    /** @param number from 1 @param text language → what was told */
    public record Update(int number, Instant at, Map<String, String> text) {}
}
