package daftar.domain.ticket;

import daftar.domain.directory.Delegations;
import daftar.messages.Refused;
import daftar.messages.directory.Reference;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Patience;
import daftar.messages.ticket.SilenceStep;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.HolderRule.Quorum;
import daftar.messages.workflow.Silence;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is done about those who do not answer: who is asked for an approval is reminded, then their substitute is asked as
 * well, then who is above them; a requester is reminded twice, then the ticket is closed. And who is told that a stage was
 * not left in time.
 */
final class FollowingUp {

    private FollowingUp() {}

    /** By the stage's own times; null for the usual ones. */
    static @Nullable Patience withApprovers(Stage stage, Instant now) {
        Silence silence = stage.silence();
        if (stage.kind() != StageKind.APPROVAL || silence == null) {
            return null;
        }
        return new Turns(now)
                .add(SilenceStep.REMIND, silence.remindAfter())
                .add(SilenceStep.PASS_TO_SUBSTITUTE, silence.passToSubstituteAfter())
                .add(SilenceStep.PASS_TO_SUPERIOR, silence.passToSuperiorAfter())
                .patience();
    }

    /**
     * By the stage's own times; null for the usual ones. Where it was said until when the ticket waits, it goes on then, and
     * is never closed for want of an answer.
     */
    static @Nullable Patience withRequester(Course course, HoldReason reason, @Nullable Instant until) {
        if (reason != HoldReason.REQUESTER) {
            return null;
        }
        Instant now = course.context.now();
        Stage stage = Stages.present(course);
        Silence silence = stage == null ? null : stage.silence();
        Patience patience = silence == null
                ? null
                : new Turns(now)
                        .add(SilenceStep.REMIND, silence.remindAfter())
                        .add(SilenceStep.REMIND_AGAIN, silence.remindAgainAfter())
                        .add(SilenceStep.CLOSE, silence.closeAfter())
                        .patience();
        if (until == null) {
            return patience;
        }
        return new Patience((patience == null ? Patience.withRequester(now) : patience)
                .turns().stream()
                        .filter(turn ->
                                turn.step() != SilenceStep.CLOSE && turn.at().isBefore(until))
                        .toList());
    }

    private static final class Turns {
        private final Instant from;
        private final List<Patience.Turn> turns = new ArrayList<>();

        Turns(Instant from) {
            this.from = from;
        }

        Turns add(SilenceStep step, @Nullable Duration after) {
            if (after != null) {
                turns.add(new Patience.Turn(step, from.plus(after)));
            }
            return this;
        }

        Patience patience() {
            return new Patience(turns);
        }
    }

    /** Does the one step that is due. */
    static void followUp(Course course) {
        TicketState.Place place = course.ticket().place();
        Patience.Turn turn = place.awaited().patience().next();
        if (turn == null) {
            throw Refused.conflict("not-due", "Nobody is waited for any more.");
        }
        if (course.context.now().isBefore(turn.at())) {
            throw Refused.conflict("not-due", "An answer is waited for until " + turn.at() + ".");
        }
        if (place.status() == Status.AWAITING_APPROVAL) {
            silent(place).forEach(person -> approver(course, person, turn.step()));
        } else {
            requester(course, turn.step());
        }
    }

    /** Those who are asked in their own name and have not answered. */
    private static List<String> silent(TicketState.Place place) {
        return place.holder().people().stream()
                .filter(person -> !place.standsIn(person))
                .filter(person -> !place.approvals().contains(person))
                .toList();
    }

    private static void approver(Course course, String person, SilenceStep step) {
        String to =
                switch (step) {
                    case PASS_TO_SUBSTITUTE -> substitute(course, person);
                    case PASS_TO_SUPERIOR -> superior(course, person);
                    case REMIND, REMIND_AGAIN, CLOSE -> null;
                };
        TicketState.Place place = course.ticket().place();
        if (to != null) {
            course.append(new ApprovalPassedOn(place.stage(), person, to, step));
            return;
        }
        int number = place.awaited().reminded().getOrDefault(person, 0) + 1;
        course.append(new HolderReminded(place.stage(), person, number, inPlaceOf(place, person), step));
    }

    /** All who may answer for somebody, themself last. */
    private static List<String> inPlaceOf(TicketState.Place place, String person) {
        Set<String> tells = new LinkedHashSet<>(place.awaited().passed().getOrDefault(person, List.of()));
        String substitute = place.substitutes().get(person);
        if (substitute != null) {
            tells.add(substitute);
        }
        tells.add(person);
        return List.copyOf(tells);
    }

    private static @Nullable String substitute(Course course, String person) {
        String substitute = Delegations.substituteOf(person, course.context.now(), course.context.reference());
        return substitute != null && mayBeAsked(course, person, substitute) ? substitute : null;
    }

    private static @Nullable String superior(Course course, String person) {
        return Superiors.nearest(
                person, course.context.now(), course.context.reference(), above -> mayBeAsked(course, person, above));
    }

    /** Never the requester, nobody twice, and nobody whose own answer counts besides. */
    private static boolean mayBeAsked(Course course, String person, String to) {
        TicketState ticket = course.ticket();
        TicketState.Place place = ticket.place();
        Reference.Person known = course.context.reference().person(to);
        if (known == null
                || !known.active()
                || to.equals(person)
                || to.equals(ticket.origin().requester())
                || place.approvals().contains(to)
                || inPlaceOf(place, person).contains(to)) {
            return false;
        }
        boolean asked = place.holder().people().contains(to) && !place.standsIn(to);
        Stage stage = Stages.present(course);
        boolean later = stage != null
                && stage.quorum() == Quorum.IN_SEQUENCE
                && HolderFinding.find(course, stage).holder().people().contains(to);
        return !asked && !later;
    }

    private static void requester(Course course, SilenceStep step) {
        switch (step) {
            case REMIND -> course.append(new RequesterReminded(1));
            case REMIND_AGAIN -> course.append(new RequesterReminded(2));
            case CLOSE -> Resolving.close(course, CloseReason.NO_ANSWER, null, null);
            case PASS_TO_SUBSTITUTE, PASS_TO_SUPERIOR ->
                throw new IllegalStateException("a question to the requester is passed to nobody");
        }
    }

    /** Said once for each due time. A solution that nobody confirms is closed instead. */
    static void noteOverdue(Course course) {
        TicketState.Place place = course.ticket().place();
        Instant due = place.dueAt();
        if (due == null || course.context.now().isBefore(due)) {
            throw Refused.conflict(
                    "not-due", "The stage " + (due == null ? "has no due time." : "is due at " + due + "."));
        }
        if (!place.awaited().overdueNoted()) {
            course.append(new StageOverdueNoted(place.stage(), due, responsible(course)));
        }
    }

    /** Who has it, who leads the team that has it while nobody does, and who answers to the requester. */
    private static List<String> responsible(Course course) {
        TicketState ticket = course.ticket();
        Holder holder = ticket.holder();
        Holder desk = ticket.hands().assigned();
        Set<String> people = new LinkedHashSet<>();
        holder.people().stream()
                .filter(person -> !person.equals(ticket.origin().requester()))
                .forEach(people::add);
        if (people.isEmpty() && ticket.status() != Status.AWAITING_APPROVAL) {
            // with a provider, or the requester: who of the desk had it
            people.addAll(desk.people());
        }
        String team = holder.team() != null ? holder.team() : desk.team();
        Reference.Team found = team == null ? null : course.context.reference().team(team);
        if (people.isEmpty() && found != null) {
            people.addAll(found.leads());
        }
        String owner = ticket.hands().owner();
        if (owner != null) {
            people.add(owner);
        }
        return List.copyOf(people);
    }
}
