package daftar.http.catalogue;

import daftar.http.catalogue.CatalogueView.Branch;
import daftar.http.catalogue.CatalogueView.Choice;
import daftar.http.catalogue.CatalogueView.Field;
import daftar.http.catalogue.CatalogueView.Item;
import daftar.http.catalogue.CatalogueView.Offer;
import daftar.messages.LocalizedText;
import daftar.messages.catalogue.Catalogue;
import daftar.messages.catalogue.Catalogue.Kept;
import daftar.messages.catalogue.CatalogueEntry.FormField;
import daftar.messages.catalogue.CatalogueEntry.RequestType;
import daftar.messages.catalogue.CatalogueEntry.Service;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.directory.Reference.Category;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The catalogue as somebody sees it, in one language. Pure. */
final class Offers {

    private final Catalogue catalogue;
    private final String language;

    Offers(Catalogue catalogue, String language) {
        this.catalogue = catalogue;
        this.language = language;
    }

    /** @param visible whether a request type is for the caller */
    CatalogueView view(List<Category> categories, Predicate<RequestType> visible) {
        return new CatalogueView(
                language,
                offered(EntryKind.TICKET_TYPE).map(this::item).toList(),
                offered(EntryKind.SERVICE).map(this::item).toList(),
                offered(EntryKind.REQUEST_TYPE)
                        .filter(kept -> kept.entry() instanceof RequestType one && visible.test(one))
                        .map(this::offer)
                        .toList(),
                tree(categories.stream().filter(one -> !one.retired()).toList()));
    }

    private java.util.stream.Stream<Kept> offered(EntryKind kind) {
        return catalogue.all(kind).stream().filter(kept -> !kept.retired());
    }

    private Item item(Kept kept) {
        LocalizedText description = kept.entry() instanceof Service service ? service.description() : null;
        return new Item(kept.entry().code(), kept.entry().name().in(language), in(description));
    }

    private Offer offer(Kept kept) {
        RequestType one = (RequestType) kept.entry();
        return new Offer(
                one.code(),
                kept.version(),
                one.name().in(language),
                in(one.description()),
                one.type(),
                one.service(),
                one.category(),
                one.fields().stream().map(this::field).toList());
    }

    private Field field(FormField field) {
        return new Field(
                field.code(),
                field.kind(),
                field.label().in(language),
                in(field.help()),
                field.required(),
                field.shortest(),
                field.longest(),
                field.least(),
                field.most(),
                field.earliest(),
                field.latest(),
                field.choices().stream()
                        .map(choice -> new Choice(choice.code(), choice.label().in(language)))
                        .toList());
    }

    private @Nullable String in(@Nullable LocalizedText text) {
        return text == null ? null : text.in(language);
    }

    private List<Branch> tree(List<Category> categories) {
        Set<String> known = categories.stream().map(Category::code).collect(Collectors.toSet());
        Map<String, List<Category>> below = categories.stream().collect(Collectors.groupingBy(one -> {
            String parent = one.parent();
            return parent == null || !known.contains(parent) ? "" : parent;
        }));
        return branches("", below, new HashSet<>());
    }

    private List<Branch> branches(String under, Map<String, List<Category>> below, Set<String> passed) {
        return below.getOrDefault(under, List.of()).stream()
                .filter(one -> passed.add(one.code()))
                .map(one -> new Branch(one.code(), one.name().in(language), branches(one.code(), below, passed)))
                .toList();
    }
}
