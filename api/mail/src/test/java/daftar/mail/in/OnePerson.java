package daftar.mail.in;

import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.mail.MailPolicy;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowRegister;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A directory of one. */
final class OnePerson implements Reference {

    volatile MailPolicy policy = MailPolicy.USUAL;

    @Override
    public MailPolicy mailPolicy() {
        return policy;
    }

    @Override
    public List<Person> peopleOfMail(String address) {
        return address.equalsIgnoreCase("ann@example.org") ? List.of(Knowing.ANN) : List.of();
    }

    @Override
    public @Nullable Person person(String id) {
        return id.equals("person-ann") ? Knowing.ANN : null;
    }

    @Override
    public @Nullable Department department(String id) {
        return null;
    }

    @Override
    public @Nullable Team team(String id) {
        return null;
    }

    @Override
    public @Nullable Category category(String code) {
        return null;
    }

    @Override
    public @Nullable Workflow workflow(String name, int version) {
        return null;
    }

    @Override
    public WorkflowRegister workflowRegister() {
        return WorkflowRegister.EMPTY;
    }

    @Override
    public List<Person> holdersOf(Role role) {
        return List.of();
    }

    @Override
    public List<Team> teamsOf(String person) {
        return List.of();
    }
}
