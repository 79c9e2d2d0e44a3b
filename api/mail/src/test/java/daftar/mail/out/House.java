package daftar.mail.out;

import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.outbox.LetterTexts;
import daftar.messages.outbox.Preferences;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowRegister;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A small organisation with people of five languages. */
final class House implements Reference {

    final Map<String, Person> people = new ConcurrentHashMap<>();
    final Map<String, Preferences> preferences = new ConcurrentHashMap<>();
    volatile LetterTexts texts = LetterTexts.SHIPPED;

    House() {
        person("requester", "fa");
        person("supervisor", "ru");
        person("dispatcher", "de");
        person("specialist", "en");
        person("colleague", "zh");
        person("observer", "en");
        person("lead", "en");
    }

    private void person(String name, String language) {
        people.put(
                "person-" + name,
                new Person(
                        "person-" + name,
                        name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1),
                        name + "@house.example",
                        "+49 30 1234",
                        null,
                        null,
                        Set.of(Role.REQUESTER),
                        language,
                        "Europe/Berlin",
                        false));
    }

    @Override
    public @Nullable Person person(String id) {
        return people.get(id);
    }

    @Override
    public Preferences preferences(String person) {
        return preferences.getOrDefault(person, Preferences.USUAL);
    }

    @Override
    public LetterTexts letterTexts() {
        return texts;
    }

    @Override
    public @Nullable Department department(String id) {
        return null;
    }

    @Override
    public @Nullable Team team(String id) {
        return switch (id) {
            case "team-first" ->
                new Team(
                        id,
                        new LocalizedText(Map.of("en", "First line", "fa", "خط اول")),
                        "person-lead",
                        List.of("person-lead", "person-dispatcher"));
            case "team-second" ->
                new Team(
                        id,
                        LocalizedText.of("en", "Second line"),
                        null,
                        List.of("person-specialist", "person-colleague"));
            default -> null;
        };
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
