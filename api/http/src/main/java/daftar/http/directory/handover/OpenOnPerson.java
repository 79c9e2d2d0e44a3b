package daftar.http.directory.handover;

import daftar.http.directory.Register;
import daftar.http.directory.handover.OpenTickets.OpenTicket;
import daftar.messages.directory.Reference;
import daftar.messages.workflow.HolderRule;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowRegister;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All that is open on a person.
 *
 * @param total of all kinds
 * @param counts those that there are; of tickets all, also those that are not named
 * @param tickets as many as are named at once, approvals among them
 * @param supervised active people
 * @param posts the one that they have; empty for none
 */
public record OpenOnPerson(
        String person,
        boolean active,
        long total,
        Map<OpenKind, Long> counts,
        List<OpenTicket> tickets,
        List<String> supervised,
        List<String> departments,
        List<String> leads,
        List<String> posts,
        List<ActingFor> delegations,
        List<String> vendors,
        List<NamedIn> workflows) {

    /** Acts for another. @param delegation its code, of that person */
    public record ActingFor(String person, String delegation, Instant from, Instant until) {}

    /** @param draft whether it is the draft, not the newest version @param stages codes of the stages that name them */
    public record NamedIn(String workflow, boolean draft, List<String> stages) {}

    static OpenOnPerson of(
            Reference.Person person, Register register, OpenTickets.Found tickets, long approvals, Instant now) {
        Reference reference = register.reference();
        String id = person.id();
        List<String> supervised =
                reference.supervisedBy(id).stream().map(Reference.Person::id).toList();
        List<String> departments = register.departments().stream()
                .filter(one -> id.equals(one.manager()))
                .map(Reference.Department::id)
                .toList();
        List<String> leads = register.teams().stream()
                .filter(team -> team.leads().contains(id))
                .map(Reference.Team::id)
                .toList();
        List<String> posts = person.post() == null ? List.of() : List.of(person.post());
        List<ActingFor> delegations = actingFor(id, register, now);
        List<String> vendors = register.vendors().stream()
                .filter(vendor -> vendor.active() && vendor.contacts().contains(id))
                .map(Reference.Vendor::id)
                .toList();
        List<NamedIn> workflows = namedIn(id, reference.workflowRegister());
        Map<OpenKind, Long> counts = new EnumMap<>(OpenKind.class);
        counts.put(OpenKind.TICKETS, tickets.total() - approvals);
        counts.put(OpenKind.APPROVALS, approvals);
        counts.put(OpenKind.SUPERVISED, (long) supervised.size());
        counts.put(OpenKind.DEPARTMENTS, (long) departments.size());
        counts.put(OpenKind.LEADS, (long) leads.size());
        counts.put(OpenKind.POSTS, (long) posts.size());
        counts.put(OpenKind.DELEGATIONS, (long) delegations.size());
        counts.put(OpenKind.VENDORS, (long) vendors.size());
        counts.put(OpenKind.WORKFLOWS, (long) workflows.size());
        counts.values().removeIf(count -> count == 0);
        return new OpenOnPerson(
                id,
                person.active(),
                counts.values().stream().mapToLong(Long::longValue).sum(),
                counts,
                tickets.tickets(),
                supervised,
                departments,
                leads,
                posts,
                delegations,
                vendors,
                workflows);
    }

    private static List<ActingFor> actingFor(String substitute, Register register, Instant now) {
        List<ActingFor> found = new ArrayList<>();
        for (Reference.Person other : register.people()) {
            for (Reference.Delegation one : other.delegations()) {
                if (one.substitute().equals(substitute) && now.isBefore(one.until())) {
                    found.add(new ActingFor(other.id(), one.id(), one.from(), one.until()));
                }
            }
        }
        return found;
    }

    private static List<NamedIn> namedIn(String person, WorkflowRegister workflows) {
        List<NamedIn> found = new ArrayList<>();
        for (Workflow workflow : workflows.newest()) {
            if (!workflows.isRetired(workflow.name())) {
                addIfNamed(person, workflow, false, found);
            }
        }
        for (Workflow draft : workflows.drafts().values()) {
            addIfNamed(person, draft, true, found);
        }
        return found;
    }

    private static void addIfNamed(String person, Workflow workflow, boolean draft, List<NamedIn> found) {
        List<String> stages = workflow.stages().stream()
                .filter(stage -> !replacing(stage.holder(), person, "").equals(stage.holder()))
                .map(Stage::code)
                .toList();
        if (!stages.isEmpty()) {
            found.add(new NamedIn(workflow.name(), draft, stages));
        }
    }

    /** The workflow with one person named in another's place. */
    static Workflow replacing(Workflow workflow, String from, String to) {
        List<Stage> stages = workflow.stages().stream()
                .map(stage -> new Stage(
                        stage.code(),
                        stage.name(),
                        stage.kind(),
                        replacing(stage.holder(), from, to),
                        stage.quorum(),
                        stage.due(),
                        stage.outcomes(),
                        stage.end(),
                        stage.guidance(),
                        stage.silence()))
                .toList();
        return new Workflow(workflow.name(), workflow.version(), workflow.title(), stages, workflow.reopenWithin());
    }

    private static HolderRule replacing(HolderRule rule, String from, String to) {
        return switch (rule) {
            case HolderRule.NamedPerson(String person) -> person.equals(from) ? new HolderRule.NamedPerson(to) : rule;
            case HolderRule.FirstOf(List<HolderRule> rules) -> new HolderRule.FirstOf(each(rules, from, to));
            case HolderRule.EachOf(List<HolderRule> rules) -> new HolderRule.EachOf(each(rules, from, to));
            default -> rule;
        };
    }

    private static List<HolderRule> each(List<HolderRule> rules, String from, String to) {
        return rules.stream().map(rule -> replacing(rule, from, to)).toList();
    }
}
