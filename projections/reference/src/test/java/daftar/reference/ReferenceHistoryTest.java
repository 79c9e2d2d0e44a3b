package daftar.reference;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.directory.DirectoryEvent.DepartmentFounded;
import daftar.messages.directory.DirectoryEvent.TeamFormed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The directory as it was: what it held is kept while it changes, and asked for again afterwards. */
class ReferenceHistoryTest {

    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");

    private final List<Recorded> log = new ArrayList<>();
    private final ReferenceSnapshots snapshots = new ReferenceSnapshots() {
        private final List<Part> parts = new ArrayList<>();

        @Override
        public List<Part> load() {
            return List.copyOf(parts);
        }

        @Override
        public boolean add(int before, Part part) {
            return parts.add(part);
        }
    };
    private final ReferenceSource source = new ReferenceSource() {
        @Override
        public long catchUp(long afterPosition, Listener listener) {
            log.stream().filter(event -> event.position() > afterPosition).forEach(listener::recorded);
            return log.isEmpty() ? -1 : log.getLast().position();
        }

        @Override
        public AutoCloseable follow(long afterPosition, Listener listener) {
            throw new AssertionError("what is past is not followed");
        }
    };
    private final ReferenceHistory history = new ReferenceHistory(source, snapshots, UnaryOperator.identity());

    private void record(String stream, Instant occurredAt, Instant recordedAt, Event event) {
        long position = 10 + log.size() * 7L;
        log.add(new Recorded(
                stream,
                log.size(),
                position,
                new UUID(0, position),
                recordedAt,
                Map.of(Meta.OCCURRED_AT, occurredAt.toString()),
                event));
    }

    private ReferenceState at(@Nullable Instant at, @Nullable Instant recordedAt) {
        return history.at(at, recordedAt, log.getLast().position()).state();
    }

    private static TeamFormed team(String id, String name) {
        return new TeamFormed(id, LocalizedText.of("en", name), null, List.of());
    }

    @Test
    void by_its_own_time_it_is_what_it_held_then_with_and_without_a_snapshot() {
        Random random = new Random(7);
        ReferenceState state = ReferenceState.EMPTY;
        Instant now = START;
        List<Instant> instants = new ArrayList<>();
        List<ReferenceState> held = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            now = now.plusNanos(1 + random.nextInt(1_000_000));
            int n = random.nextInt(20);
            // half of it is said to have happened long ago
            Instant occurred = random.nextBoolean() ? now : START.minusSeconds(random.nextInt(1_000));
            if (random.nextBoolean()) {
                record("team-" + n, occurred, now, team("team-" + n, "name " + i));
            } else {
                record(
                        "department-" + n,
                        occurred,
                        now,
                        new DepartmentFounded("department-" + n, LocalizedText.of("en", "name " + i), null, null));
            }
            state = ReferenceState.evolve(state, log.getLast());
            instants.add(now);
            held.add(state);
        }
        for (int i = 0; i < held.size(); i++) {
            assertThat(at(null, instants.get(i))).as("event %s", i).isEqualTo(held.get(i));
        }
        snapshots.add(
                0,
                new ReferenceSnapshots.Part(SnapshotLog.FORMAT, -1, log.get(99).position(), log.subList(0, 100)));
        for (int i = 0; i < held.size(); i++) {
            assertThat(at(null, instants.get(i))).as("event %s", i).isEqualTo(held.get(i));
        }
        assertThat(at(null, START)).isEqualTo(ReferenceState.EMPTY);
        assertThat(at(null, null)).isEqualTo(state);
    }

    @Test
    void by_business_time_each_stream_goes_as_far_as_had_happened() {
        record("team-a", START.plusSeconds(10), START.plusSeconds(10), team("team-a", "first"));
        record("team-a", START.plusSeconds(30), START.plusSeconds(30), team("team-a", "second"));
        record("team-b", START.plusSeconds(5), START.plusSeconds(40), team("team-b", "brought in"));

        ReferenceState then = at(START.plusSeconds(20), null);

        assertThat(then.team("team-a").name().in("en")).isEqualTo("first");
        assertThat(then.team("team-b")).isNotNull();
        assertThat(at(START.plusSeconds(20), START.plusSeconds(35)).team("team-b"))
                .isNull();
        assertThat(at(START, null)).isEqualTo(ReferenceState.EMPTY);
    }
}
