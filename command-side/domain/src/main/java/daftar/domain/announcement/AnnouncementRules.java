package daftar.domain.announcement;

import daftar.domain.Decision;
import daftar.domain.Words;
import daftar.messages.Actor;
import daftar.messages.Limits;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.announcement.Announcement;
import daftar.messages.announcement.AnnouncementCommand;
import daftar.messages.announcement.AnnouncementCommand.*;
import daftar.messages.announcement.AnnouncementEvent.*;
import daftar.messages.announcement.Severity;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.directory.Reference;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what is asked of an announcement: pure. First whether the actor may, then whether it makes sense. */
final class AnnouncementRules {

    /** How long an announcement is shown where nobody says. */
    static final Duration USUAL = Duration.ofDays(7);

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final List<Role> MAY = List.of(Role.DISPATCHER, Role.MANAGER, Role.ADMINISTRATOR);

    private AnnouncementRules() {}

    /** @throws Refused with the field that is wrong */
    static Decision decide(
            @Nullable Announcement before, AnnouncementCommand command, Actor actor, Reference reference, Instant now) {
        Role role = roleFor(command, actor);
        return switch (command) {
            case AnnounceUpdate update -> told(before, update);
            case PublishAnnouncement publish -> {
                if (before != null) {
                    throw Refused.conflict(
                            "announcement-exists", "There is an announcement " + command.announcement() + " already.");
                }
                yield Decision.of(role.name(), published(publish, actor, reference, now));
            }
            case ChangeAnnouncement change -> Decision.of(role.name(), changed(living(before), change, reference, now));
            case WithdrawAnnouncement withdraw -> {
                living(before);
                yield Decision.of(role.name(), new AnnouncementWithdrawn(withdraw.reason()));
            }
        };
    }

    private static Role roleFor(AnnouncementCommand command, Actor actor) {
        if (actor.is(Role.CLOCK) && (command instanceof AnnounceUpdate || command instanceof WithdrawAnnouncement)) {
            return Role.CLOCK;
        }
        return MAY.stream()
                .filter(role -> actor.is(role) && !(command instanceof AnnounceUpdate))
                .findFirst()
                .orElseThrow(() -> Refused.forbidden(
                        "not-allowed", "Announcements are made by DISPATCHER, MANAGER and ADMINISTRATOR."));
    }

    /** A major incident has one announcement, whatever becomes of it in between; an older update comes too late. */
    private static Decision told(@Nullable Announcement before, AnnounceUpdate command) {
        if (before != null
                && before.occasion() != null
                && before.occasion().update() >= command.occasion().update()) {
            return Decision.of(Role.CLOCK.name());
        }
        return before == null || before.withdrawn()
                ? Decision.of(
                        Role.CLOCK.name(),
                        new AnnouncementPublished(
                                command.author(),
                                Severity.CRITICAL,
                                command.title(),
                                command.text(),
                                command.departments(),
                                command.services(),
                                command.from(),
                                command.until(),
                                command.occasion()))
                : Decision.of(
                        Role.CLOCK.name(),
                        new AnnouncementChanged(
                                Severity.CRITICAL,
                                command.title(),
                                command.text(),
                                command.departments(),
                                command.services(),
                                before.from(),
                                command.until(),
                                command.occasion()));
    }

    private static Announcement living(@Nullable Announcement announcement) {
        if (announcement == null) {
            throw Refused.notFound("unknown-announcement", "There is no such announcement.");
        }
        if (announcement.withdrawn()) {
            throw Refused.conflict("withdrawn", "This announcement has been withdrawn; publish a new one.");
        }
        return announcement;
    }

    private static AnnouncementPublished published(
            PublishAnnouncement command, Actor actor, Reference reference, Instant now) {
        words(command.title(), command.text());
        departments(command.departments(), reference);
        services(command.services(), reference);
        Instant from = Objects.requireNonNullElse(command.from(), now).truncatedTo(ChronoUnit.MILLIS);
        Instant until =
                Objects.requireNonNullElse(command.until(), from.plus(USUAL)).truncatedTo(ChronoUnit.MILLIS);
        time(from, until, now);
        return new AnnouncementPublished(
                actor.person(),
                command.severity(),
                command.title(),
                command.text(),
                command.departments(),
                command.services(),
                from,
                until,
                null);
    }

    private static AnnouncementChanged changed(
            Announcement before, ChangeAnnouncement command, Reference reference, Instant now) {
        words(command.title(), command.text());
        departments(command.departments(), reference);
        services(command.services(), reference);
        Instant from = Objects.requireNonNullElse(command.from(), before.from()).truncatedTo(ChronoUnit.MILLIS);
        Instant until =
                Objects.requireNonNullElse(command.until(), before.until()).truncatedTo(ChronoUnit.MILLIS);
        time(from, until, now);
        return new AnnouncementChanged(
                command.severity(),
                command.title(),
                command.text(),
                command.departments(),
                command.services(),
                from,
                until,
                before.occasion());
    }

    private static void words(Map<String, Text> title, Map<String, Text> text) {
        if (title.isEmpty()) {
            throw Refused.invalid("missing-title", "title", "title must be given in one language at least.");
        }
        title.forEach((language, line) -> {
            String field = "title." + language;
            Words.language(language, field);
            String readable = Text.read(line);
            if (readable != null && (readable.length() > Limits.TITLE || readable.contains("\n"))) {
                throw Refused.invalid(
                        "malformed-title",
                        field,
                        field + " must be one line of up to " + Limits.TITLE + " characters.");
            }
        });
        for (String language : text.keySet()) {
            if (!title.containsKey(language)) {
                throw Refused.invalid(
                        "missing-title", "title." + language, "text." + language + " needs a title in that language.");
            }
        }
    }

    private static void departments(List<String> departments, Reference reference) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < departments.size(); i++) {
            String field = "departments[" + i + "]";
            if (reference.department(departments.get(i)) == null) {
                throw Refused.invalid(
                        "unknown-department", field, "There is no department " + departments.get(i) + ".");
            }
            if (!seen.add(departments.get(i))) {
                throw Refused.invalid("named-twice", field, departments.get(i) + " is named twice.");
            }
        }
    }

    private static void services(List<String> services, Reference reference) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < services.size(); i++) {
            String field = "services[" + i + "]";
            Words.code(services.get(i), field);
            // codes are free until there is a catalogue of services
            if (!reference.catalogue().all(EntryKind.SERVICE).isEmpty()
                    && !reference.catalogue().offers(EntryKind.SERVICE, services.get(i))) {
                throw Refused.invalid("unknown-service", field, "There is no service " + services.get(i) + ".");
            }
            if (!seen.add(services.get(i))) {
                throw Refused.invalid("named-twice", field, services.get(i) + " is named twice.");
            }
        }
    }

    private static void time(Instant from, Instant until, Instant now) {
        if (!until.isAfter(from)) {
            throw Refused.invalid("wrong-end", "until", "until must come after from, " + from + ".");
        }
        if (!until.isAfter(now)) {
            throw Refused.invalid("wrong-end", "until", "until has passed; it is " + now + ".");
        }
        if (until.isAfter(from.plus(LONGEST))) {
            throw Refused.invalid("wrong-end", "until", "An announcement is shown for 366 days at most.");
        }
    }
}
