package daftar.domain.announcement;

import static daftar.domain.directory.Organisation.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.domain.Caller;
import daftar.domain.DirectoryDesk;
import daftar.domain.RecordingSealing;
import daftar.domain.StreamOfCommand;
import daftar.domain.directory.Organisation;
import daftar.messages.Actor;
import daftar.messages.LocalizedText;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.announcement.Announcement;
import daftar.messages.announcement.AnnouncementCommand;
import daftar.messages.announcement.AnnouncementCommand.*;
import daftar.messages.announcement.AnnouncementEvent.*;
import daftar.messages.announcement.Occasion;
import daftar.messages.announcement.Severity;
import daftar.messages.directory.DirectoryEvent.DepartmentFounded;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnnouncementStreamTest {

    private static final String ID = "announcement-1";
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Map<String, Text> TITLE =
            Map.of("en", Text.of("Mail is down"), "fa", Text.of("ایمیل قطع است"));
    private static final Map<String, Text> TEXT = Map.of("fa", Text.of("در دست بررسی است"));

    private final RecordingSealing sealing = new RecordingSealing();
    private AggregateTestFixture<AnnouncementStream> fixture;

    @BeforeEach
    void announcements() {
        fixture = new AggregateTestFixture<>(AnnouncementStream.class);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(new DirectoryDesk(
                Organisation.and(
                        REFERENCE,
                        new DepartmentFounded("department-sales", LocalizedText.of("en", "Sales"), null, null)),
                sealing,
                InstantSource.fixed(NOW)));
    }

    @Test
    void an_announcement_is_published_for_seven_days_where_nobody_says() {
        fixture.givenNoPriorActivity()
                .when(publish(TITLE, TEXT, List.of("department-sales"), null, null), Caller.with(Role.DISPATCHER))
                .expectResultMessagePayload(new Receipt(ID, null, 0, -1, false))
                .expectEvents(published(List.of("department-sales")));
        assertThat(sealing.prepared).containsExactly(ID);
    }

    @Test
    void only_dispatcher_manager_and_administrator_make_announcements() {
        for (Role role : Role.values()) {
            announcements();
            boolean may = role == Role.DISPATCHER || role == Role.MANAGER || role == Role.ADMINISTRATOR;
            var result =
                    fixture.givenNoPriorActivity().when(publish(TITLE, TEXT, List.of(), null, null), Caller.with(role));
            if (may) {
                result.expectSuccessfulHandlerExecution();
            } else {
                result.expectException(Refused.class).expectNoEvents();
            }
        }
    }

    @Test
    void what_makes_no_sense_is_refused_by_the_name_of_its_field() {
        assertThat(field(publish(Map.of(), TEXT, List.of(), null, null))).isEqualTo("title");
        assertThat(field(publish(Map.of("en", Text.of("two\nlines")), Map.of(), List.of(), null, null)))
                .isEqualTo("title.en");
        assertThat(field(publish(Map.of("klingon", Text.of("x")), Map.of(), List.of(), null, null)))
                .isEqualTo("title.klingon");
        assertThat(field(publish(Map.of("en", Text.of("x")), TEXT, List.of(), null, null)))
                .isEqualTo("title.fa");
        assertThat(field(publish(TITLE, TEXT, List.of("department-moon"), null, null)))
                .isEqualTo("departments[0]");
        assertThat(field(publish(TITLE, TEXT, List.of("department-sales", "department-sales"), null, null)))
                .isEqualTo("departments[1]");
        assertThat(field(publish(TITLE, TEXT, List.of(), NOW.plusSeconds(9), NOW.plusSeconds(9))))
                .isEqualTo("until");
        assertThat(field(publish(TITLE, TEXT, List.of(), NOW.minusSeconds(9), NOW.minusSeconds(1))))
                .isEqualTo("until");
        assertThat(field(publish(TITLE, TEXT, List.of(), NOW, NOW.plus(Duration.ofDays(367)))))
                .isEqualTo("until");
        assertThat(field(new PublishAnnouncement(
                        ID, Severity.WARNING, TITLE, TEXT, List.of(), List.of("E-Mail!"), null, null)))
                .isEqualTo("services[0]");
    }

    @Test
    void a_change_says_all_of_it_anew_and_keeps_the_time_that_it_does_not_name() {
        fixture.givenCurrentTime(NOW)
                .andGiven(published(List.of()))
                .when(
                        new ChangeAnnouncement(
                                ID,
                                Severity.INFORMATION,
                                TITLE,
                                Map.of(),
                                List.of(),
                                List.of("mail"),
                                null,
                                NOW.plus(Duration.ofHours(1))),
                        Caller.with(Role.MANAGER))
                .expectEvents(new AnnouncementChanged(
                        Severity.INFORMATION,
                        TITLE,
                        Map.of(),
                        List.of(),
                        List.of("mail"),
                        NOW,
                        NOW.plus(Duration.ofHours(1)),
                        null));
    }

    @Test
    void what_was_withdrawn_is_neither_changed_nor_withdrawn_again() {
        fixture.givenCurrentTime(NOW)
                .andGiven(published(List.of()))
                .when(new WithdrawAnnouncement(ID, Text.of("over")), Caller.with(Role.ADMINISTRATOR))
                .expectEvents(new AnnouncementWithdrawn(Text.of("over")));
        announcements();
        refused("withdrawn", new WithdrawAnnouncement(ID, null), published(List.of()), new AnnouncementWithdrawn(null));
        announcements();
        refused("unknown-announcement", new WithdrawAnnouncement(ID, null));
        announcements();
        refused("announcement-exists", publish(TITLE, TEXT, List.of(), null, null), published(List.of()));
    }

    @Test
    void it_is_shown_from_its_beginning_until_its_end_unless_it_was_withdrawn() {
        Announcement shown = folded(published(List.of("department-sales")));
        assertThat(shown.isShownAt(NOW.minusMillis(1))).isFalse();
        assertThat(shown.isShownAt(NOW)).isTrue();
        assertThat(shown.isShownAt(NOW.plus(AnnouncementRules.USUAL))).isFalse();
        assertThat(folded(published(List.of()), new AnnouncementWithdrawn(null)).isShownAt(NOW))
                .isFalse();
        assertThat(shown.concerns(List.of("department-company", "department-sales", "department-shop")))
                .isTrue();
        assertThat(shown.concerns(List.of("department-company"))).isFalse();
        assertThat(shown.concerns(List.of())).isFalse();
        assertThat(folded(published(List.of())).concerns(List.of())).isTrue();
    }

    @Test
    void a_major_incident_has_one_announcement_that_follows_its_updates() {
        Actor clock = Actor.clock();
        AnnouncementPublished first = (AnnouncementPublished) told(1, clock);
        assertThat(first.occasion()).isEqualTo(new Occasion("ticket-1", 1));
        assertThat(first.author()).isEqualTo("person-poster");
        AnnouncementChanged second = (AnnouncementChanged) told(2, clock, first);
        assertThat(second.occasion()).isEqualTo(new Occasion("ticket-1", 2));
        assertThat(second.from()).isEqualTo(first.from());
        // doubled, or too late
        assertThat(told(2, clock, first, second)).isNull();
        assertThat(told(1, clock, first, second)).isNull();
        // withdrawn by hand: not the same again, but the next one
        assertThat(told(2, clock, first, second, new AnnouncementWithdrawn(null)))
                .isNull();
        assertThat(told(3, clock, first, second, new AnnouncementWithdrawn(null)))
                .isInstanceOf(AnnouncementPublished.class);
        assertThat(catchThrowableOfType(Refused.class, () -> told(1, Caller.actor(Role.MANAGER)))
                        .code())
                .isEqualTo("not-allowed");
    }

    private static daftar.messages.Event told(int update, Actor actor, daftar.messages.Event... given) {
        List<daftar.messages.Event> events = AnnouncementRules.decide(
                        folded(given),
                        new AnnounceUpdate(
                                ID,
                                "person-poster",
                                TITLE,
                                TEXT,
                                List.of(),
                                List.of(),
                                NOW.plusSeconds(update),
                                NOW.plus(Duration.ofDays(7)),
                                new Occasion("ticket-1", update)),
                        actor,
                        REFERENCE,
                        NOW)
                .events();
        return events.isEmpty() ? null : events.getFirst();
    }

    private static Announcement folded(daftar.messages.Event... events) {
        Announcement announcement = null;
        for (int i = 0; i < events.length; i++) {
            announcement =
                    Announcement.evolve(announcement, new Recorded(ID, i, i, new UUID(0, i), NOW, Map.of(), events[i]));
        }
        return announcement;
    }

    private static AnnouncementPublished published(List<String> departments) {
        return new AnnouncementPublished(
                "person-actor",
                Severity.WARNING,
                TITLE,
                TEXT,
                departments,
                List.of(),
                NOW,
                NOW.plus(AnnouncementRules.USUAL),
                null);
    }

    private static PublishAnnouncement publish(
            Map<String, Text> title, Map<String, Text> text, List<String> departments, Instant from, Instant until) {
        return new PublishAnnouncement(ID, Severity.WARNING, title, text, departments, List.of(), from, until);
    }

    private String field(AnnouncementCommand command) {
        announcements();
        return refusal(command).field();
    }

    private void refused(String code, AnnouncementCommand command, Object... given) {
        assertThat(refusal(command, given).code()).isEqualTo(code);
    }

    private Refused refusal(AnnouncementCommand command, Object... given) {
        return catchThrowableOfType(
                Refused.class,
                () -> AnnouncementRules.decide(
                        given.length == 0 ? null : folded(List.of(given).toArray(daftar.messages.Event[]::new)),
                        command,
                        Caller.actor(Role.MANAGER),
                        Organisation.and(
                                REFERENCE,
                                new DepartmentFounded("department-sales", LocalizedText.of("en", "Sales"), null, null)),
                        NOW));
    }
}
