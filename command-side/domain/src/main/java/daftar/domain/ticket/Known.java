package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.directory.Reference;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request names must be known; what is not is refused by the name of its field. */
final class Known {

    /** The ticket types of the catalogue. */
    private static final Set<String> TYPES = Set.of(
            "incident",
            "service-request",
            "information-request",
            "documentation-request",
            "change-request",
            "complaint",
            "internal-task",
            "problem",
            "purchase-request",
            "access-request");

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

    static void category(DecisionContext context, String field, @Nullable String category) {
        if (category != null && context.reference().category(category) == null) {
            throw Refused.invalid("unknown-category", field, "There is no category " + category + "; define it first.");
        }
    }

    static void type(String field, @Nullable String type) {
        if (type != null && !TYPES.contains(type)) {
            throw Refused.invalid(
                    "unknown-type",
                    field,
                    "There is no type " + type + "; it is one of "
                            + String.join(", ", TYPES.stream().sorted().toList()) + ".");
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
