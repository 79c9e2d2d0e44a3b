package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.catalogue.Catalogue.Kept;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.directory.Reference;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request names must be known; what is not is refused by the name of its field. */
final class Known {

    private static final int MOST_NAMED = 30;

    private Known() {}

    static Reference.Person person(DecisionContext context, String field, String person) {
        Reference.Person found = context.reference().person(person);
        if (found == null) {
            throw Refused.invalid(
                    "unknown-person", field, "Nobody is registered as " + person + "; register the person first.");
        }
        // the old desk's log names people who have left since
        if (!found.active() && !context.byImporter()) {
            throw Refused.invalid(
                    "person-deactivated", field, person + " has been deactivated; name somebody who is active.");
        }
        return found;
    }

    static void people(DecisionContext context, String field, List<String> people) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < people.size(); i++) {
            String place = field + "[" + i + "]";
            person(context, place, people.get(i));
            if (!seen.add(people.get(i))) {
                throw Refused.invalid("named-twice", place, people.get(i) + " is named twice.");
            }
        }
    }

    static Reference.Team team(DecisionContext context, String field, String team) {
        Reference.Team found = context.reference().team(team);
        if (found == null) {
            throw Refused.invalid("unknown-team", field, "There is no team " + team + "; form it first.");
        }
        return found;
    }

    static void teamOrNone(DecisionContext context, String field, @Nullable String team) {
        if (team != null) {
            team(context, field, team);
        }
    }

    /** @param present the category that the ticket has, which it keeps though it be retired; null for none */
    static void category(DecisionContext context, String field, @Nullable String category, @Nullable String present) {
        if (category == null) {
            return;
        }
        Reference.Category found = context.reference().category(category);
        if (found == null) {
            throw Refused.invalid("unknown-category", field, "There is no category " + category + "; define it first.");
        }
        // the old desk's log has categories that are no longer given
        if (found.retired() && !category.equals(present) && !context.byImporter()) {
            throw Refused.invalid("category-retired", field, "The category " + category + " is retired; name another.");
        }
    }

    static void type(DecisionContext context, String field, @Nullable String type) {
        entry(context, EntryKind.TICKET_TYPE, "type", field, type);
    }

    static void service(DecisionContext context, String field, @Nullable String service) {
        // the old desk's services are no longer all provided
        if (!context.byImporter()) {
            entry(context, EntryKind.SERVICE, "service", field, service);
        }
    }

    private static void entry(
            DecisionContext context, EntryKind kind, String word, String field, @Nullable String code) {
        if (code == null) {
            return;
        }
        Kept kept = context.reference().catalogue().find(kind, code);
        if (kept == null) {
            List<String> offered = context.reference().catalogue().all(kind).stream()
                    .filter(one -> !one.retired())
                    .map(one -> one.entry().code())
                    .limit(MOST_NAMED)
                    .toList();
            throw Refused.invalid(
                    "unknown-" + word,
                    field,
                    "There is no " + word + " " + code + "; "
                            + (offered.isEmpty()
                                    ? "none is defined yet."
                                    : "it is one of " + String.join(", ", offered) + "."));
        }
        if (kept.retired() && !context.byImporter()) {
            throw Refused.invalid(word + "-retired", field, "The " + word + " " + code + " is retired; name another.");
        }
    }

    /** Another ticket's id: its form is checked, since only that ticket's own stream knows whether it exists. */
    static void otherTicket(DecisionContext context, String field, String other) {
        if (!other.startsWith("ticket-") || other.length() <= "ticket-".length()) {
            throw Refused.invalid("unknown-ticket", field, other + " is not the id of a ticket.");
        }
        if (other.equals(context.stream())) {
            throw Refused.invalid("same-ticket", field, "A ticket cannot be joined to itself; name another one.");
        }
    }
}
