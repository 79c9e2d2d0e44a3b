package daftar.messages.ticket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has a ticket in a stage. All empty: nobody, as at an end.
 *
 * @param people the persons who have it, the leading one first; of an approval those who are asked
 * @param team the team whose queue it is in, or whose members have it; null for none
 * @param vendor the external provider; null for none
 */
public record Holder(
        List<String> people,
        @Nullable String team,
        @Nullable String vendor) {

    /** Nobody. */
    public static final Holder NOBODY = new Holder(List.of(), null, null);

    public Holder {
        people = Lists.orEmpty(people);
    }

    public static Holder person(String person) {
        return new Holder(List.of(person), null, null);
    }

    public static Holder people(List<String> people, @Nullable String team) {
        return new Holder(people, team, null);
    }

    public static Holder team(String team) {
        return new Holder(List.of(), team, null);
    }

    public static Holder vendor(String vendor) {
        return new Holder(List.of(), null, vendor);
    }

    /** With one person in another's place, nobody twice; the same where the first is not among them. */
    public Holder replacing(String from, String to) {
        return people.contains(from)
                ? new Holder(
                        people.stream()
                                .map(person -> person.equals(from) ? to : person)
                                .distinct()
                                .toList(),
                        team,
                        vendor)
                : this;
    }

    public boolean isNobody() {
        return people.isEmpty() && team == null && vendor == null;
    }
}
