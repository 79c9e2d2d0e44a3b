package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.hold;
import static daftar.domain.ticket.Story.solution;
import static daftar.domain.ticket.Story.text;
import static daftar.domain.ticket.Story.triage;
import static daftar.messages.sla.WarningAction.NEXT_LINE;
import static daftar.messages.sla.WarningAction.NOTIFY;
import static daftar.messages.sla.WarningAction.RAISE_PRIORITY;
import static daftar.messages.sla.WarningAction.TELL_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Text;
import daftar.messages.catalogue.ServiceHours.Open;
import daftar.messages.sla.BusinessCalendar;
import daftar.messages.sla.CalendarDefinition;
import daftar.messages.sla.ServiceLevel;
import daftar.messages.sla.SlaEvent.CalendarDefined;
import daftar.messages.sla.SlaEvent.ServiceLevelsDefined;
import daftar.messages.sla.SlaEvent.ServiceLevelsRetired;
import daftar.messages.sla.SlaPolicy;
import daftar.messages.sla.Target;
import daftar.messages.sla.WarningAction;
import daftar.messages.sla.WarningPoint;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PromisesOfTicketTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Organisation house = Organisation.usual();

    private static SlaPolicy policy(
            Duration resolution, Duration word, List<WarningPoint> points, HoldReason... pauses) {
        return new SlaPolicy(
                "default",
                LocalizedText.of("en", "Ours"),
                List.of(new ServiceLevel(
                        "all",
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        BusinessCalendar.AROUND_THE_CLOCK.code(),
                        Duration.ofMinutes(30),
                        resolution,
                        word,
                        List.of(pauses),
                        false,
                        points)));
    }

    private static WarningPoint at(int percent, WarningAction... actions) {
        return new WarningPoint(Target.RESOLUTION, percent, Set.of(actions));
    }

    private Story working() {
        return new Story(house)
                .and("requester", Story.raise(null, "incident"))
                .and("dispatcher", triage("specialist"))
                .and("specialist", new StartWork(ID));
    }

    private static Instant resolution(Story story) {
        return story.ticket.targets().resolutionDueAt();
    }

    private static <E extends Event> List<E> only(List<Event> events, Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private List<Event> note(Story story) {
        return story.does(Actor.clock(), new NoteTargetPoint(ID));
    }

    private void notDue(Story story) {
        assertThat(story.refused(Actor.clock(), new NoteTargetPoint(ID)).code()).isEqualTo("not-due");
    }

    // ---- waiting

    @Test
    void a_wait_that_pauses_moves_the_due_times_as_it_ends() {
        house.promises(new ServiceLevelsDefined(2, policy(HOUR.multipliedBy(4), null, null, HoldReason.REQUESTER)));
        Story story = working();
        Instant before = resolution(story);
        assertThat(only(story.does("specialist", hold(HoldReason.REQUESTER)), TargetsSet.class))
                .isEmpty();
        story.later(HOUR.minusMinutes(1));
        List<Event> events = story.does("specialist", new ResumeWork(ID, null));
        assertThat(only(events, TargetsSet.class)).singleElement().satisfies(set -> assertThat(set.resolutionDueAt())
                .isEqualTo(before.plus(HOUR)));
        assertThat(only(
                        story.and("specialist", hold(HoldReason.VENDOR))
                                .later(HOUR)
                                .does("specialist", new ResumeWork(ID, null)),
                        TargetsSet.class))
                .isEmpty();
    }

    @Test
    void what_is_solved_while_the_clock_stands_still_is_not_late() {
        house.promises(new ServiceLevelsDefined(2, policy(HOUR, null, null, HoldReason.REQUESTER)));
        Story story = working().and("specialist", hold(HoldReason.REQUESTER)).later(HOUR.multipliedBy(5));
        List<Event> events = story.does("specialist", new ResolveTicket(ID, solution()));
        assertThat(events.getFirst()).isInstanceOf(TargetsSet.class);
        assertThat(resolution(story)).isAfter(story.now);
    }

    @Test
    void a_word_to_the_requester_is_followed_by_the_promise_of_the_next() {
        house.promises(new ServiceLevelsDefined(2, policy(HOUR.multipliedBy(8), HOUR, null)));
        Story story = working();
        assertThat(story.ticket.targets().nextWordDueAt())
                .isEqualTo(Story.START.plus(HOUR).plusSeconds(60));
        story.does("specialist", new AddComment(ID, text()));
        assertThat(story.ticket.targets().nextWordDueAt()).isEqualTo(story.now.plus(HOUR));
        assertThat(story.does("requester", new AddComment(ID, text()))).hasSize(1);
    }

    @Test
    void rejecting_a_solution_goes_on_with_what_was_left() {
        Story story = working();
        Instant before = resolution(story);
        story.and("specialist", new ResolveTicket(ID, solution())).later(HOUR.minusMinutes(1));
        story.does("requester", new RejectResolution(ID, text()));
        assertThat(resolution(story)).isEqualTo(before.plus(HOUR));
    }

    // ---- another policy or calendar

    @Test
    void another_policy_is_applied_to_an_open_ticket_and_loses_no_paused_time() {
        house.promises(new ServiceLevelsDefined(2, policy(HOUR.multipliedBy(4), null, null, HoldReason.REQUESTER)));
        Story story = working().and("specialist", hold(HoldReason.REQUESTER)).later(HOUR.minusMinutes(1));
        story.does("specialist", new ResumeWork(ID, null));
        // the new one pauses for nothing
        house.promises(new ServiceLevelsDefined(3, policy(HOUR.multipliedBy(2), null, null)));
        List<Event> events = story.does(Actor.clock(), new ApplyServiceLevels(ID));
        Instant raisedAt = story.ticket.origin().raisedAt();
        assertThat(events).singleElement().isInstanceOfSatisfying(TargetsSet.class, set -> {
            assertThat(set.terms().policyVersion()).isEqualTo(3);
            assertThat(set.resolutionDueAt()).isEqualTo(raisedAt.plus(HOUR.multipliedBy(3)));
            assertThat(set.responseDueAt()).isEqualTo(raisedAt.plusSeconds(30 * 60));
        });
        assertThat(story.does(Actor.clock(), new ApplyServiceLevels(ID))).isEmpty();
    }

    @Test
    void a_policy_that_is_switched_off_promises_nothing_and_warns_of_nothing() {
        Story story = working();
        house.promises(new ServiceLevelsRetired("default"));
        story.later(HOUR.multipliedBy(9));
        // even if the clock comes with a warning first
        assertThat(note(story)).singleElement().isInstanceOfSatisfying(TargetsSet.class, set -> {
            assertThat(set.policy()).isNull();
            assertThat(set.resolutionDueAt()).isNull();
            assertThat(set.terms().points()).isEmpty();
        });
        notDue(story);
    }

    @Test
    void due_times_and_stages_are_counted_in_the_calendar() {
        CalendarDefinition office = new CalendarDefinition(
                "office",
                LocalizedText.of("en", "Office"),
                "UTC",
                DayOfWeek.MONDAY,
                Stream.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY)
                        .map(day -> new Open(day, LocalTime.of(8, 0), LocalTime.of(10, 0)))
                        .toList(),
                List.of(),
                List.of());
        SlaPolicy usual = policy(HOUR.multipliedBy(4), null, null);
        ServiceLevel level = usual.levels().getFirst();
        SlaPolicy inOffice = new SlaPolicy(
                "default",
                usual.name(),
                List.of(new ServiceLevel(
                        "all",
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        "office",
                        level.response(),
                        HOUR.multipliedBy(3),
                        null,
                        List.of(),
                        false,
                        null)));
        house.promises(new CalendarDefined(1, office), new ServiceLevelsDefined(2, inOffice));
        Story late = new Story(house).later(Duration.ofMinutes(104)); // it closes a quarter of an hour later
        StageEntered triage = only(late.does("requester", Story.raise(null, "incident")), StageEntered.class)
                .getFirst();
        assertThat(triage.dueAt()).isEqualTo("2026-03-03T08:15:00Z");
        Story story = working(); // raised on Monday at 08:01
        assertThat(resolution(story)).isEqualTo("2026-03-03T09:01:00Z");
        assertThat(story.ticket.targets().calendar()).isEqualTo("office");
        assertThat(story.ticket.targets().terms().calendarVersion()).isOne();
    }

    // ---- warning points

    @Test
    void each_point_is_noted_once_and_says_whom_to_tell() {
        Story story = working();
        notDue(story);
        story.later(HOUR.multipliedBy(2));
        assertThat(note(story))
                .containsExactly(new TargetPointReached(
                        Target.RESOLUTION,
                        50,
                        resolution(story),
                        List.of("specialist", "dispatcher"),
                        List.of(NOTIFY)));
        notDue(story);
        story.later(HOUR.multipliedBy(9));
        assertThat(only(note(story), TargetPointReached.class)).singleElement().satisfies(point -> {
            assertThat(point.percent()).isEqualTo(100); // at 80 % the clock stood still: only the last is told
            assertThat(point.tells()).containsExactly("specialist", "dispatcher", "manager");
            assertThat(point.actions()).containsExactly(NOTIFY, TELL_MANAGER);
        });
        notDue(story);
    }

    @Test
    void of_a_ticket_in_a_queue_its_team_is_told() {
        Story story = new Story(house).and("requester", Story.raise(null, "incident"));
        assertThat(only(note(story.later(Duration.ofMinutes(15))), TargetPointReached.class))
                .singleElement()
                .satisfies(point -> assertThat(point.tells()).containsExactly("dispatcher", "dispatcher2"));
    }

    @Test
    void an_answered_ticket_is_not_warned_of_its_response() {
        Story story = new Story(house).and("requester", Story.raise(null, "incident"));
        story.later(Duration.ofMinutes(15));
        assertThat(only(note(story), TargetPointReached.class))
                .extracting(TargetPointReached::target, TargetPointReached::percent)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Target.RESPONSE, 50));
        story.and("dispatcher", new AddComment(ID, text())).later(HOUR);
        notDue(story);
    }

    @Test
    void a_clock_that_stands_still_warns_of_nothing() {
        house.promises(new ServiceLevelsDefined(2, policy(HOUR, null, null, HoldReason.REQUESTER)));
        Story story = working().and("specialist", hold(HoldReason.REQUESTER)).later(HOUR.multipliedBy(9));
        notDue(story);
    }

    @Test
    void the_policy_may_raise_the_priority_until_nothing_is_left_to_raise() {
        house.promises(
                new ServiceLevelsDefined(2, policy(HOUR.multipliedBy(4), null, List.of(at(50, RAISE_PRIORITY)))));
        Story story = working().later(HOUR.multipliedBy(3));
        assertThat(story.ticket.subject().priority()).isEqualTo(Priority.MODERATE);
        List<Event> events = note(story);
        assertThat(only(events, PriorityChanged.class)).singleElement().satisfies(changed -> {
            assertThat(changed.priority()).isEqualTo(Priority.HIGH);
            assertThat(Text.read(changed.reason())).isEqualTo("resolution 50 %");
        });
        notDue(story);
    }

    @Test
    void the_policy_may_pass_it_to_the_next_line_or_say_that_there_is_none() {
        house.promises(new ServiceLevelsDefined(2, policy(HOUR, null, List.of(at(80, NEXT_LINE)))));
        Story story = working().later(HOUR);
        List<Event> events = note(story);
        assertThat(events.stream().map(Object::getClass).map(Class::getSimpleName))
                .containsExactly("TargetPointReached", "TicketEscalated");
        assertThat(story.ticket.journal().escalations()).isOne();
    }

    @Test
    void nobody_but_the_clock_notes_points() {
        Story story = working().later(HOUR.multipliedBy(3));
        for (String person : Arrays.asList("manager", "specialist", "requester", "administrator")) {
            assertThat(story.refused(person, new NoteTargetPoint(ID)).code()).isEqualTo("not-allowed");
        }
    }
}
