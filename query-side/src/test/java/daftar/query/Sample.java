package daftar.query;

import daftar.messages.Actor;
import daftar.messages.Role;
import daftar.messages.query.Caller;
import daftar.messages.rights.Rights;
import daftar.messages.words.SearchWords;
import daftar.messages.words.Synonyms;
import daftar.readmodel.Progress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Callers, a small organisation and a read side for tests. */
final class Sample {

    private Sample() {}

    /** Departments have a house above them. */
    static List<String> pathOf(@Nullable String department) {
        return department == null ? List.of() : List.of("department-house", department);
    }

    static Actor actor(String person, Role... roles) {
        return new Actor("person-" + person, Set.of(roles), "api", null);
    }

    static Caller caller(String person, Role... roles) {
        return new Caller(actor(person, roles), "en", null);
    }

    static final Caller DISPATCHER = caller("dispatcher", Role.DISPATCHER);
    static final Caller MANAGER = caller("manager", Role.MANAGER);
    static final Caller AUDITOR = caller("auditor", Role.AUDITOR);
    static final Caller ANALYST = caller("analyst", Role.ANALYST);

    /** Ann and Bob report to Sue; Mia manages accounting; Dan and Eva are on the desk's team, which Leo leads. */
    static final class Organisation implements People {

        @Override
        public Set<String> supervisedBy(String person) {
            return person.equals("person-sue") ? Set.of("person-ann", "person-bob") : Set.of();
        }

        @Override
        public Set<String> departmentsManagedBy(String person) {
            return person.equals("person-mia") ? Set.of("department-accounting") : Set.of();
        }

        @Override
        public List<String> departmentPathOf(String person) {
            return List.of();
        }

        @Override
        public Rights rights() {
            return Rights.USUAL;
        }

        @Override
        public SearchWords searchWords() {
            return SearchWords.of(List.of(new Synonyms(List.of("qualm", "smoke"))), List.of("please"));
        }

        @Override
        public List<String> teamsOf(String person) {
            return Set.of("person-dispatcher", "person-dan", "person-eva").contains(person)
                    ? List.of("team-desk")
                    : List.of();
        }

        @Override
        public Set<String> teamsLedBy(String person) {
            return person.equals("person-leo") ? Set.of("team-desk") : Set.of();
        }

        @Override
        public List<String> membersOf(String team) {
            return team.equals("team-desk") ? List.of("person-dan", "person-eva") : List.of();
        }

        @Override
        public @Nullable String languageOf(String person) {
            return "de";
        }

        @Override
        public ZoneId zoneOf(String person) {
            return ZoneId.of("Europe/Berlin");
        }
    }

    /** A progress that tests set. */
    static final class SetProgress implements Progress {

        final AtomicLong position = new AtomicLong(Long.MAX_VALUE);

        @Override
        public List<Segment> segments() {
            return List.of(new Segment("desk", 0, position.get(), Instant.EPOCH));
        }

        @Override
        public boolean awaitPosition(long asked, Duration timeout) {
            return Freshness.until(() -> position.get() >= asked);
        }
    }

    static final Names NAMES = new Names() {
        @Override
        public @Nullable String name(Kind kind, String id, String language) {
            return Map.of("person-ann", "Ann", "team-desk", "Service desk", "email", "E-mail")
                    .get(id);
        }

        @Override
        public @Nullable String label(
                String requestType, int version, String field, @Nullable String choice, String language) {
            return field + " of " + requestType + " " + version;
        }
    };

    static ReadSide readSide(SampleDesk desk, Progress progress, Instant now) {
        return new ReadSide(
                desk.elastic,
                desk.prefix,
                new Freshness(progress, () -> desk.elastic.refresh(desk.prefix + "*")),
                new Organisation(),
                NAMES,
                InstantSource.fixed(now),
                new QueryMeters(new SimpleMeterRegistry()));
    }
}
