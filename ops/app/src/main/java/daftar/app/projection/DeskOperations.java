package daftar.app.projection;

import daftar.eventstore.EventLog;
import daftar.messages.Refused;
import daftar.messages.query.Operations;
import daftar.projectors.DeadLetters;
import daftar.projectors.Projections;
import daftar.projectors.RebuildStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operation of this node's projections, as administrators ask for it. */
final class DeskOperations implements Operations {

    private final Projections projections;
    private final EventLog log;
    private final InstantSource clock;

    DeskOperations(Projections projections, EventLog log, InstantSource clock) {
        this.projections = projections;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public List<Projection> projections() {
        List<daftar.readmodel.Progress.Segment> published =
                projections.progress().segments();
        List<Segment> segments = published.stream()
                .map(segment -> new Segment(
                        segment.segment(),
                        segment.position(),
                        segment.at().isAfter(clock.instant().minusSeconds(10)),
                        null))
                .toList();
        long slowest = published.stream()
                .mapToLong(daftar.readmodel.Progress.Segment::position)
                .min()
                .orElse(-1);
        long behind = Math.max(0, log.head() - slowest);
        return List.of(new Projection(Projections.PROCESSOR, segments, behind, lag(slowest)));
    }

    /** How long the oldest event that is not applied yet has been waiting. */
    private @Nullable Duration lag(long position) {
        var page = log.readAll(position < 0 ? null : position, 1);
        if (page.events().isEmpty()) {
            return Duration.ZERO;
        }
        return Duration.between(page.events().getFirst().recordedAt(), clock.instant());
    }

    @Override
    public List<DeadLetter> deadLetters(int max) {
        return projections.deadLetters().list().stream()
                .sorted(Comparator.comparing(DeadLetters.Parked::since))
                .limit(max)
                .map(parked -> new DeadLetter(
                        parked.ticket(),
                        parked.events(),
                        parked.firstRevision(),
                        parked.event(),
                        parked.cause() == null ? "unknown" : parked.cause(),
                        parked.since()))
                .toList();
    }

    @Override
    public boolean retry(String sequence) {
        DeadLetters.Retried retried = projections.deadLetters().retry(sequence);
        if (!retried.found()) {
            throw unknown(sequence);
        }
        return retried.parked() == null;
    }

    @Override
    public void discard(String sequence) {
        if (!projections.deadLetters().discard(sequence)) {
            throw unknown(sequence);
        }
    }

    private static Refused unknown(String sequence) {
        return Refused.notFound("not-parked", "Nothing of " + sequence + " is parked.");
    }

    @Override
    public @Nullable Rebuild rebuild() {
        RebuildStatus status = projections.rebuild().status();
        return status.phase() == RebuildStatus.Phase.NONE ? null : view(status);
    }

    @Override
    public Rebuild startRebuild(Purpose purpose) {
        if (projections.rebuild().status().phase().isRunning()) {
            throw Refused.conflict("rebuild-running", "A rebuild runs already; GET shows how far it is.");
        }
        return view(projections
                .rebuild()
                .start(
                        switch (purpose) {
                            case SWITCH -> daftar.projectors.Rebuild.Purpose.SWITCH;
                            case SWITCH_IF_EQUAL -> daftar.projectors.Rebuild.Purpose.SWITCH_IF_EQUAL;
                            case REPLACE -> daftar.projectors.Rebuild.Purpose.REPLACE;
                            case CHECK -> daftar.projectors.Rebuild.Purpose.CHECK;
                        }));
    }

    @Override
    public Rebuild stopRebuild() {
        if (!projections.rebuild().status().phase().isRunning()) {
            throw Refused.conflict("no-rebuild-running", "No rebuild runs on this node.");
        }
        projections.rebuild().stop();
        return view(projections.rebuild().status());
    }

    private Rebuild view(RebuildStatus status) {
        Instant startedAt = status.startedAt() == null ? clock.instant() : status.startedAt();
        return new Rebuild(
                status.phase().name(),
                startedAt,
                status.endedAt(),
                status.position(),
                status.head(),
                Math.round(status.progress() * 1_000) / 1_000.0,
                status.events(),
                status.tickets(),
                Math.round(status.eventsPerSecond() * 10) / 10.0,
                status.timeLeft(),
                detail(status));
    }

    private static @Nullable String detail(RebuildStatus status) {
        if (status.message() != null) {
            return status.message();
        }
        if (status.compared().isEmpty()) {
            return null;
        }
        return status.compared().stream().map(RebuildStatus.Compared::inWords).collect(Collectors.joining(", "));
    }
}
