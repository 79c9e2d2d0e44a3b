package daftar.messages.workflow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a stage while those who are waited for are silent. Each time counts from the moment at which they were
 * asked; a step without a time is left out, so that one without any asks nobody twice. A stage that says nothing of it has
 * the usual times ({@link daftar.messages.ticket.Patience}).
 *
 * @param remindAfter who is silent is reminded: of an APPROVAL those who are asked, elsewhere the requester for whom the
 *     ticket is on hold
 * @param passToSubstituteAfter of an APPROVAL: the substitutes of the silent are asked as well
 * @param passToSuperiorAfter of an APPROVAL: the superiors of the silent are asked as well
 * @param remindAgainAfter of a hold for the requester: the second reminder
 * @param closeAfter of a hold for the requester: the ticket is closed, because there was no answer
 */
public record Silence(
        @Nullable Duration remindAfter,
        @Nullable Duration passToSubstituteAfter,
        @Nullable Duration passToSuperiorAfter,
        @Nullable Duration remindAgainAfter,
        @Nullable Duration closeAfter) {}
