package daftar.app.command;

import daftar.automations.Errands;
import daftar.mail.out.LetterLog;
import daftar.mail.out.ReportLetters;
import daftar.messages.Actor;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.directory.Reference.Person;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.OutboxEvent.LetterQueued;
import daftar.messages.query.AtLeast;
import daftar.messages.query.Caller;
import daftar.messages.query.Query.FindReport;
import daftar.messages.report.ReportView;
import daftar.messages.reportschedule.ReportSchedule;
import daftar.messages.reportschedule.ReportScheduleCommand.RecordReportIssue;
import daftar.messages.reportschedule.ReportScheduleEvent.SkipReason;
import daftar.messages.reportschedule.ReportScheduleEvent.Skipped;
import daftar.messages.reportschedule.ReportSchedules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports that are due by schedule. First each recipient's letter goes into the outbox of the occurrence, which takes one for
 * each person, so that none comes twice; once all that can be are there the schedule is told. Whoever
 * stops in between goes on with what is missing.
 *
 * <p>Each letter is counted with its recipient's own rights, by a read side that knows all that had been recorded. A few
 * are counted in a round, since the clock has other things to do.
 */
final class DueReports implements Errands {

    private static final Logger log = LoggerFactory.getLogger(DueReports.class);

    /** Letters that are counted in a round of the clock. */
    private static final int AT_ONCE = 5;

    private static final Duration PAUSE = Duration.ofSeconds(20);

    /** For how long a report that cannot be made is tried again. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final ReportSchedules schedules;
    private final Reference reference;
    private final Function<FindReport, ReportView> reports;
    private final LongSupplier recorded;
    private final LetterLog register;
    private final @Nullable ReportLetters letters;
    private final Predicate<Throwable> away;
    private final Map<String, Trouble> troubled = new HashMap<>();

    /** @param dueAt the occurrence that cannot be made @param since when that was seen first @param until when it is tried again */
    private record Trouble(Instant dueAt, Instant since, Instant until) {}

    /**
     * @param recorded the position up to which the read side must have come to know all that was recorded
     * @param letters null where no mail is sent
     * @param away whether a fault says that a part cannot be reached
     */
    DueReports(
            ReportSchedules schedules,
            Reference reference,
            Function<FindReport, ReportView> reports,
            LongSupplier recorded,
            LetterLog register,
            @Nullable ReportLetters letters,
            Predicate<Throwable> away) {
        this.schedules = schedules;
        this.reference = reference;
        this.reports = reports;
        this.recorded = recorded;
        this.register = register;
        this.letters = letters;
        this.away = away;
    }

    @Override
    public List<Errand> due(Instant now, int most) {
        List<Errand> due = new ArrayList<>();
        int room = Math.min(AT_ONCE, most);
        for (ReportSchedule schedule : schedules.schedules()) {
            Instant dueAt = room > 0 ? schedule.dueBy(now) : null;
            if (dueAt != null && !rests(schedule.id(), dueAt, now)) {
                List<Errand> some = new Occurrence(schedule, dueAt, now).errands(room);
                room -= some.size();
                due.addAll(some);
            }
        }
        return due;
    }

    private boolean rests(String schedule, Instant dueAt, Instant now) {
        Trouble trouble = troubled.get(schedule);
        return trouble != null && trouble.dueAt().equals(dueAt) && now.isBefore(trouble.until());
    }

    /** What is to be done for one occurrence. */
    private final class Occurrence {

        private final ReportSchedule schedule;
        private final Instant dueAt;
        private final Instant now;
        private final List<String> written = new ArrayList<>();
        private final List<Skipped> skipped = new ArrayList<>();

        private Occurrence(ReportSchedule schedule, Instant dueAt, Instant now) {
            this.schedule = schedule;
            this.dueAt = dueAt;
            this.now = now;
        }

        List<Errand> errands(int most) {
            List<Errand> some = new ArrayList<>();
            ReportLetters post = letters;
            try {
                Set<String> queued = queued();
                for (String recipient : schedule.order().recipients()) {
                    Person person = reference.person(recipient);
                    SkipReason reason = reason(person);
                    if (queued.contains(recipient)) {
                        written.add(recipient);
                    } else if (reason != null || person == null || post == null) {
                        skipped.add(new Skipped(recipient, reason == null ? SkipReason.LEFT : reason));
                    } else {
                        Errand letter = letter(post, person);
                        if (letter != null) {
                            some.add(letter);
                        }
                        if (some.size() == most) {
                            return some;
                        }
                    }
                }
            } catch (Waiting stale) {
                return some;
            }
            return some.isEmpty() ? List.of(record()) : some;
        }

        private Errand record() {
            troubled.remove(schedule.id());
            return new Errand(
                    "report-issued:" + schedule.id() + ":" + dueAt,
                    new RecordReportIssue(schedule.id(), dueAt, written, skipped));
        }

        /** To whom there is a letter already. */
        private Set<String> queued() {
            Set<String> keys = new HashSet<>();
            for (Recorded recorded : register.read(ReportLetters.outboxOf(schedule.id(), dueAt), 0)) {
                if (recorded.event() instanceof LetterQueued letter) {
                    keys.add(letter.key());
                }
            }
            return keys;
        }

        /** Why the person gets no letter; null where they do. */
        private @Nullable SkipReason reason(@Nullable Person person) {
            if (person == null || !person.active()) {
                return SkipReason.LEFT;
            }
            if (!person.roles().contains(Role.MANAGER) && !person.roles().contains(Role.AUDITOR)) {
                return SkipReason.NO_RIGHT;
            }
            if (letters == null) {
                return SkipReason.NO_MAIL_SERVER;
            }
            if (!reference.preferences(person.id()).wants(LetterKind.REPORT)) {
                return SkipReason.NOT_WANTED;
            }
            String mail = person.mail();
            return mail == null || mail.isBlank() ? SkipReason.NO_ADDRESS : null;
        }

        /** Null where the person is skipped. @throws Waiting where it is tried again later */
        private @Nullable Errand letter(ReportLetters post, Person person) throws Waiting {
            Map<String, List<String>> parameters = schedule.order().parametersAt(dueAt);
            try {
                ReportView view = reports.apply(new FindReport(
                        new Caller(
                                new Actor(person.id(), person.roles(), "api", null),
                                person.language(),
                                new AtLeast(recorded.getAsLong(), null, -1)),
                        schedule.order().report(),
                        parameters));
                if (view.stale()) {
                    return orSkipped(person, "the read side is behind");
                }
                return new Errand(
                        "report:" + schedule.id() + ":" + dueAt + ":" + person.id(),
                        post.of(schedule, dueAt, person, view, parameters, now));
            } catch (Refused notAnyMore) {
                log.warn("{} cannot be sent any more: {}", schedule.id(), notAnyMore.getMessage());
                skipped.add(new Skipped(person.id(), SkipReason.NOT_COUNTED));
                return null;
            } catch (RuntimeException fault) {
                if (away.test(fault)) {
                    throw fault;
                }
                return orSkipped(person, fault.toString());
            }
        }

        private @Nullable Errand orSkipped(Person person, String why) throws Waiting {
            Trouble before = troubled.get(schedule.id());
            Instant since = before == null || !before.dueAt().equals(dueAt) ? now : before.since();
            if (now.isAfter(since.plus(PATIENCE))) {
                log.warn(
                        "The report of {} that was due {} is not sent to {}: {}",
                        schedule.id(),
                        dueAt,
                        person.id(),
                        why);
                skipped.add(new Skipped(person.id(), SkipReason.NOT_COUNTED));
                return null;
            }
            troubled.put(schedule.id(), new Trouble(dueAt, since, now.plus(PAUSE)));
            log.warn("The report of {} waits and is tried again in {} s: {}", schedule.id(), PAUSE.toSeconds(), why);
            throw new Waiting();
        }
    }

    /** The occurrence cannot be finished now. */
    private static final class Waiting extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
