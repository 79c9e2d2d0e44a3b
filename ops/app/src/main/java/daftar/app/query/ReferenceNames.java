package daftar.app.query;

import daftar.messages.LocalizedText;
import daftar.messages.catalogue.Catalogue;
import daftar.messages.catalogue.CatalogueEntry;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.directory.Reference;
import daftar.messages.sla.PromiseRegister;
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
            case TYPE -> entry(EntryKind.TICKET_TYPE, id, language);
            case SERVICE -> entry(EntryKind.SERVICE, id, language);
            case REQUEST_TYPE -> entry(EntryKind.REQUEST_TYPE, id, language);
        };
    }

    @Override
    public @Nullable String label(
            String requestType, int version, String field, @Nullable String choice, String language) {
        CatalogueEntry.RequestType form = view.catalogue().requestType(requestType, version);
        CatalogueEntry.FormField asked = form == null ? null : form.field(field);
        if (asked == null || choice == null) {
            return in(asked == null ? null : asked.label(), language);
        }
        return asked.choices().stream()
                .filter(one -> one.code().equals(choice))
                .map(one -> one.label().in(language))
                .findFirst()
                .orElse(null);
    }

    @Override
    public PromiseRegister promises() {
        return view.promises();
    }

    private @Nullable String entry(EntryKind kind, String code, String language) {
        Catalogue.Kept kept = view.catalogue().find(kind, code);
        return kept == null ? null : kept.entry().name().in(language);
    }

    private static @Nullable String in(@Nullable LocalizedText text, String language) {
        return text == null ? null : text.in(language);
    }
}
