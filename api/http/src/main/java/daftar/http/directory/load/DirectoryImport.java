package daftar.http.directory.load;

import daftar.http.directory.Register;
import daftar.messages.Actor;
import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryCommand.*;
import daftar.messages.directory.Line;
import daftar.messages.directory.Reference;
import daftar.messages.directory.Reference.Department;
import daftar.messages.directory.Reference.Person;
import daftar.messages.directory.Reference.Team;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes the directory as the rows say: each difference is an ordinary command, and what is so already is left alone. Rows
 * may name others further down as supervisor, manager or parent; those links are made once all rows are there.
 */
final class DirectoryImport {

    private final Commands commands;
    private final Register register;
    private final Actor actor;
    private final String correlation = UUID.randomUUID().toString();
    private final List<ImportReport.RefusedRow> refused = new ArrayList<>();
    private final Set<Long> changed = new HashSet<>();
    private final Set<Long> failed = new HashSet<>();
    private int sent;
    private @Nullable Long position;
    private long line;

    DirectoryImport(Commands commands, Register register, Actor actor) {
        this.commands = commands;
        this.register = register;
        this.actor = actor;
    }

    /** @param kind of the rows, one of {@code people}, {@code departments}, {@code teams} */
    ImportReport run(String kind, List<Cells> rows, boolean dryRun) {
        for (Cells row : rows) {
            attempt(row, () -> {
                switch (kind) {
                    case "people" -> person(row);
                    case "departments" -> department(row);
                    default -> team(row);
                }
            });
        }
        for (Cells row : rows) {
            if (!failed.contains(row.line())) {
                attempt(row, () -> {
                    switch (kind) {
                        case "people" -> supervisor(row);
                        case "departments" -> place(row);
                        default -> {}
                    }
                });
            }
        }
        changed.removeAll(failed);
        return new ImportReport(
                dryRun,
                kind,
                rows.size(),
                changed.size(),
                rows.size() - changed.size() - failed.size(),
                sent,
                List.copyOf(refused.subList(0, Math.min(refused.size(), ImportReport.MOST))));
    }

    private void attempt(Cells row, Runnable work) {
        line = row.line();
        try {
            work.run();
        } catch (Refused why) {
            failed.add(row.line());
            refused.add(new ImportReport.RefusedRow(
                    row.line(), column(why.field()), why.code(), String.valueOf(why.getMessage())));
        }
    }

    /** The column that a command's field came from. */
    private static @Nullable String column(@Nullable String field) {
        if (field == null) {
            return null;
        }
        String plain = field.replaceAll("\\[.*", "");
        return plain.equals("role") ? "roles" : plain;
    }

    private void person(Cells row) {
        String id = row.required("person");
        Person was = reference().person(id);
        if (was == null || (was.provisional() && row.text("name") != null)) {
            register(row, id, was);
            return;
        }
        describe(row, was);
        String department = row.or("department", was.department());
        String post = row.or("post", Objects.equals(department, was.department()) ? was.post() : null);
        if (!Objects.equals(department, was.department()) || !Objects.equals(post, was.post())) {
            send(new MovePerson(id, department, post));
        }
        identity(row, id, was);
        if (row.has("roles")) {
            Set<Role> wanted = roles(row);
            for (Role role : wanted) {
                if (!was.roles().contains(role)) {
                    send(new GrantRole(id, role));
                }
            }
            for (Role role : was.roles()) {
                if (!wanted.contains(role)) {
                    send(new RevokeRole(id, role));
                }
            }
        }
        active(row, id, was.active());
    }

    private void register(Cells row, String id, @Nullable Person was) {
        String supervisor = row.text("supervisor");
        send(new RegisterPerson(
                id,
                Text.of(row.required("name")),
                Text.ofNullable(row.or("mail", was == null ? null : was.mail())),
                Text.ofNullable(row.or("telephone", was == null ? null : was.telephone())),
                row.text("department"),
                supervisor != null && reference().person(supervisor) != null ? supervisor : null,
                row.has("roles") ? roles(row) : Set.of(Role.REQUESTER),
                Objects.requireNonNullElse(row.text("language"), "en"),
                Objects.requireNonNullElse(row.text("zone"), "UTC"),
                false));
        if (row.text("post") != null) {
            send(new MovePerson(id, row.text("department"), row.text("post")));
        }
        identity(row, id, null);
        active(row, id, true);
    }

    private void describe(Cells row, Person was) {
        String name = row.has("name") ? row.required("name") : was.name();
        String mail = row.or("mail", was.mail());
        String telephone = row.or("telephone", was.telephone());
        String language = Objects.requireNonNullElse(row.text("language"), was.language());
        String zone = Objects.requireNonNullElse(row.text("zone"), was.zone());
        boolean same = Objects.equals(name, was.name())
                && Objects.equals(mail, was.mail())
                && Objects.equals(telephone, was.telephone())
                && language.equals(was.language())
                && zone.equals(was.zone());
        if (!same && name != null) {
            send(new ChangePersonalDetails(
                    was.id(), Text.of(name), Text.ofNullable(mail), Text.ofNullable(telephone), language, zone));
        }
    }

    private void identity(Cells row, String id, @Nullable Person was) {
        String userName = row.or("userName", was == null ? null : was.userName());
        String externalId = row.or("externalId", was == null ? null : was.externalId());
        if (was != null && Objects.equals(userName, was.userName()) && Objects.equals(externalId, was.externalId())) {
            return;
        }
        if (userName != null) {
            send(new LinkIdentity(id, Text.of(userName), Text.ofNullable(externalId)));
        } else if (externalId != null || (was != null && was.userName() != null)) {
            throw Refused.invalid(
                    "required", "userName", "A user name cannot be taken away, and an externalId needs one.");
        }
    }

    private void active(Cells row, String id, boolean was) {
        String word = row.text("active");
        if (word == null) {
            return;
        }
        String plain = word.toLowerCase(Locale.ROOT);
        if (!plain.equals("true") && !plain.equals("false")) {
            throw Refused.invalid("unknown-value", "active", "active is true or false.");
        }
        if (was && plain.equals("false")) {
            send(new DeactivatePerson(id));
        } else if (!was && plain.equals("true")) {
            send(new ReactivatePerson(id));
        }
    }

    private static Set<Role> roles(Cells row) {
        Set<Role> roles = new LinkedHashSet<>();
        row.list("roles").forEach(word -> roles.add(row.oneOf("roles", word, Role.class)));
        return roles;
    }

    private void supervisor(Cells row) {
        Person was = reference().person(row.required("person"));
        if (row.has("supervisor") && was != null && !Objects.equals(was.supervisor(), row.text("supervisor"))) {
            send(new SetSupervisor(was.id(), row.text("supervisor")));
        }
    }

    private void department(Cells row) {
        String id = row.required("department");
        Department was = reference().department(id);
        if (was == null) {
            String parent = row.text("parent");
            boolean known = parent != null && reference().department(parent) != null;
            send(new FoundDepartment(id, row.names(null), known ? parent : null, null));
        } else if (!row.names(was.name()).equals(was.name())) {
            send(new RenameDepartment(id, row.names(was.name())));
        }
    }

    private void place(Cells row) {
        Department was = reference().department(row.required("department"));
        if (was == null) {
            return;
        }
        if (row.has("parent") && !Objects.equals(was.parent(), row.text("parent"))) {
            send(new MoveDepartment(was.id(), row.text("parent")));
        }
        if (row.has("manager") && !Objects.equals(was.manager(), row.text("manager"))) {
            send(new AppointManager(was.id(), row.text("manager")));
        }
    }

    private void team(Cells row) {
        String id = row.required("team");
        Team was = reference().team(id);
        List<String> members = row.list("members");
        if (was == null) {
            send(new FormTeam(id, row.names(null), null, members));
        } else {
            if (!row.names(was.name()).equals(was.name())) {
                send(new RenameTeam(id, row.names(was.name())));
            }
            if (row.has("members")) {
                members.stream()
                        .filter(one -> !was.members().contains(one))
                        .forEach(one -> inColumn("members", new AddTeamMember(id, one)));
                was.members().stream()
                        .filter(one -> !members.contains(one))
                        .forEach(one -> send(new RemoveTeamMember(id, one)));
            }
        }
        List<String> leads = row.list("leads");
        if (row.has("leads") && !leads.equals(was == null ? List.of() : was.leads())) {
            send(new SetTeamLeads(id, leads));
        }
        String word = row.text("line");
        if (word != null) {
            Line wanted = row.oneOf("line", word, Line.class);
            if (was == null || was.line() != wanted) {
                send(new SetTeamLine(id, wanted));
            }
        }
    }

    /** Where the command calls the value otherwise than the file. */
    private void inColumn(String column, Command command) {
        try {
            send(command);
        } catch (Refused why) {
            throw new Refused(why.kind(), why.code(), column, String.valueOf(why.getMessage()));
        }
    }

    private Reference reference() {
        Long known = position;
        if (known != null) {
            register.awaitPosition(known);
        }
        return register.reference();
    }

    private void send(Command command) {
        Receipt receipt =
                commands.send(command, new Envelope(actor, UUID.randomUUID(), "", null, null, position, correlation));
        position = receipt.position();
        sent++;
        changed.add(line);
    }
}
