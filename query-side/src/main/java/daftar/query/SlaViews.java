package daftar.query;

import daftar.messages.query.SlaView;
import daftar.messages.query.SlaView.Promise;
import daftar.messages.sla.BusinessCalendar;
import daftar.messages.sla.PromiseRegister;
import daftar.messages.sla.ServiceLevel;
import daftar.messages.sla.ServiceLevels;
import daftar.messages.sla.Target;
import daftar.messages.sla.TargetState.Progress;
import daftar.messages.ticket.Status;
import daftar.readmodel.TicketDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is told of a ticket's promises: from its due times, as they were decided, and from the versions that they name. Pure. */
final class SlaViews {

    /** What of a document matters. */
    private record Facts(
            Status status,
            @Nullable Instant responseDueAt,
            @Nullable Instant respondedAt,
            @Nullable Instant resolutionDueAt,
            @Nullable Instant resolvedAt,
            @Nullable Instant closedAt,
            @Nullable Instant nextWordDueAt,
            @Nullable String policy,
            int policyVersion,
            @Nullable String level,
            @Nullable String calendar,
            int calendarVersion,
            @Nullable Instant pausedSince,
            Set<String> broken) {}

    private SlaViews() {}

    /** @param now the instant that the ticket is seen at; null is answered where nothing is promised */
    static @Nullable SlaView of(TicketDocument ticket, PromiseRegister promises, Instant now) {
        return view(
                new Facts(
                        ticket.status(),
                        ticket.responseDueAt(),
                        ticket.respondedAt(),
                        ticket.resolutionDueAt(),
                        ticket.resolvedAt(),
                        ticket.closedAt(),
                        ticket.sla().nextWordDueAt(),
                        ticket.targetPolicy(),
                        ticket.sla().terms().policyVersion(),
                        ticket.sla().terms().level(),
                        ticket.sla().calendar(),
                        ticket.sla().terms().calendarVersion(),
                        ticket.sla().pausedSince(),
                        Set.copyOf(
                                ticket.sla().broken().stream().map(Target::name).toList())),
                promises,
                now);
    }

    /** The same from what a search found. */
    static @Nullable SlaView of(JsonNode source, PromiseRegister promises, Instant now) {
        JsonNode sla = source.path("sla");
        JsonNode terms = sla.path("terms");
        return view(
                new Facts(
                        Objects.requireNonNull(Json.constant(source, "status", Status.class)),
                        Json.instant(source, "responseDueAt"),
                        Json.instant(source, "respondedAt"),
                        Json.instant(source, "resolutionDueAt"),
                        Json.instant(source, "resolvedAt"),
                        Json.instant(source, "closedAt"),
                        Json.instant(sla, "nextWordDueAt"),
                        Json.text(source, "targetPolicy"),
                        terms.path("policyVersion").asInt(0),
                        Json.text(terms, "level"),
                        Json.text(sla, "calendar"),
                        terms.path("calendarVersion").asInt(0),
                        Json.instant(sla, "pausedSince"),
                        Set.copyOf(Json.texts(sla, "broken"))),
                promises,
                now);
    }

    private static @Nullable SlaView view(Facts facts, PromiseRegister promises, Instant now) {
        ServiceLevel level = level(facts, promises);
        BusinessCalendar calendar =
                facts.calendar() == null ? null : promises.calendar(facts.calendar(), facts.calendarVersion());
        List<Promise> targets = new ArrayList<>(3);
        add(targets, Target.RESPONSE, facts.responseDueAt(), facts.respondedAt(), facts, level, calendar, now);
        add(targets, Target.RESOLUTION, facts.resolutionDueAt(), facts.resolvedAt(), facts, level, calendar, now);
        add(targets, Target.NEXT_WORD, facts.nextWordDueAt(), null, facts, level, calendar, now);
        return targets.isEmpty()
                ? null
                : new SlaView(
                        facts.policy(),
                        facts.policyVersion() == 0 ? null : facts.policyVersion(),
                        facts.level(),
                        facts.calendar(),
                        facts.calendarVersion() == 0 ? null : facts.calendarVersion(),
                        facts.pausedSince() != null,
                        targets);
    }

    private static @Nullable ServiceLevel level(Facts facts, PromiseRegister promises) {
        ServiceLevels.Version version =
                facts.policy() == null ? null : promises.policy(facts.policy(), facts.policyVersion());
        return version == null
                ? null
                : version.policy().levels().stream()
                        .filter(one -> one.code().equals(facts.level()))
                        .findFirst()
                        .orElse(null);
    }

    private static void add(
            List<Promise> targets,
            Target target,
            @Nullable Instant due,
            @Nullable Instant done,
            Facts facts,
            @Nullable ServiceLevel level,
            @Nullable BusinessCalendar calendar,
            Instant now) {
        if (due == null) {
            return;
        }
        Instant ended = facts.status().isOpen() ? null : facts.closedAt();
        Instant until = done != null ? done : ended != null ? ended : now;
        Instant paused = facts.pausedSince();
        if (done == null && paused != null && paused.isBefore(until)) {
            until = paused;
        }
        boolean broken = facts.broken().contains(target.name()) || until.isAfter(due);
        Progress progress = broken
                ? Progress.BREACHED
                : done != null
                        ? Progress.MET
                        : ended != null ? Progress.DROPPED : paused != null ? Progress.PAUSED : Progress.RUNNING;
        Duration promised = level == null ? null : level.promised(target);
        targets.add(new Promise(
                target,
                progress,
                due,
                done,
                calendar == null || promised == null ? null : percent(calendar, promised, until, due)));
    }

    /** Nothing stops the clock between the moment and the due time, which lies as far off as there is time left. */
    private static int percent(BusinessCalendar calendar, Duration promised, Instant until, Instant due) {
        Duration used = until.isAfter(due)
                ? promised.plus(calendar.between(due, until))
                : promised.minus(calendar.between(until, due));
        return (int) Math.clamp(used.toMillis() * 100 / Math.max(1, promised.toMillis()), 0, Integer.MAX_VALUE);
    }
}
