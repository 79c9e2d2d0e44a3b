package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.LocalizedText;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.catalogue.ServiceHours.Open;
import daftar.messages.directory.Reference;
import daftar.messages.query.Query.FindWhatIf;
import daftar.messages.report.WhatIf;
import daftar.messages.sla.CalendarDefinition;
import daftar.messages.sla.PromiseRegister;
import daftar.messages.sla.ServiceLevel;
import daftar.messages.sla.ServiceLevels;
import daftar.messages.sla.SlaPolicy;
import daftar.messages.ticket.Status;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowRegister;
import daftar.query.Recount.Told;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What would have become of promises: told of a drawn desk's closed tickets under drafts, and held against their events. */
class WhatIfIT {

    private static final Instant NOW = ReportedDesk.END.plus(Duration.ofHours(1));
    private static final SlaPolicy STRICT = ServiceLevels.SHIPPED.policy();
    private static final SlaPolicy LENIENT = policy("around-the-clock", Duration.ofDays(2), Duration.ofDays(10));

    private static SampleDesk desk;
    private static WhatIfQueries whatIf;

    @BeforeAll
    static void a_desk() throws Exception {
        desk = new SampleDesk();
        new ReportedDesk(4712, desk).fill(450);
        desk.refresh();
        whatIf = new WhatIfQueries(Sample.readSide(desk, new Sample.SetProgress(), NOW), new OnlyPromises());
    }

    @AfterAll
    static void nothing_is_left() {
        desk.forget();
    }

    @Test
    void promises_are_told_anew_under_a_draft_beside_what_they_are() {
        WhatIf.View view = told(asked().policy(LENIENT));
        List<Told> closed = closed();
        assertThat(view.tickets()).isEqualTo(closed.size()).isPositive();
        assertThat(view.without()).isZero();
        long inTime = closed.stream()
                .filter(t -> !t.responded.isAfter(t.raisedAt.plus(Duration.ofDays(2))))
                .count();
        assertThat(view.total().get("response.met.other")).isEqualTo(inTime);
        assertThat(view.total().get("response.breached.other")).isEqualTo(closed.size() - inTime);
        assertThat(number(view, "response.breached.now")).isGreaterThan(number(view, "response.breached.other"));
        assertThat(view.total().get("response.breached.onlyOther")).isEqualTo(0L);
        // what is now is told of the same tickets, whatever it is compared with
        assertThat(number(
                        told(asked().calendar(calendar(LocalTime.of(8, 0), LocalTime.of(16, 0)))), "response.met.now"))
                .isEqualTo(number(view, "response.met.now"));
    }

    @Test
    void in_a_draft_calendar_everything_is_counted_whatever_the_levels_name() {
        CalendarDefinition office = calendar(LocalTime.of(8, 0), LocalTime.of(16, 0));
        WhatIf.View own = told(asked().calendar(office));
        WhatIf.View both = told(asked().policy(policy("draft", Duration.ofDays(2), Duration.ofDays(10)))
                .calendar(office));
        assertThat(number(own, "resolution.met.other")).isGreaterThan(number(own, "resolution.met.now"));
        assertThat(number(both, "resolution.met.other")).isGreaterThanOrEqualTo(number(own, "resolution.met.other"));
    }

    @Test
    void every_figure_opens_its_tickets_page_by_page() {
        WhatIf.View view = told(asked().policy(LENIENT));
        for (Map.Entry<String, ? extends Map<String, ? extends @Nullable Number>> row :
                view.rows().entrySet()) {
            for (Map.Entry<String, ? extends @Nullable Number> figure :
                    row.getValue().entrySet()) {
                if (figure.getKey().contains("compliance")) {
                    continue; // opens nothing: it is a share of two that do
                }
                assertThat(opened(figure.getKey(), row.getKey()))
                        .as("%s of %s", figure.getKey(), row.getKey())
                        .hasSize(Objects.requireNonNull(figure.getValue()).intValue());
            }
        }
        TreeSet<String> all = opened("tickets", null);
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        closed().stream().map(t -> t.id).toList());
        assertThat(all).hasSizeGreaterThan(100);
    }

    @Test
    void nothing_is_touched() {
        String before = documents();
        told(asked().policy(LENIENT).calendar(calendar(LocalTime.of(8, 0), LocalTime.of(16, 0))));
        assertThat(documents()).isEqualTo(before).contains("\"_version\"");
    }

    @Test
    void a_draft_is_held_to_what_publishing_it_would_be_and_two_ways_to_say_it_are_refused() {
        refused(asked(), "policy");
        refused(asked().policy(policy("nowhere", Duration.ofHours(1), null)), "policy.levels[0].calendar");
        refused(asked().policy(policy("around-the-clock", Duration.ZERO, null)), "policy.levels[0].response");
        refused(asked().policy(policy("around-the-clock", null, null)), "policy.levels[0]");
        refused(asked().policy(new SlaPolicy("draft", STRICT.name(), List.of())), "policy.levels");
        refused(asked().calendar(calendar(LocalTime.of(8, 0), LocalTime.of(8, 5))), "calendar.week");
        refused(asked().calendar(calendar(LocalTime.of(8, 0), LocalTime.of(7, 0))), "calendar.week[0].until");
        refused(asked().policy(LENIENT).policyCode("default", null), "policy");
        refused(asked().policyCode("none", null), "policyCode");
        refused(asked().policyCode("default", 9), "policyVersion");
        refused(asked().policyCode(null, 1), "policyVersion");
        refused(asked().policy(LENIENT).group("colour"), "group");
        refused(asked().policy(LENIENT).figure("colour", null, null), "figure");
        refused(asked().policy(LENIENT).period("2026-06-01", "2026-01-01"), "from");
        refused(asked().policy(LENIENT).period("soon", "2026-01-01"), "from");
    }

    @Test
    void it_is_for_managers_and_auditors() {
        for (Role role : Role.values()) {
            FindWhatIf query = new FindWhatIf(
                    Sample.caller("somebody", role), asked().policy(LENIENT).request());
            if (role == Role.MANAGER || role == Role.AUDITOR) {
                assertThat(whatIf.find(query)).isNotNull();
            } else {
                assertThatThrownBy(() -> whatIf.find(query))
                        .as("%s", role)
                        .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.kind())
                                .isEqualTo(Refused.Kind.FORBIDDEN));
            }
        }
    }

    private static TreeSet<String> opened(String figure, @Nullable String row) {
        TreeSet<String> ids = new TreeSet<>();
        String after = null;
        do {
            WhatIf.Listed page = Objects.requireNonNull(
                    told(asked().policy(LENIENT).figure(figure, row, after)).listed());
            page.tickets().forEach(ticket -> assertThat(ids.add(ticket.id())).isTrue());
            after = page.next();
        } while (after != null);
        return ids;
    }

    private static WhatIf.View told(Asked asked) {
        return whatIf.find(new FindWhatIf(Sample.AUDITOR, asked.request()));
    }

    private static void refused(Asked asked, String field) {
        assertThatThrownBy(() -> told(asked)).as(field).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID);
            assertThat(refused.field()).isEqualTo(field);
        });
    }

    private static long number(WhatIf.View view, String figure) {
        return Objects.requireNonNull(view.total().get(figure)).longValue();
    }

    private static List<Told> closed() {
        return Recount.asOf(desk.log.values(), NOW).stream()
                .filter(t -> t.status == Status.CLOSED)
                .toList();
    }

    /** All documents of all read models, each with its version. */
    private static String documents() {
        desk.refresh();
        Map<String, ?> all = Map.of("size", 10_000, "_source", false, "version", true, "sort", List.of("_doc"));
        return desk.elastic
                .search(desk.prefix + "*", "documents", all)
                .path("hits")
                .toString();
    }

    private static SlaPolicy policy(String calendar, @Nullable Duration response, @Nullable Duration resolution) {
        ServiceLevel level = new ServiceLevel(
                "all", null, null, List.of(), null, null, calendar, response, resolution, null, List.of(), false, null);
        return new SlaPolicy("draft", STRICT.name(), List.of(level));
    }

    private static CalendarDefinition calendar(LocalTime from, LocalTime until) {
        return new CalendarDefinition(
                "draft",
                new LocalizedText(Map.of("en", "Draft")),
                "Europe/Berlin",
                DayOfWeek.MONDAY,
                List.of(new Open(DayOfWeek.MONDAY, from, until)),
                List.of(),
                List.of());
    }

    private static Asked asked() {
        return new Asked("2026-01-01", "2026-06-01", null, null, null, null, "priority", null, null, null);
    }

    /** What is asked, bit by bit. */
    private record Asked(
            String from,
            String to,
            @Nullable SlaPolicy policy,
            @Nullable String policyCode,
            @Nullable Integer policyVersion,
            @Nullable CalendarDefinition calendar,
            @Nullable String group,
            @Nullable String figure,
            @Nullable String row,
            @Nullable String after) {

        Asked policy(SlaPolicy whole) {
            return new Asked(from, to, whole, policyCode, policyVersion, calendar, group, figure, row, after);
        }

        Asked policyCode(@Nullable String code, @Nullable Integer version) {
            return new Asked(from, to, policy, code, version, calendar, group, figure, row, after);
        }

        Asked calendar(CalendarDefinition whole) {
            return new Asked(from, to, policy, policyCode, policyVersion, whole, group, figure, row, after);
        }

        Asked group(String by) {
            return new Asked(from, to, policy, policyCode, policyVersion, calendar, by, figure, row, after);
        }

        Asked figure(String key, @Nullable String of, @Nullable String page) {
            return new Asked(from, to, policy, policyCode, policyVersion, calendar, group, key, of, page);
        }

        Asked period(String begin, String end) {
            return new Asked(begin, end, policy, policyCode, policyVersion, calendar, group, figure, row, after);
        }

        WhatIf.Request request() {
            return new WhatIf.Request(
                    from,
                    to,
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    policy,
                    policyCode,
                    policyVersion,
                    calendar,
                    null,
                    null,
                    group,
                    figure,
                    row,
                    after);
        }
    }

    /** Knows what comes with Daftar, and nobody. */
    private static final class OnlyPromises implements Reference {
        @Override
        public PromiseRegister promises() {
            return PromiseRegister.SHIPPED;
        }

        @Override
        public @Nullable Person person(String id) {
            return null;
        }

        @Override
        public @Nullable Department department(String id) {
            return null;
        }

        @Override
        public @Nullable Team team(String id) {
            return null;
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
}
