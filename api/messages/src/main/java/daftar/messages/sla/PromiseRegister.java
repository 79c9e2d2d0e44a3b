package daftar.messages.sla;

import daftar.messages.sla.SlaEvent.*;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All business calendars and policies at one moment, in all their versions: a fold over their events. Immutable; what comes
 * with Daftar is in it from the beginning.
 */
public final class PromiseRegister implements Calendars {

    /** What comes with Daftar alone. */
    public static final PromiseRegister SHIPPED = new PromiseRegister(
            Collections.unmodifiableNavigableMap(new TreeMap<>(java.util.Map.of(
                    BusinessCalendar.AROUND_THE_CLOCK.code(),
                    new Kept<>(versions(1, BusinessCalendar.AROUND_THE_CLOCK), false)))),
            Collections.unmodifiableNavigableMap(new TreeMap<>(java.util.Map.of(
                    ServiceLevels.SHIPPED.policy().code(), new Kept<>(versions(1, ServiceLevels.SHIPPED), false)))));

    private final NavigableMap<String, Kept<BusinessCalendar>> calendars;
    private final NavigableMap<String, Kept<ServiceLevels.Version>> policies;
    private final ServiceLevels levels;

    private PromiseRegister(
            NavigableMap<String, Kept<BusinessCalendar>> calendars,
            NavigableMap<String, Kept<ServiceLevels.Version>> policies) {
        this.calendars = calendars;
        this.policies = policies;
        this.levels = new ServiceLevels(policies.values().stream()
                .filter(kept -> !kept.retired())
                .map(Kept::newest)
                .toList());
    }

    /** @param versions by number, never empty */
    public record Kept<T>(NavigableMap<Integer, T> versions, boolean retired) {

        public T newest() {
            return versions.lastEntry().getValue();
        }

        public int version() {
            return versions.lastKey();
        }
    }

    private static <T> NavigableMap<Integer, T> versions(int number, T first) {
        NavigableMap<Integer, T> versions = new TreeMap<>();
        versions.put(number, first);
        return Collections.unmodifiableNavigableMap(versions);
    }

    /** The fold: pure. */
    public PromiseRegister after(SlaEvent event) {
        return switch (event) {
            case CalendarDefined e ->
                new PromiseRegister(
                        defined(
                                calendars,
                                e.calendar().code(),
                                e.version(),
                                new BusinessCalendar(e.calendar(), e.version())),
                        policies);
            case CalendarRetired e -> new PromiseRegister(retired(calendars, e.code(), true), policies);
            case CalendarRestored e -> new PromiseRegister(retired(calendars, e.code(), false), policies);
            case ServiceLevelsDefined e ->
                new PromiseRegister(
                        calendars,
                        defined(
                                policies,
                                e.policy().code(),
                                e.version(),
                                new ServiceLevels.Version(e.policy(), e.version())));
            case ServiceLevelsRetired e -> new PromiseRegister(calendars, retired(policies, e.code(), true));
            case ServiceLevelsRestored e -> new PromiseRegister(calendars, retired(policies, e.code(), false));
        };
    }

    private static <T> NavigableMap<String, Kept<T>> defined(
            NavigableMap<String, Kept<T>> all, String code, int version, T value) {
        Kept<T> before = all.get(code);
        NavigableMap<Integer, T> versions = new TreeMap<>();
        if (before != null) {
            versions.putAll(before.versions());
        }
        versions.put(version, value);
        NavigableMap<String, Kept<T>> more = new TreeMap<>(all);
        more.put(code, new Kept<>(Collections.unmodifiableNavigableMap(versions), before != null && before.retired()));
        return Collections.unmodifiableNavigableMap(more);
    }

    private static <T> NavigableMap<String, Kept<T>> retired(
            NavigableMap<String, Kept<T>> all, String code, boolean retired) {
        Kept<T> before = all.get(code);
        if (before == null) {
            return all;
        }
        NavigableMap<String, Kept<T>> more = new TreeMap<>(all);
        more.put(code, new Kept<>(before.versions(), retired));
        return Collections.unmodifiableNavigableMap(more);
    }

    /** All that is promised now. */
    public ServiceLevels levels() {
        return levels;
    }

    /** {@inheritDoc} In its newest version, retired or not. */
    @Override
    public @Nullable BusinessCalendar find(String code) {
        Kept<BusinessCalendar> kept = calendars.get(code);
        return kept == null ? null : kept.newest();
    }

    /** The calendar in this version; null where there is none. */
    public @Nullable BusinessCalendar calendar(String code, int version) {
        Kept<BusinessCalendar> kept = calendars.get(code);
        return kept == null ? null : kept.versions().get(version);
    }

    public @Nullable Kept<BusinessCalendar> calendar(String code) {
        return calendars.get(code);
    }

    public @Nullable Kept<ServiceLevels.Version> policy(String code) {
        return policies.get(code);
    }

    /** The policy in this version; null where there is none. */
    public ServiceLevels.@Nullable Version policy(String code, int version) {
        Kept<ServiceLevels.Version> kept = policies.get(code);
        return kept == null ? null : kept.versions().get(version);
    }

    /** By code. */
    public Collection<Kept<BusinessCalendar>> calendars() {
        return calendars.values();
    }

    /** By code. */
    public Collection<Kept<ServiceLevels.Version>> policies() {
        return policies.values();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PromiseRegister register
                && register.calendars.equals(calendars)
                && register.policies.equals(policies);
    }

    @Override
    public int hashCode() {
        return Objects.hash(calendars, policies);
    }
}
