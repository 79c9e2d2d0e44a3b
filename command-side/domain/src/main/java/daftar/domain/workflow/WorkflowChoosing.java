package daftar.domain.workflow;

import daftar.messages.directory.Reference;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import daftar.messages.workflow.WorkflowForecast.Tried;
import daftar.messages.workflow.WorkflowRegister;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Which workflow a request gets: the first of the organisation's rules that fits, and why those before it do not. */
public final class WorkflowChoosing {

    private WorkflowChoosing() {}

    /**
     * @param workflow in its newest version; null where no rule fits
     * @param tried all rules up to the one that fits
     */
    public record Chosen(@Nullable Workflow workflow, List<Tried> tried) {}

    /** A rule for a category or a department holds for those below it, too. A retired workflow's rule is passed over. */
    public static Chosen choose(
            String type, @Nullable String category, Reference.Person requester, Reference reference) {
        WorkflowRegister register = reference.workflowRegister();
        List<Tried> tried = new ArrayList<>();
        for (WorkflowChoice rule : register.choices()) {
            String against = against(rule, type, category, requester, reference);
            Workflow workflow = register.newest(rule.workflow());
            if (against == null && (workflow == null || register.isRetired(rule.workflow()))) {
                against = "workflow " + rule.workflow() + " is retired";
            }
            boolean fits = against == null;
            tried.add(new Tried(tried.size() + 1, rule, fits, fits ? "fits" : Objects.requireNonNull(against)));
            if (fits) {
                return new Chosen(workflow, tried);
            }
        }
        return new Chosen(null, tried);
    }

    /** The first condition that is not met; null where all are. */
    private static @Nullable String against(
            WorkflowChoice rule,
            String type,
            @Nullable String category,
            Reference.Person requester,
            Reference reference) {
        if (rule.type() != null && !rule.type().equals(type)) {
            return "the type is " + type + ", not " + rule.type();
        }
        if (!isWithin(category, rule.category(), code -> {
            Reference.Category found = reference.category(code);
            return found == null ? null : found.parent();
        })) {
            return "the category is " + orNone(category) + ", not in " + rule.category();
        }
        if (!isWithin(requester.department(), rule.department(), id -> {
            Reference.Department found = reference.department(id);
            return found == null ? null : found.parent();
        })) {
            return "the requester's department is " + orNone(requester.department()) + ", not in " + rule.department();
        }
        if (rule.post() != null && !rule.post().equals(requester.post())) {
            return "the requester's post is " + orNone(requester.post()) + ", not " + rule.post();
        }
        if (rule.requester() != null && !rule.requester().equals(requester.id())) {
            return "the requester is " + requester.id() + ", not " + rule.requester();
        }
        return null;
    }

    private static String orNone(@Nullable String value) {
        return value == null ? "none" : value;
    }

    /** Whether {@code actual} is {@code wanted} or below it; null wants nothing. Stops where it has been before. */
    private static boolean isWithin(
            @Nullable String actual, @Nullable String wanted, UnaryOperator<@Nullable String> above) {
        if (wanted == null) {
            return true;
        }
        Set<String> seen = new HashSet<>();
        String here = actual;
        while (here != null && seen.add(here)) {
            if (here.equals(wanted)) {
                return true;
            }
            here = above.apply(here);
        }
        return false;
    }
}
