package daftar.domain.catalogue;

import daftar.domain.Words;
import daftar.messages.Limits;
import daftar.messages.Refused;
import daftar.messages.catalogue.Catalogue;
import daftar.messages.catalogue.CatalogueEntry.Audience;
import daftar.messages.catalogue.CatalogueEntry.FormChoice;
import daftar.messages.catalogue.CatalogueEntry.FormField;
import daftar.messages.catalogue.CatalogueEntry.RequestType;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.catalogue.FieldKind;
import daftar.messages.directory.Reference;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request type must be so that everybody whom it is for can raise one: pure. Each refusal names the field. */
final class RequestTypeRules {

    private RequestTypeRules() {}

    static void check(RequestType requestType, Reference reference) {
        offered(EntryKind.TICKET_TYPE, requestType.type(), "type", reference.catalogue());
        if (requestType.service() != null) {
            offered(EntryKind.SERVICE, requestType.service(), "service", reference.catalogue());
        }
        category(requestType.category(), reference);
        workflow(requestType.workflow(), reference);
        if (requestType.visibleTo() != null) {
            audience(requestType.visibleTo(), reference);
        }
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < requestType.fields().size(); i++) {
            FormField field = requestType.fields().get(i);
            String path = "fields[" + i + "]";
            check(field, path);
            if (!codes.add(field.code())) {
                throw Refused.invalid(
                        "duplicate-field", path + ".code", "The field " + field.code() + " is there twice.");
            }
        }
    }

    private static void offered(EntryKind kind, String code, String field, Catalogue catalogue) {
        if (catalogue.find(kind, code) == null) {
            throw Refused.invalid(
                    "unknown-" + CatalogueRules.dashed(kind), field, "There is no " + kind.title() + " " + code + ".");
        }
        if (!catalogue.offers(kind, code)) {
            throw Refused.invalid(
                    CatalogueRules.dashed(kind) + "-retired",
                    field,
                    "The " + kind.title() + " " + code + " is retired; restore it or name another.");
        }
    }

    private static void category(@Nullable String category, Reference reference) {
        if (category == null) {
            return;
        }
        Reference.Category found = reference.category(category);
        if (found == null) {
            throw Refused.invalid("unknown-category", "category", "There is no category " + category + ".");
        }
        if (found.retired()) {
            throw Refused.invalid(
                    "category-retired",
                    "category",
                    "The category " + category + " is retired; restore it or name another.");
        }
    }

    private static void workflow(@Nullable String workflow, Reference reference) {
        if (workflow == null) {
            return;
        }
        if (reference.workflowRegister().newest(workflow) == null) {
            throw Refused.invalid("unknown-workflow", "workflow", "There is no workflow " + workflow + ".");
        }
        if (reference.workflowRegister().isRetired(workflow)) {
            throw Refused.invalid(
                    "retired-workflow",
                    "workflow",
                    "Workflow " + workflow + " is retired; publish it anew or choose another.");
        }
    }

    private static void audience(Audience audience, Reference reference) {
        for (int i = 0; i < audience.departments().size(); i++) {
            if (reference.department(audience.departments().get(i)) == null) {
                throw Refused.invalid(
                        "unknown-department",
                        "visibleTo.departments[" + i + "]",
                        "There is no department " + audience.departments().get(i) + ".");
            }
        }
        for (int i = 0; i < audience.posts().size(); i++) {
            if (reference.post(audience.posts().get(i)) == null) {
                throw Refused.invalid(
                        "unknown-post",
                        "visibleTo.posts[" + i + "]",
                        "There is no post " + audience.posts().get(i) + ".");
            }
        }
    }

    private static void check(FormField field, String path) {
        Words.code(field.code(), path + ".code");
        Words.name(field.label(), path + ".label");
        CatalogueRules.text(field.help(), path + ".help");
        onlyOf(field, path + ".shortest", field.shortest(), FieldKind.TEXT, FieldKind.ASSET);
        onlyOf(field, path + ".longest", field.longest(), FieldKind.TEXT, FieldKind.ASSET);
        onlyOf(field, path + ".least", field.least(), FieldKind.NUMBER);
        onlyOf(field, path + ".most", field.most(), FieldKind.NUMBER);
        onlyOf(field, path + ".earliest", field.earliest(), FieldKind.DATE);
        onlyOf(field, path + ".latest", field.latest(), FieldKind.DATE);
        int mostCharacters = field.kind() == FieldKind.ASSET ? Limits.WORD : Limits.TEXT;
        if (field.longest() != null && (field.longest() < 1 || field.longest() > mostCharacters)) {
            throw wrongLimit(path + ".longest", "longest must be from 1 to " + mostCharacters + ".");
        }
        if (field.shortest() != null && (field.shortest() < 0 || field.shortest() > mostCharacters)) {
            throw wrongLimit(path + ".shortest", "shortest must be from 0 to " + mostCharacters + ".");
        }
        ordered(field.shortest(), field.longest(), path + ".longest", "longest must not be less than shortest.");
        ordered(field.least(), field.most(), path + ".most", "most must not be less than least.");
        ordered(field.earliest(), field.latest(), path + ".latest", "latest must not be before earliest.");
        choices(field, path + ".choices");
    }

    private static void choices(FormField field, String path) {
        if (field.kind() != FieldKind.CHOICE) {
            onlyOf(field, path, field.choices().isEmpty() ? null : field.choices(), FieldKind.CHOICE);
            return;
        }
        if (field.choices().isEmpty()) {
            throw Refused.invalid("no-choices", path, "A CHOICE needs one choice at least.");
        }
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < field.choices().size(); i++) {
            FormChoice choice = field.choices().get(i);
            Words.code(choice.code(), path + "[" + i + "].code");
            Words.name(choice.label(), path + "[" + i + "].label");
            if (!codes.add(choice.code())) {
                throw Refused.invalid(
                        "duplicate-choice",
                        path + "[" + i + "].code",
                        "The choice " + choice.code() + " is there twice.");
            }
        }
    }

    private static void onlyOf(FormField field, String path, @Nullable Object limit, FieldKind... kinds) {
        if (limit != null && !Set.of(kinds).contains(field.kind())) {
            throw wrongLimit(
                    path, "A field of the kind " + field.kind() + " has no such limit; it is for " + kinds[0] + ".");
        }
    }

    private static <T extends Comparable<? super T>> void ordered(
            @Nullable T low, @Nullable T high, String path, String detail) {
        if (low != null && high != null && low.compareTo(high) > 0) {
            throw wrongLimit(path, detail);
        }
    }

    private static Refused wrongLimit(String path, String detail) {
        return Refused.invalid("wrong-limit", path, detail);
    }
}
