package daftar.messages.sla;

import daftar.messages.LocalizedText;
import java.util.List;

/**
 * What an organisation promises, whole.
 *
 * @param code unique, never given to another
 * @param levels the most specific that holds for a ticket counts; of two that are equally so, the first
 */
public record SlaPolicy(String code, LocalizedText name, List<ServiceLevel> levels) {
    public SlaPolicy {
        levels = levels == null ? List.of() : List.copyOf(levels);
    }
}
