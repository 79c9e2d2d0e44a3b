package daftar.messages.ticket;

import org.jspecify.annotations.Nullable;

/**
 * What triage decides.
 *
 * @param type a catalogue code, e.g. {@code incident}; null keeps the ticket's
 * @param category a category's code; null keeps the ticket's
 * @param service a service's code; null keeps the ticket's
 * @param symptom a symptom's code; null keeps the ticket's
 * @param impact how much is affected
 * @param urgency how soon it hurts
 */
public record Classification(
        @Nullable String type,
        @Nullable String category,
        @Nullable String service,
        @Nullable String symptom,
        Impact impact,
        Urgency urgency) {}
