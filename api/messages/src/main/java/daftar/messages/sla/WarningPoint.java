package daftar.messages.sla;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of the time that was promised, and what is done once it has passed.
 *
 * @param target of which promise; null for each
 * @param percent 1 to 1,000; 100 is the breach
 * @param actions nothing but an entry in the ticket's history where there is none
 */
public record WarningPoint(@Nullable Target target, int percent, Set<WarningAction> actions) {

    /** At half and at four fifths of the time, and at its end. */
    public static final List<WarningPoint> USUAL = List.of(
            new WarningPoint(null, 50, Set.of(WarningAction.NOTIFY)),
            new WarningPoint(null, 80, Set.of(WarningAction.NOTIFY)),
            new WarningPoint(null, 100, Set.of(WarningAction.NOTIFY, WarningAction.TELL_MANAGER)));

    public WarningPoint {
        Set<WarningAction> ordered = EnumSet.noneOf(WarningAction.class);
        if (actions != null) {
            ordered.addAll(actions);
        }
        actions = java.util.Collections.unmodifiableSet(ordered);
    }

    boolean isOf(Target which) {
        return target == null || target == which;
    }
}
