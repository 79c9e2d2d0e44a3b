package daftar.reference;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Event;
import daftar.messages.Recorded;
import daftar.messages.Role;
import daftar.messages.workflow.WorkflowChoice;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** However the view came to where it is, it is the same. */
class ReferenceFoldTest {

    @Property(tries = 200)
    void followed_caught_up_and_from_a_snapshot_are_the_same_as_folded_from_scratch(
            @ForAll("histories") List<Event> history, @ForAll @IntRange(min = 0, max = 400) int split) {
        Log log = new Log();
        ReferenceView followed = new ReferenceView(log, log, (event, redacted) -> Facts.opened(event));
        followed.start();
        ReferenceView lateFollower = null;
        for (int i = 0; i < history.size(); i++) {
            if (i == split) {
                lateFollower = new ReferenceView(log, log, (event, redacted) -> Facts.opened(event));
                lateFollower.start();
            }
            log.record(Facts.streamOf(history.get(i)), history.get(i));
        }
        ReferenceView fromSnapshot = new ReferenceView(log, log, (event, redacted) -> Facts.opened(event));
        fromSnapshot.start();

        ReferenceState scratch = ReferenceState.EMPTY;
        for (Recorded recorded : log.records()) {
            scratch = ReferenceState.evolve(scratch, Facts.opened(recorded));
        }
        assertThat(followed.state()).isEqualTo(scratch);
        assertThat(fromSnapshot.state()).isEqualTo(scratch);
        assertThat(fromSnapshot.position()).isEqualTo(followed.position());
        if (lateFollower != null) {
            assertThat(lateFollower.state()).isEqualTo(scratch);
        }
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        return events().list().ofMinSize(0).ofMaxSize(400);
    }

    private static Arbitrary<Event> events() {
        Arbitrary<String> people = Arbitraries.integers().between(0, 12).map(i -> "person-" + i);
        Arbitrary<String> teams = Arbitraries.integers().between(0, 4).map(i -> "team-" + i);
        Arbitrary<String> words = Arbitraries.integers().between(0, 5).map(i -> "w" + i);
        Arbitrary<Role> roles = Arbitraries.of(Role.MANAGER, Role.SPECIALIST, Role.REQUESTER);
        return Arbitraries.oneOf(
                Combinators.combine(people, words, roles).as((p, name, role) -> Facts.person(p, name, null, role)),
                Combinators.combine(people, people.injectNull(0.2)).as(Facts::supervisor),
                words.map(word -> Facts.department("department-" + word, null)),
                Combinators.combine(teams, people).as((t, p) -> Facts.team(t, p)),
                Combinators.combine(teams, people).as(Facts::member),
                words.map(word -> Facts.category(word, null)),
                Combinators.combine(words, Arbitraries.integers().between(1, 3)).as(Facts::workflow),
                words.map(word -> Facts.choices(new WorkflowChoice(null, null, null, word))),
                Arbitraries.just(new Event() {}));
    }
}
