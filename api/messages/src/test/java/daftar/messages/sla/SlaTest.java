package daftar.messages.sla;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.LocalizedText;
import daftar.messages.sla.Mark.Kind;
import daftar.messages.sla.MinuteByMinute.Told;
import daftar.messages.sla.SlaTerms.PointAt;
import daftar.messages.sla.TargetState.Progress;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class SlaTest {

    private static final Instant RAISED = Instant.parse("2026-03-02T08:00:00Z");
    private static final Set<WarningAction> NOTIFY = Set.of(WarningAction.NOTIFY);

    private static Instant at(int minutes) {
        return RAISED.plus(Duration.ofMinutes(minutes));
    }

    private static SlaHistory history(Mark... marks) {
        List<Mark> all = new ArrayList<>();
        all.add(Mark.raised(RAISED, "incident", null, List.of()));
        all.addAll(List.of(marks));
        return new SlaHistory(all);
    }

    private static ServiceLevel level(
            String code, List<Priority> priorities, int response, int resolution, int word, HoldReason... pauses) {
        return new ServiceLevel(
                code,
                null,
                null,
                priorities,
                null,
                null,
                "office",
                Duration.ofMinutes(response),
                Duration.ofMinutes(resolution),
                word == 0 ? null : Duration.ofMinutes(word),
                List.of(pauses),
                false,
                List.of(new WarningPoint(null, 50, NOTIFY), new WarningPoint(null, 100, NOTIFY)));
    }

    private static ServiceLevels levels(ServiceLevel... levels) {
        return ServiceLevels.of(new SlaPolicy("usual", LocalizedText.of("en", "Usual"), List.of(levels)), 1);
    }

    private static TargetState target(SlaState state, Target target) {
        return Objects.requireNonNull(state.target(target));
    }

    @Example
    void what_comes_with_daftar_promises_urgent_tickets_more() {
        SlaHistory history = history(Mark.priority(at(1), Priority.HIGH));
        SlaState state = Sla.of(history, ServiceLevels.USUAL, Calendars.SHIPPED, at(5));
        assertThat(target(state, Target.RESPONSE).dueAt()).isEqualTo(at(10));
        assertThat(target(state, Target.RESOLUTION).dueAt()).isEqualTo(at(60));
        assertThat(target(state, Target.RESPONSE).percent()).isEqualTo(50);
        assertThat(state.nextPoint(at(5))).isEqualTo(new PointAt(Target.RESPONSE, 80, at(8)));
        SlaState normal = Sla.of(history(), ServiceLevels.USUAL, Calendars.SHIPPED, at(5));
        assertThat(target(normal, Target.RESPONSE).dueAt()).isEqualTo(at(30));
        assertThat(target(normal, Target.RESOLUTION).dueAt()).isEqualTo(at(240));
    }

    @Example
    void a_wait_moves_the_due_time_and_one_that_does_not_pause_does_not() {
        ServiceLevels pausing = levels(level("one", List.of(), 30, 240, 0, HoldReason.REQUESTER));
        SlaHistory waited = history(
                Mark.of(Kind.RESPONDED, at(10)),
                Mark.held(at(20), HoldReason.REQUESTER),
                Mark.of(Kind.RESUMED, at(80)));
        SlaState state = Sla.of(waited, pausing, Calendars.SHIPPED, at(100));
        assertThat(target(state, Target.RESOLUTION).dueAt()).isEqualTo(at(300));
        assertThat(target(state, Target.RESPONSE).dueAt()).isEqualTo(at(30));
        assertThat(target(state, Target.RESPONSE).progress()).isEqualTo(Progress.MET);
        assertThat(state.pausedTime()).isEqualTo(Duration.ofHours(1));
        SlaHistory forVendor = history(Mark.held(at(20), HoldReason.VENDOR), Mark.of(Kind.RESUMED, at(80)));
        assertThat(target(Sla.of(forVendor, pausing, Calendars.SHIPPED, at(100)), Target.RESOLUTION)
                        .dueAt())
                .isEqualTo(at(240));
    }

    @Example
    void while_the_clock_stands_still_nothing_is_warned_of() {
        ServiceLevels pausing = levels(level("one", List.of(), 30, 240, 0, HoldReason.REQUESTER));
        SlaState state = Sla.of(history(Mark.held(at(20), HoldReason.REQUESTER)), pausing, Calendars.SHIPPED, at(500));
        assertThat(state.paused()).isTrue();
        assertThat(state.points()).isEmpty();
        assertThat(target(state, Target.RESPONSE).progress()).isEqualTo(Progress.PAUSED);
        assertThat(target(state, Target.RESPONSE).dueAt()).isEqualTo(at(510));
    }

    @Example
    void the_clock_stands_still_since_the_wait_began_or_since_it_pauses() {
        Mark pausing = Mark.terms(at(30), false, List.of(HoldReason.REQUESTER), false);
        Mark waits = Mark.held(at(20), HoldReason.REQUESTER);
        assertThat(history(waits, pausing).pausedSince()).isEqualTo(at(30));
        assertThat(history(pausing, Mark.held(at(40), HoldReason.REQUESTER)).pausedSince())
                .isEqualTo(at(40));
        assertThat(history(waits, pausing, Mark.terms(at(50), false, List.of(), false))
                        .pausedSince())
                .isNull();
        assertThat(history(pausing, Mark.held(at(40), HoldReason.VENDOR)).pausedSince())
                .isNull();
    }

    @Example
    void another_policy_does_not_take_back_for_how_long_the_clock_stood_still() {
        ServiceLevels without = levels(level("one", List.of(), 30, 240, 0));
        SlaHistory waited = history(
                Mark.terms(at(0), false, List.of(HoldReason.REQUESTER), false),
                Mark.held(at(20), HoldReason.REQUESTER),
                Mark.of(Kind.RESUMED, at(80)));
        assertThat(target(Sla.anew(waited, false, without, Calendars.SHIPPED, at(100)), Target.RESOLUTION)
                        .dueAt())
                .isEqualTo(at(300));
        assertThat(target(Sla.of(waited, without, Calendars.SHIPPED, at(100)), Target.RESOLUTION)
                        .dueAt())
                .isEqualTo(at(240));
    }

    @Example
    void a_solution_that_was_rejected_goes_on_where_it_stopped() {
        ServiceLevels one = levels(level("one", List.of(), 30, 240, 0));
        SlaHistory again = history(
                Mark.of(Kind.RESPONDED, at(5)), Mark.of(Kind.RESOLVED, at(100)), Mark.of(Kind.REOPENED, at(1_000)));
        TargetState open = target(Sla.of(again, one, Calendars.SHIPPED, at(1_010)), Target.RESOLUTION);
        assertThat(open.dueAt()).isEqualTo(at(1_140));
        assertThat(open.progress()).isEqualTo(Progress.RUNNING);
        assertThat(open.used()).isEqualTo(Duration.ofMinutes(110));
    }

    @Example
    void each_word_is_followed_by_the_promise_of_the_next() {
        ServiceLevels one = levels(level("one", List.of(), 30, 240, 60));
        SlaHistory told = history(Mark.of(Kind.WORD, at(70)), Mark.of(Kind.WORD, at(100)));
        TargetState next = target(Sla.of(told, one, Calendars.SHIPPED, at(110)), Target.NEXT_WORD);
        assertThat(next.dueAt()).isEqualTo(at(160));
        assertThat(next.breaches()).isEqualTo(1);
        assertThat(next.progress()).isEqualTo(Progress.RUNNING);
        SlaHistory solved = history(Mark.of(Kind.WORD, at(50)), Mark.of(Kind.RESOLVED, at(100)));
        assertThat(target(Sla.of(solved, one, Calendars.SHIPPED, at(900)), Target.NEXT_WORD)
                        .progress())
                .isEqualTo(Progress.MET);
    }

    @Example
    void what_ended_in_time_without_a_solution_is_neither_met_nor_broken() {
        ServiceLevels one = levels(level("one", List.of(), 30, 240, 0));
        SlaState cancelled = Sla.of(history(Mark.of(Kind.ENDED, at(20))), one, Calendars.SHIPPED, at(900));
        assertThat(cancelled.targets()).allMatch(state -> state.progress() == Progress.DROPPED);
        assertThat(cancelled.isBreached()).isFalse();
        SlaState late = Sla.of(history(Mark.of(Kind.ENDED, at(100))), one, Calendars.SHIPPED, at(900));
        assertThat(target(late, Target.RESPONSE).progress()).isEqualTo(Progress.BREACHED);
        assertThat(target(late, Target.RESOLUTION).progress()).isEqualTo(Progress.DROPPED);
    }

    @Example
    void the_most_specific_level_counts() {
        ServiceLevel all = level("all", List.of(), 30, 240, 0);
        ServiceLevel urgent = level("urgent", List.of(Priority.HIGH), 10, 60, 0);
        ServiceLevel mail = of("mail", "mail", null, null);
        ServiceLevel sales = of("sales", null, "department-sales", null);
        ServiceLevel east = of("east", null, "department-east", null);
        ServiceLevel vip = of("vip", null, "department-east", true);
        ServiceLevels levels = levels(all, urgent, mail, sales, east, vip);
        List<String> path = List.of("department-sales", "department-east");
        assertThat(found(levels, null, null, List.of(), false)).isEqualTo("all");
        assertThat(found(levels, null, Priority.HIGH, List.of(), false)).isEqualTo("urgent");
        assertThat(found(levels, "mail", Priority.HIGH, List.of(), false)).isEqualTo("mail");
        assertThat(found(levels, null, null, path.subList(0, 1), true)).isEqualTo("sales");
        assertThat(found(levels, null, null, path, false)).isEqualTo("east");
        assertThat(found(levels, null, null, path, true)).isEqualTo("vip");
        assertThat(ServiceLevels.NONE.find(new SlaFacts("incident", null, null, path, true)))
                .isNull();
    }

    private static String found(
            ServiceLevels levels,
            @Nullable String service,
            @Nullable Priority priority,
            List<String> departments,
            boolean vip) {
        return Objects.requireNonNull(levels.find(new SlaFacts("incident", service, priority, departments, vip)))
                .level()
                .code();
    }

    private static ServiceLevel of(
            String code, @Nullable String service, @Nullable String department, @Nullable Boolean vip) {
        return new ServiceLevel(
                code,
                service,
                null,
                List.of(),
                department,
                vip,
                "office",
                Duration.ofHours(1),
                null,
                null,
                List.of(),
                false,
                null);
    }

    // ---- against a reference that looks at every minute

    private static final ServiceLevels LEVELS = levels(
            level("urgent", List.of(Priority.CRITICAL), 20, 90, 44, HoldReason.REQUESTER),
            level("normal", List.of(), 60, 400, 200, HoldReason.REQUESTER, HoldReason.VENDOR));

    private static final Function<SlaFacts, @Nullable ServiceLevel> LEVEL = facts -> {
        ServiceLevels.Found found = LEVELS.find(facts);
        return found == null ? null : found.level();
    };

    @Property(tries = 120)
    void it_is_what_counting_minutes_comes_to(
            @ForAll("calendars") CalendarDefinition definition,
            @ForAll("starts") Instant raised,
            @ForAll("steps") List<Tuple2<Integer, String>> steps,
            @ForAll @IntRange(max = 600) int rest,
            @ForAll boolean anew) {
        SlaHistory history = story(raised, steps);
        Instant now = history.marks().getLast().at().plus(Duration.ofMinutes(rest));
        BusinessCalendar calendar = new BusinessCalendar(definition, 1);
        Calendars calendars = code -> calendar;
        SlaState state =
                anew ? Sla.anew(history, false, LEVELS, calendars, now) : Sla.of(history, LEVELS, calendars, now);

        Mark responded = last(history, Kind.RESPONDED);
        Mark resolved = last(history, Kind.RESOLVED, Kind.REOPENED);
        Mark done = resolved != null && resolved.kind() == Kind.RESOLVED ? resolved : null;
        check(state, Target.RESPONSE, history, definition, raised, responded, now, anew);
        check(state, Target.RESOLUTION, history, definition, raised, done, now, anew);
        if (done == null) {
            Mark word = last(history, Kind.WORD, Kind.REOPENED, Kind.RAISED);
            Instant from = Objects.requireNonNull(word).at();
            check(state, Target.NEXT_WORD, history, definition, from, null, now, anew);
        }
    }

    private static void check(
            SlaState state,
            Target target,
            SlaHistory history,
            CalendarDefinition calendar,
            Instant from,
            @Nullable Mark done,
            Instant now,
            boolean recorded) {
        Instant until = done == null ? now : done.at();
        ServiceLevel level = Objects.requireNonNull(LEVEL.apply(MinuteByMinute.factsAt(history, until)));
        Duration promised = Objects.requireNonNull(level.promised(target));
        Told told = MinuteByMinute.promise(history, LEVEL, calendar, promised, from, until, now, recorded);
        TargetState found = target(state, target);
        assertThat(found.dueAt()).as(target + " due").isEqualTo(told.due());
        assertThat(found.used()).as(target + " used").isEqualTo(told.used());
        if (target != Target.NEXT_WORD) {
            assertThat(found.isBreached()).as(target + " broken").isEqualTo(told.broken());
        }
        for (PointAt point : state.points()) {
            if (point.target() == target) {
                Duration part = promised.multipliedBy(point.percent()).dividedBy(100);
                assertThat(point.at())
                        .as(target + " " + point.percent())
                        .isEqualTo(MinuteByMinute.promise(history, LEVEL, calendar, part, from, now, now, recorded)
                                .due());
            }
        }
    }

    private static @Nullable Mark last(SlaHistory history, Kind... kinds) {
        for (int i = history.marks().size() - 1; i >= 0; i--) {
            if (List.of(kinds).contains(history.marks().get(i).kind())) {
                return history.marks().get(i);
            }
        }
        return null;
    }

    /** What can follow on what: nothing is resolved twice, and a ticket is not put on hold once it is. */
    private static SlaHistory story(Instant raised, List<Tuple2<Integer, String>> steps) {
        List<Mark> marks = new ArrayList<>();
        marks.add(Mark.raised(raised, "incident", null, List.of()));
        Instant at = raised;
        boolean responded = false;
        boolean held = false;
        boolean resolved = false;
        for (Tuple2<Integer, String> step : steps) {
            at = at.plus(Duration.ofMinutes(step.get1()));
            switch (step.get2()) {
                case "urgent" -> marks.add(Mark.priority(at, Priority.CRITICAL));
                case "low" -> marks.add(Mark.priority(at, Priority.LOW));
                case "terms" -> marks.add(Mark.terms(at, false, List.of(HoldReason.VENDOR), false));
                case "hold", "vendor" -> {
                    if (!resolved) {
                        marks.add(Mark.held(at, step.get2().equals("hold") ? HoldReason.REQUESTER : HoldReason.VENDOR));
                        held = true;
                    }
                }
                case "resume" -> {
                    if (held) {
                        marks.add(Mark.of(Kind.RESUMED, at));
                        held = false;
                    }
                }
                case "respond" -> {
                    if (!responded) {
                        marks.add(Mark.of(Kind.RESPONDED, at));
                        responded = true;
                    }
                }
                case "word" -> {
                    if (!resolved) {
                        marks.add(Mark.of(Kind.WORD, at));
                    }
                }
                case "resolve" -> {
                    if (!resolved) {
                        if (held) {
                            marks.add(Mark.of(Kind.RESUMED, at));
                            held = false;
                        }
                        marks.add(Mark.of(Kind.RESOLVED, at));
                        resolved = true;
                    }
                }
                case "reopen" -> {
                    if (resolved) {
                        marks.add(Mark.of(Kind.REOPENED, at));
                        resolved = false;
                    }
                }
                default -> throw new IllegalArgumentException(step.get2());
            }
        }
        return new SlaHistory(marks);
    }

    @Provide
    Arbitrary<List<Tuple2<Integer, String>>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 300),
                        Arbitraries.of(
                                "urgent", "low", "terms", "hold", "vendor", "resume", "resume", "respond", "word",
                                "resolve", "reopen"))
                .as(Tuple::of)
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<CalendarDefinition> calendars() {
        return BusinessCalendarTest.anyCalendar();
    }

    @Provide
    Arbitrary<Instant> starts() {
        return new BusinessCalendarTest().starts();
    }
}
