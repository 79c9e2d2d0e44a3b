package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.HolderRule.Quorum;
import daftar.messages.workflow.Outcome;
import daftar.messages.workflow.Stage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answers of those who were asked. Of any-of the first answer decides; of all-of and in sequence the last approval or a
 * decline.
 */
final class Approving {

    /** The rule that is noted where an approval in sequence goes to the next who is asked. */
    static final String NEXT = "next-in-sequence";

    private Approving() {}

    static void approve(Course course, Approve command) {
        TicketState.Place place = course.ticket().place();
        String approver = inWhoseName(course);
        if (place.approvals().contains(approver)) {
            throw Refused.conflict("already-approved", "You have approved this already; others are still asked.");
        }
        course.append(new ApprovalGiven(place.stage(), approver, command.remark()));
        String next = next(course);
        if (next != null) {
            Stage stage = Objects.requireNonNull(Stages.present(course));
            Stages.enterFor(course, stage, null, Holder.person(next), NEXT);
        } else if (enough(course) && !Stages.leave(course, Outcome.APPROVED)) {
            throw Stages.noSuchOutcome(course, Outcome.APPROVED);
        }
    }

    /** Who is asked and away since is represented from now on; nothing where everybody is here, or represented already. */
    static void delegate(Course course) {
        TicketState.Place place = course.ticket().place();
        Stage stage = Stages.present(course);
        if (stage == null) {
            return;
        }
        // who acts for another is not asked besides
        List<String> asked = place.holder().people().stream()
                .filter(person -> !place.substitutes().containsValue(person))
                .filter(person -> !place.approvals().contains(person))
                .toList();
        Substitutes.of(course, stage, Holder.people(asked, null)).forEach((person, substitute) -> {
            TicketState.Place now = course.ticket().place();
            String earlier = now.substitutes().get(person);
            if (!substitute.equals(earlier)) {
                boolean acts = earlier != null
                        && now.representedBy(earlier).size() == 1
                        && !isAskedThemself(course, stage, earlier);
                course.append(new TicketDelegated(stage.code(), person, substitute, acts ? earlier : null));
            }
        });
    }

    /** In sequence nobody is asked beside another. */
    private static boolean isAskedThemself(Course course, Stage stage, String person) {
        return stage.quorum() != Quorum.IN_SEQUENCE
                && HolderFinding.find(course, stage).holder().people().contains(person);
    }

    /** Of those who are to approve, who is asked when the stage is entered: in sequence the first of them, else all. */
    static Holder askedFirst(Stage stage, Holder all) {
        boolean one = stage.quorum() == Quorum.IN_SEQUENCE && all.people().size() > 1;
        return one ? Holder.person(all.people().getFirst()) : all;
    }

    /** In sequence, who is asked next; null where nobody is left, or all were asked at once. */
    private static @Nullable String next(Course course) {
        Stage stage = Stages.present(course);
        if (stage == null || stage.quorum() != Quorum.IN_SEQUENCE) {
            return null;
        }
        for (String person : HolderFinding.find(course, stage).holder().people()) {
            if (!course.ticket().place().approvals().contains(person)) {
                return person;
            }
        }
        return null;
    }

    private static boolean enough(Course course) {
        Stage stage = Stages.present(course);
        TicketState.Place place = course.ticket().place();
        Holder asked = place.holder();
        boolean all = stage != null && stage.quorum() == Quorum.ALL;
        return !all
                || asked.people().stream()
                        .filter(person -> !place.standsIn(person))
                        .allMatch(place.approvals()::contains);
    }

    /** The actor, or the next of those for whom the actor was asked. */
    private static String inWhoseName(Course course) {
        TicketState.Place place = course.ticket().place();
        String actor = course.context.actor().person();
        List<String> represented = place.representedBy(actor);
        return represented.stream()
                .filter(person -> !place.approvals().contains(person))
                .findFirst()
                .orElse(represented.isEmpty() ? actor : represented.getFirst());
    }

    static void decline(Course course, Decline command) {
        String stage = course.ticket().place().stage();
        course.append(new ApprovalDeclined(stage, inWhoseName(course), command.reason()));
        if (!Stages.leave(course, Outcome.DECLINED)) {
            // a workflow that says nothing of a decline ends by it
            course.append(new TicketDeclined(stage));
            Stages.enterEnd(course, course.ticket().status(), Outcome.DECLINED);
        }
    }
}
