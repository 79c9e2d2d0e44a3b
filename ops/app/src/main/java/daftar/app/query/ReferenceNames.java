package daftar.app.query;

import daftar.messages.LocalizedText;
import daftar.messages.directory.Reference;
import daftar.query.Names;
import daftar.reference.ReferenceView;
import org.jspecify.annotations.Nullable;

/** Names from the reference view of this node. */
record ReferenceNames(ReferenceView view) implements Names {

    @Override
    public @Nullable String name(Kind kind, String id, String language) {
        return switch (kind) {
            case PERSON -> {
                Reference.Person person = view.person(id);
                yield person == null ? null : person.name();
            }
            case TEAM -> {
                Reference.Team team = view.team(id);
                yield in(team == null ? null : team.name(), language);
            }
            case DEPARTMENT -> {
                Reference.Department department = view.department(id);
                yield in(department == null ? null : department.name(), language);
            }
            case CATEGORY -> {
                Reference.Category category = view.category(id);
                yield in(category == null ? null : category.name(), language);
            }
            case TYPE -> null; // types are codes until there is a catalogue
        };
    }

    private static @Nullable String in(@Nullable LocalizedText text, String language) {
        return text == null ? null : text.in(language);
    }
}
