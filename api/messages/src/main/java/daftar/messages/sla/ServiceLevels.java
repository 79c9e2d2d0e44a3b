package daftar.messages.sla;

import daftar.messages.LocalizedText;
import daftar.messages.ticket.Priority;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is promised at one time: the policies that count, each in one version. Immutable.
 *
 * @param policies by code, where it matters which is the first
 */
public record ServiceLevels(List<Version> policies) {

    /** What comes with Daftar: urgent 10 minutes and 1 hour, else 30 minutes and 4 hours, around the clock. */
    public static final Version SHIPPED = new Version(shipped(), 1);

    /** Only what comes with Daftar. */
    public static final ServiceLevels USUAL = new ServiceLevels(List.of(SHIPPED));

    /** Nothing is promised. */
    public static final ServiceLevels NONE = new ServiceLevels(List.of());

    public ServiceLevels {
        policies = List.copyOf(policies);
    }

    /** A policy in one version. @param version from 1 */
    public record Version(SlaPolicy policy, int version) {}

    /** The level that holds for a ticket, and where it stands. @param version of the policy */
    public record Found(String policy, int version, ServiceLevel level) {}

    /** Only this policy. */
    public static ServiceLevels of(SlaPolicy policy, int version) {
        return new ServiceLevels(List.of(new Version(policy, version)));
    }

    /** The most specific level that holds for such a ticket; null where nothing is promised to it. */
    public @Nullable Found find(SlaFacts facts) {
        Found best = null;
        int[] most = {};
        for (Version version : policies) {
            for (ServiceLevel level : version.policy().levels()) {
                if (level.holdsFor(facts)) {
                    int[] specificity = level.specificity(facts);
                    if (best == null || Arrays.compare(specificity, most) > 0) {
                        best = new Found(version.policy().code(), version.version(), level);
                        most = specificity;
                    }
                }
            }
        }
        return best;
    }

    private static SlaPolicy shipped() {
        Map<String, String> name = new LinkedHashMap<>();
        name.put("en", "As it comes with Daftar");
        name.put("de", "Wie mitgeliefert");
        name.put("fa", "پیش‌فرض دفتر");
        name.put("ru", "Как поставляется");
        name.put("zh", "默认");
        return new SlaPolicy(
                "default",
                new LocalizedText(name),
                List.of(
                        level("urgent", List.of(Priority.CRITICAL, Priority.HIGH), 10, 60),
                        level("normal", List.of(), 30, 240)));
    }

    private static ServiceLevel level(String code, List<Priority> priorities, int response, int resolution) {
        return new ServiceLevel(
                code,
                null,
                null,
                priorities,
                null,
                null,
                BusinessCalendar.AROUND_THE_CLOCK.code(),
                Duration.ofMinutes(response),
                Duration.ofMinutes(resolution),
                null,
                List.of(),
                false,
                null);
    }
}
