package daftar.domain.ticket;

import daftar.messages.Money;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.catalogue.Catalogue;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.cost.CostPolicy;
import daftar.messages.cost.HourlyRate;
import daftar.messages.directory.Reference;
import daftar.messages.ticket.CostKind;
import daftar.messages.ticket.CostLine;
import daftar.messages.ticket.Labour;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.ticket.Work;
import daftar.messages.workflow.Outcome;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Starting to work, and the record of what was done, how long it took and what it cost. */
final class Working {

    static final int MOST_MINUTES = 14_400;
    private static final String TAKEN = "taken";

    private Working() {}

    static void start(Course course) {
        if (course.ticket().status() == Status.ON_HOLD) {
            Holding.goOn(course, null);
            if (course.ticket().status() == Status.IN_PROGRESS) {
                return;
            }
        }
        if (!course.context.byImporter()) {
            take(course);
        } else {
            Triage.pass(course);
        }
        if (course.ticket().place().kind() == StageKind.EXTERNAL) {
            throw Refused.conflict("external-stage", "The ticket is with a provider; complete the stage instead.");
        }
        List<String> people = course.ticket().holder().people();
        String who = course.context.who();
        course.append(new WorkStarted(
                course.context.byImporter() && !people.isEmpty() && !people.contains(who) ? people.getFirst() : who));
    }

    /** Whoever starts work that is in a queue has it from then on. */
    private static void take(Course course) {
        TicketState ticket = course.ticket();
        String person = course.context.actor().person();
        boolean inTriage = ticket.place().kind() == StageKind.TRIAGE;
        boolean has = ticket.holder().people().contains(person)
                || person.equals(ticket.holder().vendor());
        if (!inTriage && has) {
            return;
        }
        if (!inTriage && ticket.holder().vendor() != null) {
            return;
        }
        List<String> assignees = List.of(person);
        String team = ticket.holder().team();
        course.append(new TicketAssigned(assignees, team, TAKEN));
        Stage next = inTriage ? Stages.after(course, Outcome.TRIAGED) : null;
        if (next != null && next.kind() == StageKind.WORK) {
            Stages.enter(course, next, Outcome.TRIAGED, course.ticket().hands().assigned(), TAKEN);
        } else if (next != null) {
            throw Refused.conflict("not-yet-work", "The ticket goes to stage " + next.code() + " first; triage it.");
        }
    }

    static void log(Course course, LogWork command) {
        check(course.context, "work.", command.work(), null);
        log(course, command.entry(), command.work(), performer(course.context, command.performer()));
    }

    /** Who did the work: the dispatcher and the manager may write down what others of the desk did. */
    private static String performer(DecisionContext context, @Nullable String named) {
        if (named == null || named.equals(context.who())) {
            return context.who();
        }
        if (!context.actor().isAny(Role.DISPATCHER, Role.MANAGER) && !context.byImporter()) {
            throw Refused.forbidden(
                    "not-your-work", "Only a dispatcher or a manager may write down what somebody else did.");
        }
        Known.person(context, "performer", named);
        Set<Role> roles = rolesOf(named, context.reference());
        if (!context.byImporter() && !DecisionContext.isDesk(roles) && !roles.contains(Role.VENDOR)) {
            throw Refused.invalid("not-of-the-desk", "performer", named + " does not work for the desk.");
        }
        return named;
    }

    static Set<Role> rolesOf(String person, Reference reference) {
        Reference.Person known = reference.person(person);
        return known == null ? Set.of() : known.roles();
    }

    static void log(Course course, @Nullable String id, Work work) {
        log(course, id, work, course.context.who());
    }

    static void log(Course course, @Nullable String id, Work work, String performer) {
        TicketState ticket = course.ticket();
        if (id != null && entry(ticket, id) != null) {
            throw Refused.conflict("entry-exists", "There is a work entry " + id + " already; correct it instead.");
        }
        Instant performedAt = Objects.requireNonNullElse(work.performedAt(), course.context.now());
        String entry = id != null ? id : freshId(ticket);
        course.append(new WorkLogged(
                entry,
                performer,
                performedAt,
                work.minutes(),
                work.activity(),
                work.costs(),
                work.note(),
                ticket.place().stage(),
                labour(course.context, performer, work, performedAt)));
        Spending.check(course, entry);
    }

    /** The price of the time by the rate of who worked; none where somebody wrote down what the labour cost. */
    private static @Nullable Labour labour(DecisionContext context, String performer, Work work, Instant at) {
        if (work.minutes() == 0 || work.costs().stream().anyMatch(line -> line.kind() == CostKind.LABOUR)) {
            return null;
        }
        Reference reference = context.reference();
        HourlyRate rate = reference.costs().rateOf(performer, rolesOf(performer, reference), work.activity(), at);
        return rate == null ? null : new Labour(rate.perHour(), rate.perHour().ofMinutes(work.minutes()));
    }

    static String freshId(TicketState ticket) {
        long number = ticket.revision() + 1;
        while (entry(ticket, "entry-" + number) != null) {
            number++;
        }
        return "entry-" + number;
    }

    static TicketState.@Nullable Entry entry(TicketState ticket, String id) {
        return Past.find(ticket.journal().work(), entry -> entry.id().equals(id));
    }

    /** All entries as they stand, the newest change first. */
    static Collection<TicketState.Entry> entries(TicketState ticket) {
        Map<String, TicketState.Entry> entries = new LinkedHashMap<>();
        for (Past<TicketState.Entry> at = ticket.journal().work(); at != null; at = at.earlier()) {
            entries.putIfAbsent(at.newest().id(), at.newest());
        }
        return entries.values();
    }

    static void correct(Course course, CorrectWork command) {
        TicketState.Entry old = entry(course.ticket(), command.entry());
        if (old == null) {
            throw Refused.invalid("unknown-entry", "entry", "This ticket has no work entry " + command.entry() + ".");
        }
        DecisionContext context = course.context;
        boolean mayAny = context.actor().is(Role.MANAGER) || context.byImporter();
        if (!mayAny && !old.performer().equals(context.actor().person())) {
            throw Refused.forbidden(
                    "not-your-entry", "Only who did the work, or a manager, may correct entry " + old.id() + ".");
        }
        if (old.struckOut()) {
            throw Refused.conflict("struck-out", "Entry " + old.id() + " was struck out; log the work anew.");
        }
        Work work = command.work();
        if (work == null) {
            course.append(new WorkCorrected(command.entry(), true, null, 0, null, List.of(), null, command.reason()));
            return;
        }
        check(context, "work.", work, old.activity());
        Instant performedAt = Objects.requireNonNullElse(work.performedAt(), old.performedAt());
        course.append(new WorkCorrected(
                command.entry(),
                false,
                work.performedAt(),
                work.minutes(),
                work.activity(),
                work.costs(),
                work.note(),
                command.reason(),
                labour(context, old.performer(), work, performedAt)));
        Spending.check(course, command.entry());
    }

    static void check(DecisionContext context, String prefix, Work work) {
        check(context, prefix, work, null);
    }

    /** @param kept the activity that the entry has: it may stay although it was retired since; null for none */
    static void check(DecisionContext context, String prefix, Work work, @Nullable String kept) {
        checkMinutes(prefix + "minutes", work.minutes(), MOST_MINUTES);
        if (work.minutes() == 0 && work.costs().isEmpty()) {
            throw Refused.invalid("no-effort", prefix + "minutes", "An entry needs at least one minute, or a cost.");
        }
        checkActivity(context, prefix + "activity", work.activity(), kept);
        Instant performedAt = work.performedAt();
        if (performedAt != null && performedAt.isAfter(context.now())) {
            throw Refused.invalid(
                    "future-time",
                    prefix + "performedAt",
                    "Work cannot have been done in the future; now is " + context.now() + ".");
        }
        for (int i = 0; i < work.costs().size(); i++) {
            check(context, prefix + "costs[" + i + "].", work.costs().get(i));
        }
    }

    /** One of the organisation's list, where it has one; what another desk called it is taken as it is. */
    static void checkActivity(DecisionContext context, String field, String activity, @Nullable String kept) {
        if (activity.isBlank()) {
            throw Refused.invalid("no-activity", field, "Name the kind of activity.");
        }
        Catalogue catalogue = context.reference().catalogue();
        List<Catalogue.Kept> all = catalogue.all(EntryKind.ACTIVITY);
        if (all.isEmpty()
                || context.byImporter()
                || activity.equals(kept)
                || catalogue.offers(EntryKind.ACTIVITY, activity)) {
            return;
        }
        String offered = all.stream()
                .filter(each -> !each.retired())
                .map(each -> each.entry().code())
                .collect(Collectors.joining(", "));
        throw Refused.invalid(
                "unknown-activity", field, "There is no activity " + activity + "; there are: " + offered + ".");
    }

    private static void check(DecisionContext context, String prefix, CostLine line) {
        if (line.quantity().signum() <= 0) {
            throw Refused.invalid("quantity", prefix + "quantity", "A quantity is greater than zero.");
        }
        Money each = line.unitPrice();
        if (each != null) {
            checkMoney(context, prefix + "unitPrice", each);
        }
        if (line.cost() == null) {
            throw Refused.invalid("no-cost", prefix + "cost", "Send cost, or the price of one as unitPrice.");
        }
        checkMoney(context, prefix + "cost", line.cost());
        if (each != null && !isEqual(line.cost(), each.times(line.quantity()))) {
            throw Refused.invalid(
                    "wrong-product",
                    prefix + "cost",
                    "quantity times unitPrice is " + shown(each.times(line.quantity())) + ", and cost says "
                            + shown(line.cost()) + "; leave one of them out.");
        }
    }

    private static void checkMoney(DecisionContext context, String field, Money money) {
        if (!money.isValid() || money.amount().signum() < 0) {
            throw Refused.invalid(
                    "money",
                    field,
                    "A cost is an amount, not below zero, with no more decimals than its ISO 4217 currency has.");
        }
        CostPolicy policy = context.reference().costs();
        if (!context.byImporter() && !policy.allows(money.currency())) {
            throw Refused.invalid(
                    "currency-not-allowed",
                    field + ".currency",
                    "Costs are in " + String.join(", ", policy.currencies()) + ".");
        }
    }

    private static boolean isEqual(Money one, Money other) {
        return one.currency().equals(other.currency()) && one.amount().compareTo(other.amount()) == 0;
    }

    private static String shown(Money money) {
        return money.amount().toPlainString() + " " + money.currency();
    }

    static void checkMinutes(String field, int minutes, int most) {
        if (minutes < 0 || minutes > most) {
            throw Refused.invalid("minutes", field, "Minutes are from 0 to " + most + ".");
        }
    }
}
