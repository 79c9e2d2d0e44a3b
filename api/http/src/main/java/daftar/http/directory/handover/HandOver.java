package daftar.http.directory.handover;

import daftar.http.directory.Register;
import daftar.http.directory.handover.HandOverAnswer.Outcome;
import daftar.http.directory.handover.OpenOnPerson.ActingFor;
import daftar.http.directory.handover.OpenOnPerson.NamedIn;
import daftar.http.directory.handover.OpenTickets.OpenTicket;
import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryCommand.AppointManager;
import daftar.messages.directory.DirectoryCommand.MovePerson;
import daftar.messages.directory.DirectoryCommand.ReplaceSubstitute;
import daftar.messages.directory.DirectoryCommand.SetSupervisor;
import daftar.messages.directory.DirectoryCommand.SetTeamLeads;
import daftar.messages.directory.DirectoryCommand.SetVendorContacts;
import daftar.messages.directory.Reference;
import daftar.messages.ticket.TicketCommand.HandOverTicket;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowCommand.DraftWorkflow;
import daftar.messages.workflow.WorkflowCommand.PublishWorkflow;
import daftar.messages.workflow.WorkflowRegister;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Hands over what is open on a person: one ordinary command after the other, each with its own outcome. What was done
 * stays done where a later one fails, and is not open any more when the same is asked again.
 */
final class HandOver {

    private final Reference.Person from;
    private final Map<OpenKind, String> successors;
    private final Text reason;
    private final Register register;
    private final Commands commands;
    private final BiFunction<String, @Nullable Long, Envelope> envelopes;
    private final List<Outcome> outcomes = new ArrayList<>();
    private @Nullable Long position;

    /**
     * @param successors of the kinds that are to be handed over
     * @param envelopes of the command that is called so; it knows of all up to the position
     */
    HandOver(
            Reference.Person from,
            Map<OpenKind, String> successors,
            Text reason,
            Register register,
            Commands commands,
            BiFunction<String, @Nullable Long, Envelope> envelopes) {
        this.from = from;
        this.successors = successors;
        this.reason = reason;
        this.register = register;
        this.commands = commands;
        this.envelopes = envelopes;
    }

    List<Outcome> carryOut(OpenOnPerson open) {
        for (OpenTicket ticket : open.tickets()) {
            OpenKind kind = ticket.asked() ? OpenKind.APPROVALS : OpenKind.TICKETS;
            String to = successors.get(kind);
            if (to != null) {
                attempt(
                        kind,
                        ticket.ticket(),
                        ticket.number(),
                        to,
                        List.of(new HandOverTicket(ticket.ticket(), from.id(), to, reason)));
            }
        }
        each(OpenKind.SUPERVISED, supervised(open.supervised()), this::supervisor);
        each(OpenKind.DEPARTMENTS, open.departments(), (department, to) -> List.of(new AppointManager(department, to)));
        each(OpenKind.LEADS, open.leads(), this::leads);
        each(OpenKind.POSTS, open.posts(), this::post);
        for (ActingFor one : open.delegations()) {
            String to = successors.get(OpenKind.DELEGATIONS);
            if (to != null) {
                attempt(
                        OpenKind.DELEGATIONS,
                        one.person(),
                        null,
                        to,
                        List.of(new ReplaceSubstitute(one.person(), one.delegation(), to)));
            }
        }
        each(OpenKind.VENDORS, open.vendors(), this::contacts);
        each(
                OpenKind.WORKFLOWS,
                open.workflows().stream().map(NamedIn::workflow).distinct().toList(),
                this::workflow);
        return outcomes;
    }

    private void each(OpenKind kind, List<String> all, BiFunction<String, String, List<Command>> steps) {
        String to = successors.get(kind);
        if (to == null) {
            return;
        }
        for (String one : all) {
            try {
                attempt(kind, one, null, to, steps.apply(one, to));
            } catch (Refused refused) {
                outcomes.add(refused(kind, one, null, to, refused));
            }
        }
    }

    private void attempt(OpenKind kind, String what, @Nullable String number, String to, List<Command> steps) {
        try {
            for (int i = 0; i < steps.size(); i++) {
                String name = kind + "/" + what + "/" + to + "/" + called(steps.get(i)) + "/" + i;
                Receipt receipt = commands.send(steps.get(i), envelopes.apply(name, position));
                if (kind != OpenKind.TICKETS && kind != OpenKind.APPROVALS) {
                    position = receipt.position() < 0 ? position : Long.valueOf(receipt.position());
                }
            }
            outcomes.add(new Outcome(kind, what, number, to, true, null, null));
        } catch (Refused refused) {
            outcomes.add(refused(kind, what, number, to, refused));
        }
    }

    /** Tells steps apart: of one person several delegations are replaced, and of a workflow what is left is sent again. */
    private static String called(Command step) {
        String name = step.getClass().getSimpleName();
        return step instanceof ReplaceSubstitute one ? name + "/" + one.delegation() : name;
    }

    private static Outcome refused(OpenKind kind, String what, @Nullable String number, String to, Refused refused) {
        return new Outcome(
                kind, what, number, to, false, refused.code(), Objects.requireNonNullElse(refused.getMessage(), ""));
    }

    /** Who takes over first, so that nobody is put below somebody who is still below them. */
    private List<String> supervised(List<String> people) {
        String to = successors.get(OpenKind.SUPERVISED);
        List<String> sorted = new ArrayList<>(people);
        if (to != null && sorted.remove(to)) {
            sorted.addFirst(to);
        }
        return sorted;
    }

    private List<Command> supervisor(String person, String to) {
        return List.of(new SetSupervisor(person, person.equals(to) ? from.supervisor() : to));
    }

    private List<Command> leads(String team, String to) {
        Reference.Team found = register.reference().team(team);
        List<String> leads = found == null ? List.of() : found.leads();
        return List.of(new SetTeamLeads(team, replacing(leads, to)));
    }

    private List<Command> contacts(String vendor, String to) {
        Reference.Vendor found = register.reference().vendor(vendor);
        List<String> contacts = found == null ? List.of() : found.contacts();
        return List.of(new SetVendorContacts(vendor, replacing(contacts, to)));
    }

    private List<String> replacing(List<String> people, String to) {
        return people.stream()
                .map(person -> person.equals(from.id()) ? to : person)
                .distinct()
                .toList();
    }

    /** The successor moves to the post, and with it to its department. */
    private List<Command> post(String post, String to) {
        Reference.Post found = register.reference().post(post);
        Reference.Person successor = register.reference().person(to);
        if (found == null || successor == null) {
            return List.of();
        }
        if (successor.post() != null && !successor.post().equals(post)) {
            throw Refused.conflict(
                    "has-another-post",
                    to + " has the post " + successor.post() + "; name somebody else for " + post + ".");
        }
        return List.of(
                new MovePerson(to, found.department(), post), new MovePerson(from.id(), from.department(), null));
    }

    /** A next version with the successor named; a draft that waits goes on waiting, with the successor named as well. */
    private List<Command> workflow(String name, String to) {
        WorkflowRegister workflows = register.reference().workflowRegister();
        List<Command> steps = new ArrayList<>();
        Workflow newest = workflows.newest(name);
        if (newest != null && !workflows.isRetired(name)) {
            Workflow next = OpenOnPerson.replacing(newest, from.id(), to);
            if (!next.equals(newest)) {
                steps.add(new PublishWorkflow(next.inVersion(newest.version() + 1)));
            }
        }
        Workflow draft = workflows.draft(name);
        if (draft != null) {
            steps.add(new DraftWorkflow(OpenOnPerson.replacing(draft, from.id(), to)));
        }
        return steps;
    }
}
