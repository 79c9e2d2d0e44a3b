package daftar.http.catalogue;

import daftar.messages.catalogue.FieldKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may raise, in one language.
 *
 * @param language BCP 47
 * @param types of tickets
 * @param services that are offered
 * @param requestTypes that the caller may raise
 * @param categories as a tree
 */
public record CatalogueView(
        String language, List<Item> types, List<Item> services, List<Offer> requestTypes, List<Branch> categories) {

    /** Something with a name. */
    public record Item(String code, String name, @Nullable String description) {}

    /** A request type. @param category that it gets where the request names none */
    public record Offer(
            String code,
            int version,
            String name,
            @Nullable String description,
            String type,
            @Nullable String service,
            @Nullable String category,
            List<Field> fields) {}

    /** A field of a form; limits as in the definition. */
    public record Field(
            String code,
            FieldKind kind,
            String label,
            @Nullable String help,
            boolean required,
            @Nullable Integer shortest,
            @Nullable Integer longest,
            @Nullable BigDecimal least,
            @Nullable BigDecimal most,
            @Nullable LocalDate earliest,
            @Nullable LocalDate latest,
            List<Choice> choices) {}

    public record Choice(String code, String label) {}

    /** A category and those below it. */
    public record Branch(String code, String name, List<Branch> categories) {}
}
