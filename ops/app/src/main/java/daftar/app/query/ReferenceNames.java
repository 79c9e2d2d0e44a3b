package daftar.app.query;

import daftar.messages.LocalizedText;
import daftar.messages.catalogue.Catalogue;
import daftar.messages.catalogue.CatalogueEntry;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.directory.Reference;
import daftar.messages.sla.PromiseRegister;
import daftar.query.Names;
import daftar.reference.ReferenceView;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Names from the directory and the catalogue. @param view asked anew for each name @param register of promises, likewise */
record ReferenceNames(Supplier<? extends Reference> view, Supplier<PromiseRegister> register) implements Names {

    /** As they are now, by the reference view of this node. */
    ReferenceNames(ReferenceView view) {
        this(view::state, view::promises);
    }

    @Override
    public @Nullable String name(Kind kind, String id, String language) {
        return switch (kind) {
            case PERSON -> {
                Reference.Person person = view.get().person(id);
                yield person == null ? null : person.name();
            }
            case TEAM -> {
                Reference.Team team = view.get().team(id);
                yield in(team == null ? null : team.name(), language);
            }
            case DEPARTMENT -> {
                Reference.Department department = view.get().department(id);
                yield in(department == null ? null : department.name(), language);
            }
            case CATEGORY -> {
                Reference.Category category = view.get().category(id);
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
        CatalogueEntry.RequestType form = view.get().catalogue().requestType(requestType, version);
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
        return register.get();
    }

    private @Nullable String entry(EntryKind kind, String code, String language) {
        Catalogue.Kept kept = view.get().catalogue().find(kind, code);
        return kept == null ? null : kept.entry().name().in(language);
    }

    private static @Nullable String in(@Nullable LocalizedText text, String language) {
        return text == null ? null : text.in(language);
    }
}
