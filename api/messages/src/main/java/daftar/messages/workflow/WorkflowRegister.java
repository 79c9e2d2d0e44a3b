package daftar.messages.workflow;

import daftar.messages.workflow.WorkflowEvent.WorkflowChoicesSet;
import daftar.messages.workflow.WorkflowEvent.WorkflowDrafted;
import daftar.messages.workflow.WorkflowEvent.WorkflowPublished;
import daftar.messages.workflow.WorkflowEvent.WorkflowRetired;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All workflows of the organisation at one moment, and the rules that choose one: a fold over their events. Immutable.
 *
 * @param versions name → version → workflow, all that were ever published
 * @param drafts name → the draft that waits to be published
 * @param retired names of those on which no new ticket starts
 * @param choices the first that fits wins
 */
public record WorkflowRegister(
        NavigableMap<String, NavigableMap<Integer, Workflow>> versions,
        NavigableMap<String, Workflow> drafts,
        Set<String> retired,
        List<WorkflowChoice> choices) {

    public static final WorkflowRegister EMPTY =
            new WorkflowRegister(Collections.emptyNavigableMap(), Collections.emptyNavigableMap(), Set.of(), List.of());

    /** The fold: pure. */
    public WorkflowRegister after(WorkflowEvent event) {
        return switch (event) {
            case WorkflowPublished(Workflow workflow) -> published(workflow);
            case WorkflowDrafted(Workflow workflow) -> {
                NavigableMap<String, Workflow> more = new TreeMap<>(drafts);
                more.put(workflow.name(), workflow);
                yield new WorkflowRegister(versions, Collections.unmodifiableNavigableMap(more), retired, choices);
            }
            case WorkflowRetired(String name) -> {
                Set<String> more = new HashSet<>(retired);
                more.add(name);
                yield new WorkflowRegister(versions, drafts, Set.copyOf(more), choices);
            }
            case WorkflowChoicesSet(List<WorkflowChoice> all) ->
                new WorkflowRegister(versions, drafts, retired, List.copyOf(all));
        };
    }

    private WorkflowRegister published(Workflow workflow) {
        NavigableMap<Integer, Workflow> more = new TreeMap<>(versions.getOrDefault(workflow.name(), new TreeMap<>()));
        more.put(workflow.version(), workflow);
        NavigableMap<String, NavigableMap<Integer, Workflow>> all = new TreeMap<>(versions);
        all.put(workflow.name(), Collections.unmodifiableNavigableMap(more));
        NavigableMap<String, Workflow> waiting = new TreeMap<>(drafts);
        waiting.remove(workflow.name());
        Set<String> stillRetired = new HashSet<>(retired);
        stillRetired.remove(workflow.name());
        return new WorkflowRegister(
                Collections.unmodifiableNavigableMap(all),
                Collections.unmodifiableNavigableMap(waiting),
                Set.copyOf(stillRetired),
                choices);
    }

    /** The workflow in this version, or null. */
    public @Nullable Workflow workflow(String name, int version) {
        NavigableMap<Integer, Workflow> known = versions.get(name);
        return known == null ? null : known.get(version);
    }

    /** The newest version, retired or not; null where none was published. */
    public @Nullable Workflow newest(String name) {
        NavigableMap<Integer, Workflow> known = versions.get(name);
        return known == null ? null : known.lastEntry().getValue();
    }

    /** The draft of this name, or null. */
    public @Nullable Workflow draft(String name) {
        return drafts.get(name);
    }

    public boolean isRetired(String name) {
        return retired.contains(name);
    }

    /** The newest version of each, by name. */
    public List<Workflow> newest() {
        return versions.values().stream()
                .map(known -> known.lastEntry().getValue())
                .toList();
    }
}
