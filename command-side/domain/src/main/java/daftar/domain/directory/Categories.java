package daftar.domain.directory;

import daftar.domain.Decision;
import daftar.domain.Words;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.DirectoryCommand.DefineCategory;
import daftar.messages.directory.DirectoryCommand.MoveCategory;
import daftar.messages.directory.DirectoryCommand.RenameCategory;
import daftar.messages.directory.DirectoryCommand.RestoreCategory;
import daftar.messages.directory.DirectoryCommand.RetireCategory;
import daftar.messages.directory.DirectoryCommand.SetCategoryOwner;
import daftar.messages.directory.DirectoryEvent.CategoryDefined;
import daftar.messages.directory.DirectoryEvent.CategoryMoved;
import daftar.messages.directory.DirectoryEvent.CategoryOwnerSet;
import daftar.messages.directory.DirectoryEvent.CategoryRenamed;
import daftar.messages.directory.DirectoryEvent.CategoryRestored;
import daftar.messages.directory.DirectoryEvent.CategoryRetired;
import daftar.messages.directory.Reference;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is asked of categories: pure. A category that is offered never hangs below a retired one. */
final class Categories {

    private static final Role[] KEEPERS = {Role.ADMINISTRATOR, Role.IMPORTER};

    private Categories() {}

    static Decision define(@Nullable Entry entry, DefineCategory c, Actor actor, Reference reference) {
        String role = Mentioned.allowed(actor, KEEPERS);
        Words.code(c.category(), "category");
        Words.name(c.name(), "name");
        parent(c.category(), c.parent(), reference);
        Mentioned.team(c.team(), "team", reference);
        if (entry != null) {
            throw Mentioned.alreadyThere("category", c.category());
        }
        return Decision.of(role, new CategoryDefined(c.category(), c.name(), c.parent(), c.team()));
    }

    static Decision own(@Nullable Entry entry, SetCategoryOwner c, Actor actor, Reference reference) {
        String role = Mentioned.allowed(actor, KEEPERS);
        Entry.Category category = known(entry, c.category());
        Mentioned.team(c.team(), "team", reference);
        return Objects.equals(category.team(), c.team())
                ? Decision.of(role)
                : Decision.of(role, new CategoryOwnerSet(c.category(), c.team()));
    }

    static Decision rename(@Nullable Entry entry, RenameCategory c, Actor actor) {
        String role = Mentioned.allowed(actor, KEEPERS);
        Entry.Category category = known(entry, c.category());
        Words.name(c.name(), "name");
        return category.name().equals(c.name())
                ? Decision.of(role)
                : Decision.of(role, new CategoryRenamed(c.category(), c.name()));
    }

    static Decision move(@Nullable Entry entry, MoveCategory c, Actor actor, Reference reference) {
        String role = Mentioned.allowed(actor, KEEPERS);
        Entry.Category category = known(entry, c.category());
        if (Objects.equals(category.parent(), c.parent())) {
            return Decision.of(role);
        }
        parent(c.category(), c.parent(), reference);
        return Decision.of(role, new CategoryMoved(c.category(), c.parent()));
    }

    static Decision retire(@Nullable Entry entry, RetireCategory c, Actor actor, Reference reference) {
        String role = Mentioned.allowed(actor, KEEPERS);
        if (known(entry, c.category()).retired()) {
            return Decision.of(role);
        }
        List<String> users = reference.catalogue().requestTypesThat(requestType -> c.category()
                .equals(requestType.category()));
        if (!users.isEmpty()) {
            throw Refused.conflict(
                    "category-used",
                    "The category " + c.category() + " is used by the request types " + String.join(", ", users)
                            + "; retire or change these first.");
        }
        List<String> below = reference.categoriesBelow(c.category()).stream()
                .filter(one -> !one.retired())
                .map(Reference.Category::code)
                .toList();
        if (!below.isEmpty()) {
            throw Refused.conflict(
                    "category-not-empty",
                    "Below the category " + c.category() + " are " + String.join(", ", below)
                            + "; retire or move these first.");
        }
        return Decision.of(role, new CategoryRetired(c.category()));
    }

    static Decision restore(@Nullable Entry entry, RestoreCategory c, Actor actor, Reference reference) {
        String role = Mentioned.allowed(actor, KEEPERS);
        Entry.Category category = known(entry, c.category());
        if (!category.retired()) {
            return Decision.of(role);
        }
        Reference.Category above = category.parent() == null ? null : reference.category(category.parent());
        if (above != null && above.retired()) {
            throw Refused.conflict(
                    "category-retired",
                    "The category " + above.code() + " above it is retired; restore that first, or move this one.");
        }
        return Decision.of(role, new CategoryRestored(c.category()));
    }

    private static void parent(String category, @Nullable String parent, Reference reference) {
        if (parent == null) {
            return;
        }
        Mentioned.noRing("category", category, parent, "parent", code -> {
            Reference.Category above = reference.category(code);
            return above == null ? null : above.parent();
        });
        Reference.Category above = reference.category(parent);
        if (above == null) {
            throw Refused.invalid("unknown-category", "parent", "There is no category " + parent + ".");
        }
        if (above.retired()) {
            throw Refused.invalid(
                    "category-retired",
                    "parent",
                    "The category " + parent + " is retired; restore it or name another.");
        }
    }

    private static Entry.Category known(@Nullable Entry entry, String code) {
        if (entry instanceof Entry.Category category) {
            return category;
        }
        throw Mentioned.unknown("category", code);
    }
}
