package daftar.reference;

import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.directory.DirectoryEvent.CategoryDefined;
import daftar.messages.directory.DirectoryEvent.DepartmentFounded;
import daftar.messages.directory.DirectoryEvent.TeamFormed;
import daftar.messages.directory.Reference.Category;
import daftar.messages.directory.Reference.Person;
import daftar.messages.directory.Reference.Team;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What a command asks of the directory, in an organisation of 10,000 people, 300 departments, 60 teams and 50 workflows:
 * {@code mvn -pl
 * projections/reference -am test -Dtest=DirectoryLookupBenchmark -Dsurefire.failIfNoSpecifiedTests=false}. Asked for: less
 * than 0.1 ms for each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DirectoryLookupBenchmark {

    private static final int PEOPLE = 10_000;
    private static final int DEPARTMENTS = 300;
    private static final int TEAMS = 60;
    private static final int WORKFLOWS = 50;

    private final Random random = new Random(42);
    private ReferenceState organisation = ReferenceState.EMPTY;

    /** Each department below one of a tenth of its number, so trees are three deep; each person below one of ten times less. */
    @Setup
    public void found() {
        ReferenceState state = ReferenceState.EMPTY;
        for (int i = 0; i < DEPARTMENTS; i++) {
            String id = "department-" + i;
            String parent = i == 0 ? null : "department-" + i / 10;
            state = Facts.and(state, new DepartmentFounded(id, LocalizedText.of("en", id), parent, person(i)));
        }
        for (int i = 0; i < PEOPLE; i++) {
            Role role = i % 100 == 0 ? Role.DISPATCHER : i % 10 == 0 ? Role.SPECIALIST : Role.REQUESTER;
            state = Facts.and(state, Facts.person(person(i), "Name " + i, i == 0 ? null : person(i / 10), role));
        }
        for (int i = 0; i < TEAMS; i++) {
            String id = "team-" + i;
            int first = i * 15;
            List<String> members = IntStream.range(first, first + 15)
                    .mapToObj(DirectoryLookupBenchmark::person)
                    .toList();
            state = Facts.and(
                    state,
                    new TeamFormed(id, LocalizedText.of("en", id), members.getFirst(), members),
                    new CategoryDefined("category-" + i, LocalizedText.of("en", id), null, id));
        }
        for (int i = 0; i < WORKFLOWS; i++) {
            state = Facts.and(state, Facts.workflow("workflow-" + i, 1));
        }
        organisation = state;
    }

    @Benchmark
    public Object person_by_id() {
        return organisation.person(anybody());
    }

    @Benchmark
    public Object teams_of_a_person() {
        return organisation.teamsOf(anybody());
    }

    @Benchmark
    public Object path_of_a_department() {
        return organisation.pathOf("department-" + random.nextInt(DEPARTMENTS));
    }

    /** A hundred people: the longest list that a command asks for. */
    @Benchmark
    public Object holders_of_a_role() {
        return organisation.holdersOf(Role.DISPATCHER);
    }

    /** All that raising and routing one ticket asks together. */
    @Benchmark
    public void all_that_a_raise_asks(Blackhole hole) {
        Person requester = organisation.person(anybody());
        hole.consume(requester);
        hole.consume(organisation.person(requester.supervisor() == null ? person(0) : requester.supervisor()));
        hole.consume(organisation.pathOf(requester.department()));
        hole.consume(organisation.teamsOf(requester.id()));
        Category category = organisation.category("category-" + random.nextInt(TEAMS));
        Team team = organisation.team(category.team());
        team.members().forEach(member -> hole.consume(organisation.person(member)));
        hole.consume(organisation.workflow("workflow-" + random.nextInt(WORKFLOWS), 1));
        hole.consume(organisation.rights());
    }

    private String anybody() {
        return person(random.nextInt(PEOPLE));
    }

    private static String person(int number) {
        return "person-" + number;
    }

    /** Surefire starts it, since it finds the right JDK; its name keeps it out of every usual run. */
    @Test
    void measure() throws Exception {
        new Runner(new OptionsBuilder()
                        .include(DirectoryLookupBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
