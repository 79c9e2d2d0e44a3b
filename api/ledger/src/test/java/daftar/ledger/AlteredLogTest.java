package daftar.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.ledger.Finding.Kind;
import daftar.ledger.LogCheck.Kept;
import daftar.ledger.StreamCheck.Proved;
import daftar.ledger.TreeHead.StreamCount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever is altered in a log, or in a ticket, is found, and the first event concerned is named. */
class AlteredLogTest {

    private static final SigningKey KEY = SigningKey.of(SigningKey.fresh());
    private static final KeyChain.Trusted TRUSTED = KeyChain.Trusted.of(KEY.publicKey());

    /** Which part of an event is altered. */
    enum Part {
        DATA,
        METADATA,
        TIME,
        TYPE,
        ID
    }

    @Property(tries = 200)
    void a_log_that_was_not_altered_is_found_good(@ForAll @IntRange(min = 1, max = 80) int size, @ForAll long seed) {
        Log log = Log.of(size, seed);

        assertThat(log.check(log.events)).isNull();
    }

    @Property(tries = 300)
    void a_changed_event_is_named_with_what_was_changed(
            @ForAll @IntRange(min = 1, max = 80) int size, @ForAll long seed, @ForAll Part part) {
        Log log = Log.of(size, seed);
        int at = log.random.nextInt(size);
        List<StoredEvent> altered = new ArrayList<>(log.events);
        altered.set(at, changed(altered.get(at), part));

        Finding finding = log.check(altered);

        assertNamed(finding, Kind.CHANGED, log.events.get(at), at);
        assertThat(finding.what())
                .contains(
                        switch (part) {
                            case DATA -> ": data";
                            case METADATA -> ": metadata";
                            case TIME -> ": recordedAt";
                            case TYPE -> ": type";
                            case ID -> ": event id";
                        });
    }

    @Property(tries = 300)
    void a_removed_event_is_named_whether_it_was_the_first_one_amid_or_the_last(
            @ForAll @IntRange(min = 1, max = 80) int size, @ForAll long seed, @ForAll @IntRange(max = 2) int where) {
        Log log = Log.of(size, seed);
        int at = where == 0 ? 0 : where == 1 ? size - 1 : log.random.nextInt(size);
        List<StoredEvent> altered = new ArrayList<>(log.events);
        altered.remove(at);

        assertNamed(log.check(altered), Kind.REMOVED, log.events.get(at), at);
    }

    @Property(tries = 300)
    void an_event_that_was_removed_and_its_stream_renumbered_is_named(
            @ForAll @IntRange(min = 2, max = 80) int size, @ForAll long seed) {
        Log log = Log.of(size, seed);
        int at = log.random.nextInt(size);
        StoredEvent gone = log.events.get(at);
        List<StoredEvent> altered = new ArrayList<>();
        for (StoredEvent event : log.events) {
            if (event != gone) {
                boolean later = event.stream().equals(gone.stream()) && event.revision() > gone.revision();
                altered.add(later ? renumbered(event, event.revision() - 1) : event);
            }
        }

        Finding finding = log.check(altered);

        assertThat(finding).isNotNull();
        assertThat(finding.index()).isEqualTo(at);
        assertThat(finding.stream()).isEqualTo(gone.stream());
        assertThat(finding.kind()).isIn(Kind.REMOVED, Kind.CHANGED);
    }

    @Property(tries = 300)
    void an_inserted_event_is_named(@ForAll @IntRange(min = 1, max = 80) int size, @ForAll long seed) {
        Log log = Log.of(size, seed);
        int at = log.random.nextInt(size + 1);
        List<StoredEvent> altered = new ArrayList<>(log.events);
        StoredEvent forged = event("ticket-9", 0, 5, new Random(seed + 1));
        altered.add(at, forged);

        assertNamed(log.check(altered), Kind.INSERTED, forged, at);
    }

    @Property(tries = 300)
    void moved_events_are_named_by_the_first_place(@ForAll @IntRange(min = 2, max = 80) int size, @ForAll long seed) {
        Log log = Log.of(size, seed);
        int from = log.random.nextInt(size - 1);
        int to = from + 1 + log.random.nextInt(size - 1 - from);
        List<StoredEvent> altered = new ArrayList<>(log.events);
        altered.set(from, log.events.get(to));
        altered.set(to, log.events.get(from));

        assertNamed(log.check(altered), Kind.REORDERED, log.events.get(from), from);
    }

    @Property(tries = 200)
    void a_past_that_was_rewritten_with_its_tree_is_found_by_the_heads_of_old(
            @ForAll @IntRange(min = 1, max = 80) int size, @ForAll long seed, @ForAll Part part) {
        Log log = Log.of(size, seed);
        int at = log.random.nextInt(size);
        List<StoredEvent> altered = new ArrayList<>(log.events);
        altered.set(at, changed(altered.get(at), part));
        // what is kept is made to fit, too
        List<Kept> kept = altered.stream()
                .map(event -> new Kept(event.leaf(), event.position()))
                .toList();

        Finding finding = new LogCheck(new HeadList(log.heads), altered::iterator, kept::iterator, count -> {}).first();

        assertThat(finding).isNotNull();
        assertThat(finding.kind()).isEqualTo(Kind.REWRITTEN);
        long good = 0;
        long bad = 0;
        for (TreeHead.Signed head : log.heads) {
            bad = head.head().size();
            if (bad > at) {
                break;
            }
            good = bad;
        }
        assertThat(finding.index()).as("the first after the last good head").isEqualTo(good);
        assertThat(finding.what()).contains("leaves " + good + " to " + (bad - 1));
    }

    @Property(tries = 100)
    void what_is_kept_beside_good_events_may_be_wrong(
            @ForAll @IntRange(min = 1, max = 80) int size, @ForAll long seed) {
        Log log = Log.of(size, seed);

        assertThat(new LogCheck(new HeadList(log.heads), log.events::iterator, List.<Kept>of()::iterator, count -> {})
                        .first())
                .isNull();
    }

    @Property(tries = 300)
    void whatever_is_altered_in_a_ticket_is_found(
            @ForAll @IntRange(min = 3, max = 80) int size, @ForAll long seed, @ForAll @IntRange(max = 7) int how) {
        Log log = Log.of(size, seed);
        List<Proved> good = log.ticket();
        String stream = good.getFirst().event().stream();
        StreamCount count = new StreamCount(stream, good.size(), size);
        String signature = KEY.sign(count.statement());
        TreeHead.Signed head = log.heads.getLast();
        assertThat(StreamCheck.first(TRUSTED, head, count, signature, good)).isNull();
        int at = log.random.nextInt(good.size());
        Proved one = good.get(at);
        List<Proved> altered = new ArrayList<>(good);
        long revision = at;
        if (how < Part.values().length) {
            altered.set(at, with(one, changed(one.event(), Part.values()[how])));
        } else if (how == 5) {
            altered.remove(at);
        } else if (how == 6) {
            altered.removeLast();
            revision = good.size() - 1;
        } else {
            altered.add(with(one, event(stream, good.size(), 99, log.random)));
            revision = good.size();
        }

        Finding finding = StreamCheck.first(TRUSTED, head, count, signature, altered);

        assertThat(finding).isNotNull();
        assertThat(finding.revision()).isEqualTo(revision);
        assertThat(finding.kind()).isEqualTo(how < 5 ? Kind.CHANGED : how < 7 ? Kind.REMOVED : Kind.INSERTED);
        if (how == 6) {
            StreamCount fewer = new StreamCount(stream, good.size() - 1, size);
            assertThat(StreamCheck.first(TRUSTED, head, fewer, signature, altered)
                            .kind())
                    .as("a number that nobody signed")
                    .isEqualTo(Kind.UNSIGNED);
        }
    }

    @Test
    void a_head_of_another_key_and_two_that_contradict_each_other_are_found() {
        Log log = Log.of(30, 1);
        Log other = Log.of(30, 2);
        SigningKey forger = SigningKey.of(SigningKey.fresh());
        TreeHead.Signed forged = forger.sign(log.heads.getLast().head());

        assertThat(HeadList.check(TRUSTED, List.of(forged), List.of(), null).finding())
                .isNotNull();
        assertThat(HeadList.check(TRUSTED, List.of(log.heads.getLast()), List.of(other.heads.getLast()), null)
                        .finding()
                        .what())
                .contains("rewritten");
        assertThat(HeadList.check(TRUSTED, log.heads, log.heads, null).finding())
                .isNull();
    }

    @Test
    void a_log_that_was_cut_with_its_heads_is_found_by_what_was_published() {
        Log log = Log.of(60, 1);
        List<TreeHead.Signed> fewer = log.heads.subList(0, 1);

        Finding finding =
                HeadList.check(TRUSTED, fewer, log.heads, Instant.now()).finding();

        assertThat(finding).isNotNull();
        assertThat(finding.kind()).isEqualTo(Kind.REMOVED);
        assertThat(finding.index()).isEqualTo(fewer.getFirst().head().size());
    }

    private static void assertNamed(@Nullable Finding finding, Kind kind, StoredEvent event, int index) {
        assertThat(finding).isNotNull();
        assertThat(finding.kind()).as(finding.toString()).isEqualTo(kind);
        assertThat(finding.stream()).isEqualTo(event.stream());
        assertThat(finding.revision()).isEqualTo(event.revision());
        assertThat(finding.position()).isEqualTo(event.position());
        assertThat(finding.index()).isEqualTo(index);
    }

    private static Proved with(Proved one, StoredEvent event) {
        return new Proved(event, one.kept(), one.index(), one.proof());
    }

    private static StoredEvent renumbered(StoredEvent event, long revision) {
        return new StoredEvent(
                event.stream(),
                revision,
                event.position(),
                event.eventId(),
                event.type(),
                event.recordedAt(),
                event.data(),
                event.metadata());
    }

    private static StoredEvent changed(StoredEvent event, Part part) {
        return new StoredEvent(
                event.stream(),
                event.revision(),
                event.position(),
                part == Part.ID ? new UUID(1, event.eventId().getLeastSignificantBits()) : event.eventId(),
                part == Part.TYPE ? "Other" : event.type(),
                part == Part.TIME ? event.recordedAt().plusNanos(100) : event.recordedAt(),
                part == Part.DATA ? "{\"text\":\"other\"}".getBytes(StandardCharsets.UTF_8) : event.data(),
                part == Part.METADATA ? "{\"actor\":\"person-x\"}".getBytes(StandardCharsets.UTF_8) : event.metadata());
    }

    private static StoredEvent event(String stream, long revision, long position, Random random) {
        return new StoredEvent(
                stream,
                revision,
                position,
                new UUID(random.nextLong(), random.nextLong()),
                "Noted",
                Instant.ofEpochSecond(1_700_000_000 + position, random.nextInt(10_000_000) * 100L),
                ("{\"text\":\"" + random.nextInt() + "\"}").getBytes(StandardCharsets.UTF_8),
                "{\"actor\":\"person-a\"}".getBytes(StandardCharsets.UTF_8));
    }

    /** A log of a few streams with a head now and then, the last one over all of it. */
    private static final class Log {

        private final List<StoredEvent> events = new ArrayList<>();
        private final List<TreeHead.Signed> heads = new ArrayList<>();
        private final Map<List<Long>, Hash> nodes = new HashMap<>();
        private final Random random;

        private Log(Random random) {
            this.random = random;
        }

        static Log of(int size, long seed) {
            Log log = new Log(new Random(seed));
            Map<String, Long> revisions = new HashMap<>();
            Frontier frontier = Frontier.EMPTY;
            for (int i = 0; i < size; i++) {
                String stream = "ticket-" + log.random.nextInt(3);
                long revision = revisions.merge(stream, 0L, (before, zero) -> before + 1);
                StoredEvent event = event(stream, revision, 10 + 3L * i, log.random);
                log.events.add(event);
                frontier = frontier.with(
                        event.leaf().hash(), (level, index, hash) -> log.nodes.put(List.of((long) level, index), hash));
                if (i == size - 1 || log.random.nextInt(10) == 0) {
                    log.heads.add(KEY.sign(new TreeHead(
                            frontier.size(), frontier.root(), event.position(), Instant.ofEpochSecond(1_700_000_000))));
                }
            }
            return log;
        }

        @Nullable Finding check(List<StoredEvent> altered) {
            return new LogCheck(
                            new HeadList(heads),
                            altered::iterator,
                            () -> events.stream()
                                    .map(event -> new Kept(event.leaf(), event.position()))
                                    .iterator(),
                            count -> {})
                    .first();
        }

        /** The events of the first event's stream. */
        List<Proved> ticket() {
            List<Proved> ticket = new ArrayList<>();
            for (int i = 0; i < events.size(); i++) {
                StoredEvent event = events.get(i);
                if (event.stream().equals(events.getFirst().stream())) {
                    ticket.add(new Proved(
                            event,
                            event.leaf(),
                            i,
                            Proofs.inclusion(
                                    (level, index) -> nodes.get(List.of((long) level, index)), i, events.size())));
                }
            }
            return ticket;
        }
    }
}
