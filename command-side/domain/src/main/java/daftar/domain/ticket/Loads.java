package daftar.domain.ticket;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much people have to do, for the rules that choose by it. Told by the application from what it knows at the moment;
 * what was chosen is in the event, so a replay never asks. Safe for many threads; never throws and never waits long: who
 * knows nothing says nothing.
 */
public interface Loads {

    /**
     * @param queuedMinutes what the open work that they lead is likely to take, by the history of its categories
     * @param lastGiven when they were last given something; null for never, as far as is known
     */
    record Load(long queuedMinutes, @Nullable Instant lastGiven) {
        static final Load NOTHING = new Load(0, null);
    }

    /** Those of the people of whom something is known. */
    Map<String, Load> of(Collection<String> people);

    /**
     * A ticket is being given to somebody, so that the next one of the same moment goes to another. Told before it is
     * recorded, perhaps more than once.
     *
     * @param category a code; null for none
     */
    void given(String person, @Nullable String category, Instant now);

    /** Knows of no load: the first of those who are there is chosen. */
    Loads NONE = new Loads() {
        @Override
        public Map<String, Load> of(Collection<String> people) {
            return Map.of();
        }

        @Override
        public void given(String person, @Nullable String category, Instant now) {}
    };
}
