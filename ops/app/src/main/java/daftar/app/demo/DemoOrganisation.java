package daftar.app.demo;

import daftar.domain.workflow.ShippedWorkflows;
import daftar.messages.Command;
import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryCommand.AddTeamMember;
import daftar.messages.directory.DirectoryCommand.DefineCategory;
import daftar.messages.directory.DirectoryCommand.FormTeam;
import daftar.messages.directory.DirectoryCommand.FoundDepartment;
import daftar.messages.directory.DirectoryCommand.RegisterPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The small organisation that the embedded mode begins with: one department, two teams and a person for each role. It is
 * made by ordinary commands whose ids are fixed, so that a second start adds nothing.
 */
public final class DemoOrganisation {

    /** A person who can log in by this name, with the password {@code demo}. */
    public record DemoPerson(
            String login,
            String name,
            Set<Role> roles,
            @Nullable String supervisor) {

        public String id() {
            return "person-" + login;
        }
    }

    /** Everybody, supervisors before those whom they supervise. */
    public static final List<DemoPerson> PEOPLE = List.of(
            new DemoPerson("manager", "Mina Rahimi", Set.of(Role.REQUESTER, Role.MANAGER, Role.REDACTOR), null),
            new DemoPerson("supervisor", "Сергей Орлов", Set.of(Role.REQUESTER, Role.SUPERVISOR), null),
            new DemoPerson("security", "陈静", Set.of(Role.REQUESTER, Role.SECURITY_OFFICER, Role.REDACTOR), null),
            new DemoPerson("requester", "زهرا کریمی", Set.of(Role.REQUESTER), "person-supervisor"),
            new DemoPerson("dispatcher", "Anna Schmidt", Set.of(Role.REQUESTER, Role.DISPATCHER), "person-manager"),
            new DemoPerson("specialist", "Pavel Novák", Set.of(Role.REQUESTER, Role.SPECIALIST), "person-manager"),
            new DemoPerson("specialist2", "李伟", Set.of(Role.REQUESTER, Role.SPECIALIST), "person-manager"),
            new DemoPerson("auditor", "Ruth Weiss", Set.of(Role.AUDITOR), null),
            new DemoPerson("analyst", "Иван Котов", Set.of(Role.ANALYST), null),
            new DemoPerson("admin", "Alex Admin", Set.of(Role.ADMINISTRATOR), null),
            new DemoPerson("importer", "Importer", Set.of(Role.IMPORTER), null));

    private static final String OFFICE = "department-office";

    private DemoOrganisation() {}

    /** The commands that make the organisation, in their order; the shipped workflows and the first line come before. */
    public static List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        commands.add(new FoundDepartment(OFFICE, names("Office", "Büro", "دفتر", "Офис", "办公室"), null, null));
        for (DemoPerson person : PEOPLE) {
            commands.add(new RegisterPerson(
                    person.id(),
                    Text.of(person.name()),
                    Text.of(person.login() + "@example.org"),
                    null,
                    OFFICE,
                    person.supervisor(),
                    person.roles(),
                    "en",
                    "UTC",
                    false));
        }
        commands.add(new AddTeamMember(ShippedWorkflows.FIRST_LINE, "person-dispatcher"));
        commands.add(new FormTeam(
                "team-workplace",
                names("Workplace", "Arbeitsplatz", "پشتیبانی کاربران", "Рабочие места", "桌面支持"),
                "person-specialist",
                List.of("person-specialist", "person-specialist2")));
        commands.add(category("hardware", "team-workplace", "Hardware", "Hardware", "سخت‌افزار", "Оборудование", "硬件"));
        commands.add(category("software", "team-workplace", "Software", "Software", "نرم‌افزار", "Программы", "软件"));
        commands.add(category("network", "team-workplace", "Network", "Netzwerk", "شبکه", "Сеть", "网络"));
        commands.add(category("access", ShippedWorkflows.FIRST_LINE, "Access", "Zugänge", "دسترسی", "Доступ", "访问权限"));
        return commands;
    }

    private static DefineCategory category(String code, String team, String... names) {
        return new DefineCategory(code, names(names), null, team);
    }

    private static LocalizedText names(String... names) {
        Map<String, String> texts = new java.util.LinkedHashMap<>();
        String[] languages = {"en", "de", "fa", "ru", "zh"};
        for (int i = 0; i < languages.length; i++) {
            texts.put(languages[i], names[i]);
        }
        return new LocalizedText(texts);
    }
}
