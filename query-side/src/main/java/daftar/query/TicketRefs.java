package daftar.query;

import daftar.messages.Refused;
import daftar.messages.query.AtLeast;
import daftar.readmodel.ReadModel;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds tickets by what people call them: the id or the number. */
final class TicketRefs {

    private static final Pattern ID = Pattern.compile("ticket-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern NUMBER = Pattern.compile("T-[1-9][0-9]{0,17}");

    private final Elastic elastic;
    private final Freshness freshness;
    private final String numbers;

    TicketRefs(Elastic elastic, Freshness freshness, String prefix) {
        this.elastic = elastic;
        this.freshness = freshness;
        this.numbers = ReadModel.NUMBERS.alias(prefix);
    }

    /**
     * The ticket's id. Says nothing about whether the caller may see it.
     *
     * @throws Refused INVALID for what is neither an id nor a number, NOT_FOUND for an unknown number
     */
    String idOf(String ref, @Nullable AtLeast atLeast) {
        if (ID.matcher(ref).matches()) {
            return ref;
        }
        String number = ref.toUpperCase(Locale.ROOT);
        if (!NUMBER.matcher(number).matches()) {
            throw Refused.invalid(
                    "malformed-reference",
                    "ref",
                    "Name the ticket by its number, such as T-1042, or by its id, ticket- and a UUID in lower case.");
        }
        JsonNode found = elastic.get(numbers, number);
        if (found == null && atLeast != null) {
            freshness.applied(atLeast);
            found = elastic.get(numbers, number);
        }
        if (found == null) {
            throw unknown(ref);
        }
        return found.path("_source").path("ticket").asString();
    }

    /** Said in the same words of what there is not and of what the caller may not know. */
    static Refused unknown(String ref) {
        return Refused.notFound("unknown-ticket", "There is no ticket " + ref + " that you may see.");
    }
}
