package daftar.domain.workflow;

import static daftar.domain.directory.Organisation.knowing;
import static daftar.domain.directory.Organisation.name;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.domain.directory.Organisation;
import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.directory.DirectoryEvent.CategoryDefined;
import daftar.messages.directory.DirectoryEvent.DepartmentFounded;
import daftar.messages.directory.Reference;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import daftar.messages.workflow.WorkflowEvent.WorkflowChoicesSet;
import daftar.messages.workflow.WorkflowEvent.WorkflowPublished;
import daftar.messages.workflow.WorkflowEvent.WorkflowRetired;
import daftar.reference.ReferenceState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkflowChoosingTest {

    @Test
    void the_first_rule_that_fits_chooses_also_for_what_lies_below() {
        ReferenceState known = knowing(
                new CategoryDefined("hardware", name("H"), null, null),
                new CategoryDefined("printer", name("P"), "hardware", null),
                new DepartmentFounded("department-company", name("C"), null, null),
                new DepartmentFounded("department-it", name("I"), "department-company", null),
                published("a"),
                published("b"),
                published("c"),
                choices(
                        new WorkflowChoice("service-request", "hardware", null, "a"),
                        new WorkflowChoice(null, null, "department-company", "b"),
                        new WorkflowChoice("incident", null, null, "c")));
        assertThat(chosen(known, "service-request", "printer", null)).isEqualTo("a");
        assertThat(chosen(known, "service-request", "printer", "department-it")).isEqualTo("a");
        assertThat(chosen(known, "service-request", null, "department-it")).isEqualTo("b");
        assertThat(chosen(known, "incident", "hardware", null)).isEqualTo("c");
        assertThat(chosen(known, "service-request", null, null)).isNull();
        assertThat(chosen(known, "service-request", "unknown", "unknown")).isNull();
    }

    @Test
    void each_rule_that_does_not_fit_says_which_of_its_conditions_does_not() {
        ReferenceState known = knowing(
                published("a"),
                choices(
                        new WorkflowChoice("service-request", null, null, "a"),
                        new WorkflowChoice(null, "hardware", null, "a"),
                        new WorkflowChoice(null, null, "department-it", "a"),
                        new WorkflowChoice(null, null, null, "a", null, "person-boss"),
                        new WorkflowChoice(null, null, null, "a"),
                        new WorkflowChoice(null, null, null, "a")));
        WorkflowChoosing.Chosen chosen = WorkflowChoosing.choose("incident", null, person(null), known);
        assertThat(chosen.tried())
                .extracting(tried -> tried.place() + " " + tried.fits() + " " + tried.why())
                .containsExactly(
                        "1 false the type is incident, not service-request",
                        "2 false the category is none, not in hardware",
                        "3 false the requester's department is none, not in department-it",
                        "4 false the requester is person-anna, not person-boss",
                        "5 true fits");
    }

    @Test
    void a_rule_for_one_requester_fits_them_alone() {
        ReferenceState known = knowing(
                published("a"),
                published("b"),
                choices(
                        new WorkflowChoice(null, null, null, "a", null, "person-anna"),
                        new WorkflowChoice(null, null, null, "b")));
        assertThat(chosen(known, "incident", null, null)).isEqualTo("a");
    }

    @Test
    void a_retired_workflow_is_passed_over() {
        ReferenceState known = knowing(
                published("a"),
                published("b"),
                choices(new WorkflowChoice(null, null, null, "a"), new WorkflowChoice(null, null, null, "b")),
                new WorkflowRetired("a"));
        assertThat(chosen(known, "incident", null, null)).isEqualTo("b");
        assertThat(chosen(Organisation.and(known, published("a", 2)), "incident", null, null))
                .isEqualTo("a");
    }

    @Test
    void a_ring_that_two_departments_closed_at_once_keeps_nobody_waiting() {
        ReferenceState known = knowing(
                new DepartmentFounded("department-a", name("A"), "department-b", null),
                new DepartmentFounded("department-b", name("B"), "department-a", null),
                published("a"),
                choices(new WorkflowChoice(null, null, "department-c", "a")));
        assertThat(chosen(known, "incident", null, "department-a")).isNull();
    }

    private static @Nullable String chosen(
            ReferenceState known, String type, @Nullable String category, @Nullable String department) {
        Workflow workflow = WorkflowChoosing.choose(type, category, person(department), known)
                .workflow();
        return workflow == null ? null : workflow.name();
    }

    private static Reference.Person person(@Nullable String department) {
        return new Reference.Person(
                "person-anna", "Anna", null, null, department, null, Set.of(Role.REQUESTER), "en", "UTC", false);
    }

    private static Event published(String name) {
        return published(name, 1);
    }

    private static Event published(String name, int version) {
        return new WorkflowPublished(
                new Workflow(name, version, LocalizedText.of("en", name), List.of(), Duration.ofDays(1)));
    }

    private static Event choices(WorkflowChoice... rules) {
        return new WorkflowChoicesSet(List.of(rules));
    }
}
