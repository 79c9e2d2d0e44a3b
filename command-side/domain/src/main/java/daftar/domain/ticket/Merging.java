package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.directory.Reference;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.TicketCommand;
import daftar.messages.ticket.TicketCommand.AbsorbTicket;
import daftar.messages.ticket.TicketCommand.AddWorkNote;
import daftar.messages.ticket.TicketCommand.AttachFile;
import daftar.messages.ticket.TicketCommand.MergeTicket;
import daftar.messages.ticket.TicketCommand.ReleaseTicket;
import daftar.messages.ticket.TicketCommand.UnmergeTicket;
import daftar.messages.ticket.TicketEvent.TicketAbsorbed;
import daftar.messages.ticket.TicketEvent.TicketMerged;
import daftar.messages.ticket.TicketEvent.TicketReleased;
import daftar.messages.ticket.TicketEvent.TicketUnmerged;
import java.util.List;
import java.util.Set;

/**
 * Two tickets of the same matter. The one that is a duplicate ends, and says where it goes on; the other is told by the
 * clock, so that either stream is appended to by one command only.
 */
final class Merging {

    private Merging() {}

    /**
     * By what a command is allowed. Where a merged ticket refuses it for its status, the refusal says where it goes on; what
     * people say and send is not taken there even where the table allows it.
     */
    static Party allowed(TicketCommand command, TicketState ticket, Set<Party> parties) {
        if (ticket.milestones().mergedInto() == null) {
            return TicketRules.allow(command, ticket.status(), parties);
        }
        Party party;
        try {
            party = TicketRules.allow(command, ticket.status(), parties);
        } catch (Refused refused) {
            throw refused.kind() == Refused.Kind.CONFLICT ? goesOnElsewhere() : refused;
        }
        if (command instanceof AddWorkNote || command instanceof AttachFile) {
            throw goesOnElsewhere();
        }
        return party;
    }

    /** Which one is told by who knows its number, and whether the caller may. */
    static Refused goesOnElsewhere() {
        return Refused.conflict("merged", "This ticket was merged into another; go on there.");
    }

    static void merge(Course course, MergeTicket command) {
        Known.otherTicket(course.context, "into", command.into());
        if (course.ticket().enclosures().tickets().containsKey(command.into())) {
            throw Refused.conflict(
                    "merge-ring", "That ticket was merged into this one; nothing can be merged in a ring.");
        }
        course.append(new TicketMerged(command.into(), command.reason()));
        Resolving.close(course, CloseReason.DUPLICATE, null, null);
    }

    static void unmerge(Course course, UnmergeTicket command) {
        String into = course.ticket().milestones().mergedInto();
        if (into == null) {
            throw Refused.conflict("not-merged", "This ticket was not merged into another; it can be reopened.");
        }
        course.append(new TicketUnmerged(into, command.reason()));
        Stages.backToWork(course, null);
    }

    /** Who looked on at the other looks on here; who left meanwhile does not. */
    static void absorb(Course course, AbsorbTicket command) {
        Known.otherTicket(course.context, "other", command.other());
        TicketState ticket = course.ticket();
        if (ticket.enclosures().tickets().containsKey(command.other())) {
            return;
        }
        List<String> observers = command.people().stream()
                .distinct()
                .filter(person -> !person.equals(ticket.origin().requester())
                        && !ticket.hands().observers().contains(person)
                        && isActive(course, person))
                .toList();
        course.append(new TicketAbsorbed(command.other(), observers));
    }

    /** Who came with the other goes with it, but for those who were brought by another, too. */
    static void release(Course course, ReleaseTicket command) {
        TicketState ticket = course.ticket();
        List<String> brought = ticket.enclosures().tickets().get(command.other());
        if (brought == null) {
            return;
        }
        List<String> leaving = brought.stream()
                .filter(person -> ticket.hands().observers().contains(person)
                        && !command.staying().contains(person))
                .toList();
        course.append(new TicketReleased(command.other(), leaving));
    }

    private static boolean isActive(Course course, String person) {
        Reference.Person found = course.context.reference().person(person);
        return found != null && found.active();
    }
}
