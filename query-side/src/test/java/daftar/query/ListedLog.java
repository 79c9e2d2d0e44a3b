package daftar.query;

import daftar.eventstore.Appended;
import daftar.eventstore.EventLog;
import daftar.eventstore.ExpectedRevision;
import daftar.eventstore.LogPage;
import daftar.eventstore.NewEvent;
import daftar.eventstore.RecordedEvent;
import daftar.eventstore.StreamAppend;
import daftar.messages.Recorded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A log in memory, to be read and followed. */
final class ListedLog implements EventLog {

    private final Map<String, List<RecordedEvent>> streams = new ConcurrentHashMap<>();
    private final Map<java.util.UUID, Recorded> decoded = new ConcurrentHashMap<>();
    private final List<Consumer<RecordedEvent>> followers = new CopyOnWriteArrayList<>();

    void add(Recorded recorded) {
        RecordedEvent event = new RecordedEvent(
                recorded.stream(),
                recorded.revision(),
                recorded.position(),
                recorded.eventId(),
                recorded.recordedAt(),
                recorded.event().getClass().getSimpleName(),
                recorded.metadata(),
                new byte[0]);
        decoded.put(recorded.eventId(), recorded);
        streams.computeIfAbsent(recorded.stream(), none -> new ArrayList<>()).add(event);
        followers.forEach(follower -> follower.accept(event));
    }

    Recorded decode(RecordedEvent event) {
        return decoded.get(event.eventId());
    }

    int followers() {
        return followers.size();
    }

    @Override
    public List<RecordedEvent> read(String stream, long fromRevision, int max) {
        return readStream(stream, fromRevision).limit(max).toList();
    }

    @Override
    public Stream<RecordedEvent> readStream(String stream, long fromRevision) {
        return streams.getOrDefault(stream, List.of()).stream().filter(event -> event.revision() >= fromRevision);
    }

    @Override
    public long head() {
        return streams.values().stream()
                .flatMap(List::stream)
                .mapToLong(RecordedEvent::position)
                .max()
                .orElse(-1);
    }

    @Override
    public Subscription subscribe(@Nullable Long afterPosition, Consumer<RecordedEvent> consumer) {
        followers.add(consumer);
        return () -> followers.remove(consumer);
    }

    @Override
    public Subscription subscribe(@Nullable Long afterPosition, List<String> prefixes, Selected listener) {
        throw new AssertionError("queries follow the whole log");
    }

    @Override
    public List<RecordedEvent> readBackwards(String stream, int max) {
        throw new AssertionError("queries do not read backwards");
    }

    @Override
    public LogPage readAll(@Nullable Long afterPosition, int max) {
        List<RecordedEvent> after = streams.values().stream()
                .flatMap(List::stream)
                .filter(event -> afterPosition == null || event.position() > afterPosition)
                .sorted(Comparator.comparingLong(RecordedEvent::position))
                .toList();
        List<RecordedEvent> page = after.stream().limit(max).toList();
        return new LogPage(
                page, page.isEmpty() ? afterPosition : (Long) page.getLast().position(), after.size() <= max);
    }

    @Override
    public Stream<RecordedEvent> streamAll(@Nullable Long afterPosition) {
        throw new AssertionError("queries do not read the whole log");
    }

    @Override
    public Appended append(String stream, ExpectedRevision expected, List<NewEvent> events) {
        throw new AssertionError("queries append nothing");
    }

    @Override
    public List<Appended> appendAll(List<StreamAppend> appends) {
        throw new AssertionError("queries append nothing");
    }

    @Override
    public void setMaxCount(String stream, long count) {
        throw new AssertionError("queries change nothing");
    }

    @Override
    public void truncateBefore(String stream, long revision) {
        throw new AssertionError("queries change nothing");
    }
}
