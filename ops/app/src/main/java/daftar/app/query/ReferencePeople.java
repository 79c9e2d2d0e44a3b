package daftar.app.query;

import daftar.messages.directory.Reference;
import daftar.messages.rights.Rights;
import daftar.messages.words.SearchWords;
import daftar.query.People;
import daftar.reference.ReferenceState;
import daftar.reference.ReferenceView;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The organisation as queries see it. @param state asked anew for each question @param words likewise */
public record ReferencePeople(Supplier<ReferenceState> state, Supplier<SearchWords> words) implements People {

    /** As it is now, by the reference view of this node. */
    public ReferencePeople(ReferenceView view) {
        this(view::state, view::searchWords);
    }

    /** As it was; nobody searches in it. */
    public ReferencePeople(Supplier<ReferenceState> state) {
        this(state, () -> SearchWords.NONE);
    }

    @Override
    public Set<String> supervisedBy(String person) {
        Set<String> supervised = new HashSet<>();
        state.get().supervisedBy(person).forEach(each -> supervised.add(each.id()));
        return supervised;
    }

    @Override
    public SearchWords searchWords() {
        return words.get();
    }

    @Override
    public Set<String> departmentsManagedBy(String person) {
        Set<String> managed = new HashSet<>();
        for (Reference.Department department : state.get().departments()) {
            if (person.equals(department.manager())) {
                managed.add(department.id());
            }
        }
        return managed;
    }

    @Override
    public List<String> departmentPathOf(String person) {
        Reference.Person known = state.get().person(person);
        return state.get().pathOf(known == null ? null : known.department());
    }

    @Override
    public Rights rights() {
        return state.get().rights();
    }

    @Override
    public List<String> teamsOf(String person) {
        return state.get().teamsOf(person).stream().map(Reference.Team::id).toList();
    }

    @Override
    public Set<String> teamsLedBy(String person) {
        Set<String> led = new HashSet<>();
        for (Reference.Team team : state.get().teams()) {
            if (team.leads().contains(person)) {
                led.add(team.id());
            }
        }
        return led;
    }

    @Override
    public List<String> membersOf(String team) {
        Reference.Team known = state.get().team(team);
        return known == null ? List.of() : known.members();
    }

    @Override
    public @Nullable String languageOf(String person) {
        Reference.Person known = state.get().person(person);
        return known == null ? null : known.language();
    }

    @Override
    public @Nullable ZoneId zoneOf(String person) {
        Reference.Person known = state.get().person(person);
        return known == null ? null : ZoneId.of(known.zone());
    }
}
