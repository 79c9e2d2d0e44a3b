package daftar.domain.ticket;

import daftar.domain.directory.Delegations;
import daftar.messages.Refused;
import daftar.messages.directory.Reference;
import daftar.messages.ticket.CostApproval;
import daftar.messages.ticket.Patience;
import daftar.messages.ticket.SilenceStep;
import daftar.messages.ticket.TicketEvent.CostApprovalAskedAgain;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is done about those who do not decide about a cost: they are reminded, then their substitutes are asked as well, then
 * who is above them. And where somebody went away after they had been asked, who acts for them now is asked at once.
 */
final class SilentCosts {

    private SilentCosts() {}

    /** One step of each entry for which one is due. */
    static void followUp(Course course) {
        for (TicketState.Entry entry : List.copyOf(Working.entries(course.ticket()))) {
            if (entry.approval() == CostApproval.WAITING) {
                Patience.Turn turn = entry.patience().next();
                boolean due = turn != null && !course.context.now().isBefore(turn.at());
                followUp(course, entry, turn != null && due ? turn.step() : null);
            }
        }
        if (course.events().isEmpty()) {
            throw Refused.conflict("not-due", "Nobody is to be asked about a cost, or asked again, now.");
        }
    }

    private static void followUp(Course course, TicketState.Entry entry, @Nullable SilenceStep step) {
        Instant now = course.context.now();
        Reference reference = course.context.reference();
        List<String> asked = Stream.concat(entry.approvers().stream(), entry.besides().stream())
                .toList();
        List<String> added = step == null
                ? others(course, entry, asked, person -> Delegations.actingFor(person, now, reference))
                : switch (step) {
                    case PASS_TO_SUBSTITUTE ->
                        others(
                                course,
                                entry,
                                entry.approvers(),
                                person -> Delegations.substituteOf(person, now, reference));
                    case PASS_TO_SUPERIOR ->
                        others(
                                course,
                                entry,
                                entry.approvers(),
                                person -> Superiors.nearest(
                                        person, now, reference, above -> mayBeAsked(course, entry, above)));
                    case REMIND, REMIND_AGAIN, CLOSE -> List.of();
                };
        if (step == null && added.isEmpty()) {
            return;
        }
        course.append(
                new CostApprovalAskedAgain(entry.id(), step, entry.amounts(), added, added.isEmpty() ? asked : added));
    }

    /** Of each of these, who else is to be asked. */
    private static List<String> others(
            Course course, TicketState.Entry entry, List<String> people, Function<String, @Nullable String> otherThan) {
        Set<String> others = new LinkedHashSet<>();
        for (String person : people) {
            String other = otherThan.apply(person);
            if (other != null && mayBeAsked(course, entry, other)) {
                others.add(other);
            }
        }
        return List.copyOf(others);
    }

    /** Never who spent it or did the work, and nobody twice. */
    private static boolean mayBeAsked(Course course, TicketState.Entry entry, String person) {
        return !entry.asks(person)
                && Spending.mayBeAsked(
                        person, Set.copyOf(List.of(entry.spender(), entry.performer())), course.context.reference());
    }
}
