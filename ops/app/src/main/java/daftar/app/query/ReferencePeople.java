package daftar.app.query;

import daftar.messages.directory.Reference;
import daftar.messages.rights.Rights;
import daftar.messages.words.SearchWords;
import daftar.query.People;
import daftar.reference.ReferenceView;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The organisation as queries see it: the reference view of this node. */
public record ReferencePeople(ReferenceView view) implements People {

    @Override
    public Set<String> supervisedBy(String person) {
        Set<String> supervised = new HashSet<>();
        view.supervisedBy(person).forEach(each -> supervised.add(each.id()));
        return supervised;
    }

    @Override
    public SearchWords searchWords() {
        return view.searchWords();
    }

    @Override
    public Set<String> departmentsManagedBy(String person) {
        Set<String> managed = new HashSet<>();
        for (Reference.Department department : view.state().departments()) {
            if (person.equals(department.manager())) {
                managed.add(department.id());
            }
        }
        return managed;
    }

    @Override
    public List<String> departmentPathOf(String person) {
        Reference.Person known = view.person(person);
        return view.state().pathOf(known == null ? null : known.department());
    }

    @Override
    public Rights rights() {
        return view.rights();
    }

    @Override
    public List<String> teamsOf(String person) {
        return view.teamsOf(person).stream().map(Reference.Team::id).toList();
    }

    @Override
    public Set<String> teamsLedBy(String person) {
        Set<String> led = new HashSet<>();
        for (Reference.Team team : view.state().teams()) {
            if (team.leads().contains(person)) {
                led.add(team.id());
            }
        }
        return led;
    }

    @Override
    public List<String> membersOf(String team) {
        Reference.Team known = view.team(team);
        return known == null ? List.of() : known.members();
    }

    @Override
    public @Nullable String languageOf(String person) {
        Reference.Person known = view.person(person);
        return known == null ? null : known.language();
    }

    @Override
    public @Nullable ZoneId zoneOf(String person) {
        Reference.Person known = view.person(person);
        return known == null ? null : ZoneId.of(known.zone());
    }
}
