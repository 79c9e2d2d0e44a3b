package daftar.messages.rights;

import java.util.List;

/**
 * A department whose tickets are seen from inside only: by those who belong to it or to what is below it, by these people,
 * by those who have to do with the ticket, and by auditors.
 *
 * @param department closed together with all below it
 * @param people who may look in from outside
 */
public record ClosedDepartment(String department, List<String> people) {
    public ClosedDepartment {
        people = people == null ? List.of() : List.copyOf(people);
    }
}
