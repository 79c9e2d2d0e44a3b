package daftar.mail.out;

import daftar.messages.Actor;
import daftar.messages.LocalizedText;
import daftar.messages.Money;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.directory.Reference;
import daftar.messages.directory.Reference.Person;
import daftar.messages.directory.Reference.Team;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.LetterLink;
import daftar.messages.outbox.LinkPurpose;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.TicketEvent.ApprovalDeclined;
import daftar.messages.ticket.TicketEvent.CommentAdded;
import daftar.messages.ticket.TicketEvent.CostApprovalAsked;
import daftar.messages.ticket.TicketEvent.CostApprovalAskedAgain;
import daftar.messages.ticket.TicketEvent.HolderReminded;
import daftar.messages.ticket.TicketEvent.LinkedTicketSolved;
import daftar.messages.ticket.TicketEvent.MajorIncidentDeclared;
import daftar.messages.ticket.TicketEvent.MajorIncidentUpdateMissed;
import daftar.messages.ticket.TicketEvent.MajorIncidentUpdated;
import daftar.messages.ticket.TicketEvent.OwnerChanged;
import daftar.messages.ticket.TicketEvent.RequesterReminded;
import daftar.messages.ticket.TicketEvent.ResolutionRejected;
import daftar.messages.ticket.TicketEvent.StageEntered;
import daftar.messages.ticket.TicketEvent.StageOverdueNoted;
import daftar.messages.ticket.TicketEvent.SurveyAsked;
import daftar.messages.ticket.TicketEvent.TargetPointReached;
import daftar.messages.ticket.TicketEvent.TicketCancelled;
import daftar.messages.ticket.TicketEvent.TicketClosed;
import daftar.messages.ticket.TicketEvent.TicketEscalated;
import daftar.messages.ticket.TicketEvent.TicketHandedOver;
import daftar.messages.ticket.TicketEvent.TicketMerged;
import daftar.messages.ticket.TicketEvent.TicketPutOnHold;
import daftar.messages.ticket.TicketEvent.TicketRaised;
import daftar.messages.ticket.TicketEvent.TicketReferred;
import daftar.messages.ticket.TicketEvent.TicketReopened;
import daftar.messages.ticket.TicketEvent.TicketResolved;
import daftar.messages.ticket.TicketEvent.TicketReturned;
import daftar.messages.workflow.StageKind;
import daftar.readmodel.TicketDocument;
import daftar.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which letters a step of a ticket causes: pure. A step is what was appended at once, so nobody gets two letters about one
 * act; of several reasons to write to somebody the weightiest is taken.
 *
 * <p>The requester reads what the requester may read, and nothing else: their letters are made from public texts alone. Of
 * a confidential ticket nothing is said but its number, and only to those who may know of it. Nobody is told what they did
 * themselves; but whoever raises a request gets its number in writing.
 */
final class Letters {

    private final @Nullable TicketDocument before;
    private final TicketDocument after;
    private final List<Recorded> step;
    private final Reference reference;
    private final UnaryOperator<@Nullable String> numbers;
    private final String actor;
    private final Instant at;
    private final Map<String, Letter> byPerson = new LinkedHashMap<>();

    private Letters(
            @Nullable TicketDocument before,
            TicketDocument after,
            List<Recorded> step,
            Reference reference,
            UnaryOperator<@Nullable String> numbers) {
        this.before = before;
        this.after = after;
        this.step = step;
        this.reference = reference;
        this.numbers = numbers;
        this.actor = step.getFirst().actor();
        this.at = step.getLast().occurredAt();
    }

    /**
     * @param before the ticket before the step; null where it begins with it
     * @param after the ticket after it
     * @param step what was appended at once, its texts opened; at least one event
     * @param numbers the number of a ticket by its id; null where it is not known
     */
    static List<Letter> of(
            @Nullable TicketDocument before,
            TicketDocument after,
            List<Recorded> step,
            Reference reference,
            UnaryOperator<@Nullable String> numbers) {
        Letters letters = new Letters(before, after, step, reference, numbers);
        letters.toRequester();
        letters.toThoseWhoAct();
        letters.toObservers();
        return List.copyOf(letters.byPerson.values());
    }

    // ---- the requester ----

    private void toRequester() {
        String requester = after.requester();
        if (has(SurveyAsked.class) instanceof SurveyAsked asked) {
            tell(
                    LetterKind.SURVEY,
                    asked.person(),
                    values().put("due", asked.until()).link(LinkPurpose.SURVEY));
        } else if (has(TicketMerged.class) instanceof TicketMerged merged) {
            tell(LetterKind.MERGED, requester, values().put("other", numbers.apply(merged.into())));
        } else if (ended()) {
            closed(requester);
        } else if (has(TicketResolved.class) instanceof TicketResolved resolved && after.status() == Status.RESOLVED) {
            Values values = values().text(resolved.solution().text());
            if (after.stageKind() == StageKind.CONFIRMATION && after.assignees().contains(requester)) {
                values.put("due", after.stageDueAt()).link(LinkPurpose.CONFIRM).link(LinkPurpose.REJECT);
            }
            tell(LetterKind.SOLVED, requester, values);
        } else if (has(RequesterReminded.class) != null) {
            tell(LetterKind.REMINDER, requester, values().put("waits", true));
        } else if (waitsForRequester()) {
            tell(LetterKind.QUESTION, requester, values().put("waits", true).text(deskWords()));
        } else if (deskWords() != null) {
            tell(LetterKind.QUESTION, requester, values().text(deskWords()));
        } else if (has(TicketRaised.class) != null) {
            // their own act as a rule, and yet the desk's receipt for it
            put(LetterKind.RECEIVED, requester, values().put("due", after.resolutionDueAt()));
        } else if (before != null && before.status() != after.status()) {
            tell(LetterKind.PROGRESS, requester, values().put("status", after.status()));
        }
    }

    private void closed(String requester) {
        Values values = values();
        TicketResolved resolved = has(TicketResolved.class);
        if (resolved != null && (before == null || before.status().isOpen())) {
            // solved without asking for a confirmation: what was done matters more than that it is over
            tell(LetterKind.SOLVED, requester, values.text(resolved.solution().text()));
            return;
        }
        switch (after.status()) {
            case DECLINED -> {
                ApprovalDeclined declined = has(ApprovalDeclined.class);
                values.put("declined", true).text(declined == null ? null : declined.reason());
            }
            case CANCELLED -> {
                TicketCancelled cancelled = has(TicketCancelled.class);
                values.put("cancelled", true).text(cancelled == null ? null : cancelled.reason());
            }
            default -> {
                TicketClosed end = has(TicketClosed.class);
                if (end != null) {
                    values.put("unanswered", end.reason() == CloseReason.NO_ANSWER)
                            .put("confirmed", end.reason() == CloseReason.CONFIRMED)
                            .text(end.note());
                }
            }
        }
        tell(LetterKind.CLOSED, requester, values);
    }

    private boolean waitsForRequester() {
        return has(TicketPutOnHold.class) instanceof TicketPutOnHold hold && hold.reason() == HoldReason.REQUESTER
                || returnedToRequester();
    }

    private boolean returnedToRequester() {
        return has(TicketReturned.class) != null && after.assignees().contains(after.requester());
    }

    /** What the desk has written to the requester; null for nothing. */
    private @Nullable Text deskWords() {
        if (has(TicketReturned.class) instanceof TicketReturned returned && returnedToRequester()) {
            return returned.missing();
        }
        return has(CommentAdded.class) instanceof CommentAdded comment && comment.byDesk() ? comment.text() : null;
    }

    // ---- whoever has to act ----

    private void toThoseWhoAct() {
        for (Recorded recorded : step) {
            if (recorded.event() instanceof TicketEvent event) {
                act(event);
            }
        }
        if (!after.status().isOpen()) {
            return;
        }
        if (after.stageKind() == StageKind.APPROVAL) {
            newlyAsked()
                    .forEach(person -> tell(
                            LetterKind.APPROVAL,
                            person,
                            values().text(after.description())
                                    .put("due", after.stageDueAt())
                                    .link(LinkPurpose.APPROVE)
                                    .link(LinkPurpose.DECLINE)));
        } else {
            newHolders().forEach(person -> tell(LetterKind.ASSIGNED, person, given()));
            String team = after.team();
            if (team != null && after.assignees().isEmpty() && queueIsNew()) {
                Values values = values().put("team", name(team)).put("due", after.resolutionDueAt());
                leadsOf(team).forEach(person -> tell(LetterKind.QUEUED, person, values));
            }
        }
    }

    /** What single events make somebody know, whoever has the ticket afterwards. */
    private void act(TicketEvent event) {
        switch (event) {
            case CommentAdded e -> {
                if (!e.byDesk()) {
                    desk().forEach(person -> tell(LetterKind.ANSWERED, person, values().text(e.text())));
                }
            }
            case ResolutionRejected e ->
                desk().forEach(person -> tell(LetterKind.REJECTED, person, values().text(e.complaint())));
            case TicketReopened e ->
                desk().forEach(person -> tell(
                        LetterKind.REJECTED,
                        person,
                        values().put("reopened", true).text(e.reason())));
            case TicketEscalated e -> {
                String team = e.team() != null ? e.team() : after.deskTeam();
                if (team != null) {
                    leadsOf(team)
                            .forEach(person -> tell(
                                    LetterKind.ESCALATED,
                                    person,
                                    values().put("team", name(team))
                                            .text(e.reason())
                                            .put("due", after.overdueAt())));
                }
            }
            case MajorIncidentDeclared e -> major(e.title(), e.nextUpdateDueAt());
            case MajorIncidentUpdated e -> major(e.text(), e.nextUpdateDueAt());
            case MajorIncidentUpdateMissed e ->
                desk().forEach(person -> tell(
                        LetterKind.OVERDUE, person, values().put("late", true).put("due", e.dueAt())));
            case LinkedTicketSolved e ->
                desk().forEach(person ->
                        tell(LetterKind.LINKED_SOLVED, person, values().put("other", numbers.apply(e.other()))));
            case TargetPointReached e ->
                e.tells()
                        .forEach(person -> tell(
                                LetterKind.OVERDUE,
                                person,
                                values().put("late", e.percent() >= 100).put("due", e.dueAt())));
            case CostApprovalAsked e -> cost(e.entry(), e.tells(), e.amounts());
            case CostApprovalAskedAgain e -> cost(e.entry(), e.tells(), e.amounts());
            case HolderReminded e -> e.tells().forEach(person -> tell(LetterKind.REMINDER, person, reminder()));
            case StageOverdueNoted e ->
                e.tells()
                        .forEach(person -> tell(
                                LetterKind.OVERDUE,
                                person,
                                values().put("late", true).put("due", e.dueAt())));
            case OwnerChanged e -> tell(LetterKind.OWNED, e.to(), values().put("due", after.resolutionDueAt()));
            default -> {}
        }
    }

    private void major(Map<String, Text> texts, Instant due) {
        desk().forEach(person -> {
            Map<String, String> readable = new LinkedHashMap<>();
            texts.forEach((language, text) -> {
                String words = text.readable();
                if (words != null) {
                    readable.put(language, words);
                }
            });
            Person known = reference.person(person);
            Values values = values().put("due", due);
            if (!readable.isEmpty() && known != null) {
                values.text(new LocalizedText(readable).in(known.language()));
            }
            tell(LetterKind.MAJOR_INCIDENT, person, values);
        });
    }

    /** The links are for the asking, however often somebody is reminded of it. */
    private void cost(String entry, List<String> people, List<Money> amounts) {
        Instant asked = after.work().stream()
                .filter(each -> each.entry().equals(entry))
                .map(each -> each.approval().askedAt())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(at);
        String bound = SignedLinks.bound(entry, asked);
        people.forEach(person -> tell(
                LetterKind.COST_APPROVAL,
                person,
                values().put("amount", Words.amounts(amounts))
                        .link(LinkPurpose.APPROVE_COST, bound)
                        .link(LinkPurpose.DECLINE_COST, bound)));
    }

    private Values reminder() {
        Values values = values().put("due", after.stageDueAt());
        return after.stageKind() == StageKind.APPROVAL
                ? values.link(LinkPurpose.APPROVE).link(LinkPurpose.DECLINE)
                : values;
    }

    private Values given() {
        Values values = values().put("due", after.resolutionDueAt());
        if (has(TicketReturned.class) instanceof TicketReturned returned) {
            return values.put("returned", true).text(returned.missing());
        }
        if (has(TicketReferred.class) instanceof TicketReferred referred) {
            return values.text(referred.reason());
        }
        if (has(TicketHandedOver.class) instanceof TicketHandedOver handedOver) {
            return values.text(handedOver.reason());
        }
        return values.text(after.description());
    }

    /** Who is asked for an approval now, and was not before; in another stage everybody anew. */
    private List<String> newlyAsked() {
        return entered() || before == null ? after.assignees() : without(after.assignees(), before.assignees());
    }

    private List<String> newHolders() {
        return before == null || before.stageKind() == StageKind.APPROVAL
                ? after.assignees()
                : without(after.assignees(), before.assignees());
    }

    private boolean queueIsNew() {
        return before == null
                || !before.assignees().isEmpty()
                || !Objects.equals(after.team(), before.team())
                || entered() && before.stageKind() != after.stageKind();
    }

    private boolean entered() {
        return has(StageEntered.class) != null;
    }

    /** Those of the desk whom it concerns: who has it or had it last, and who answers for it. */
    private Set<String> desk() {
        Set<String> desk = new LinkedHashSet<>(after.deskPeople());
        if (after.owner() != null) {
            desk.add(after.owner());
        }
        if (desk.isEmpty() && after.deskTeam() != null) {
            desk.addAll(leadsOf(after.deskTeam()));
        }
        return desk;
    }

    /** Who looks after a team's queue: its leads, else all members. */
    private List<String> leadsOf(String id) {
        Team team = reference.team(id);
        if (team == null) {
            return List.of();
        }
        return team.leads().isEmpty() ? team.members() : team.leads();
    }

    /** In all its languages: each recipient reads it in their own. */
    private Object name(String team) {
        Team known = reference.team(team);
        return known == null ? team : known.name();
    }

    // ---- observers ----

    private void toObservers() {
        Values values = values().put("status", after.status());
        if (has(TicketResolved.class) instanceof TicketResolved resolved) {
            values.text(resolved.solution().text());
        } else if (deskWords() != null && !returnedToRequester()) {
            values.text(deskWords());
        } else if (!ended()) {
            return;
        }
        Set<String> looking = new LinkedHashSet<>(after.observers());
        if (ended()) {
            looking.addAll(desk());
        }
        looking.forEach(person -> tell(LetterKind.OBSERVED, person, values));
    }

    // ---- how it is put down ----

    /** Writes to the person, unless they did it themselves. */
    private void tell(LetterKind kind, String person, Values values) {
        if (!person.equals(actor)) {
            put(kind, person, values);
        }
    }

    private void put(LetterKind kind, String person, Values values) {
        Person known = reference.person(person);
        if (known == null || !known.active() || byPerson.containsKey(person) || !mayKnow(person)) {
            return;
        }
        Values own = values.copy();
        if (person.equals(after.requester()) && !isPublic(own.all.get("text"))) {
            own.all.remove("text"); // also where they are of the desk: their own request they read as everybody does
        }
        if (known.name() != null) {
            own.put("recipient", known.name());
        }
        byPerson.put(person, new Letter(kind, person, own.all, own.links));
    }

    private boolean isPublic(@Nullable Object text) {
        return text != null
                && (text.equals(after.solution())
                        || text.equals(after.description())
                        || after.publicTexts().contains(text.toString()));
    }

    private boolean mayKnow(String person) {
        return !after.confidential()
                || person.equals(after.requester())
                || after.namedPeople().contains(person)
                || after.assignees().contains(person)
                || after.deskPeople().contains(person)
                || after.team() != null && leadsOf(after.team()).contains(person);
    }

    private boolean ended() {
        return after.status().isEnd() && (before == null || !before.status().isEnd());
    }

    private <E extends TicketEvent> @Nullable E has(Class<E> type) {
        E found = null;
        for (Recorded recorded : step) {
            if (type.isInstance(recorded.event())) {
                found = type.cast(recorded.event());
            }
        }
        return found;
    }

    private static List<String> without(List<String> all, List<String> those) {
        return all.stream().filter(each -> !those.contains(each)).toList();
    }

    private Values values() {
        Values values = new Values(after.confidential(), after.stage(), after.stageFrom());
        values.put("number", after.number());
        values.put("confidential", after.confidential());
        if (!after.confidential()) {
            values.put("title", after.title());
        }
        values.put("requester", nameOf(after.requester()));
        if (!actor.equals(Actor.SYSTEM)) {
            values.put("actor", nameOf(actor));
        }
        return values;
    }

    private @Nullable String nameOf(String person) {
        Person known = reference.person(person);
        return known == null ? null : known.name();
    }

    /** What a letter says, while it is put together. */
    private static final class Values {
        private final Map<String, Object> all = new HashMap<>();
        private final List<LetterLink> links = new ArrayList<>();
        private final boolean confidential;
        private final String bound;

        private Values(boolean confidential, @Nullable String stage, Instant stageFrom) {
            this(confidential, SignedLinks.bound(stage, stageFrom));
        }

        private Values(boolean confidential, String bound) {
            this.confidential = confidential;
            this.bound = bound;
        }

        Values put(String name, @Nullable Object value) {
            if (value instanceof Boolean flag) {
                if (flag) {
                    all.put(name, true);
                }
            } else if (value != null) {
                all.put(name, value);
            }
            return this;
        }

        /** What somebody typed; nothing of a confidential ticket. */
        Values text(@Nullable Text text) {
            return text(Text.read(text));
        }

        Values text(@Nullable String text) {
            if (!confidential && text != null && !text.isBlank()) {
                all.put("text", text);
            }
            return this;
        }

        Values link(LinkPurpose purpose) {
            return link(purpose, bound);
        }

        Values link(LinkPurpose purpose, String to) {
            links.add(new LetterLink(purpose, to));
            return this;
        }

        Values copy() {
            Values copy = new Values(confidential, bound);
            copy.all.putAll(all);
            copy.links.addAll(links);
            return copy;
        }
    }
}
