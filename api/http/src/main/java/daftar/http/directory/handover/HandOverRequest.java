package daftar.http.directory.handover;

import daftar.messages.Text;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param to who gets what {@code perKind} does not name anybody for; null hands over the named kinds only
 * @param perKind by the names of {@link OpenKind}, a person
 * @param reason noted with each ticket; the desk reads it
 */
public record HandOverRequest(@Nullable String to, Map<String, String> perKind, Text reason) {
    public HandOverRequest {
        perKind = perKind == null ? Map.of() : Map.copyOf(perKind);
    }
}
