package daftar.http.directory;

import daftar.http.DaftarPosition;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.announcement.Announcement;
import daftar.messages.announcement.Severity;
import daftar.messages.directory.Reference;
import daftar.messages.directory.Reference.Person;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows announcements to those whom they concern: their departments, and those above them. Who makes announcements, and
 * auditors, may look at all of them.
 */
@RestController
@RequestMapping(path = "/api/announcements", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "announcements")
public final class AnnouncementController {

    private final Register register;
    private final InstantSource clock;

    public AnnouncementController(Register register, InstantSource clock) {
        this.register = register;
        this.clock = clock;
    }

    /**
     * @param version the same as the {@code ETag}
     * @param title language → one line
     * @param text language → what there is to say
     * @param services what it is about; empty for none in particular
     * @param shown whether it is shown now
     * @param author who answers for it; like those that follow only for who makes announcements, and auditors
     * @param departments whom it concerns, each with all below it; empty for everybody
     * @param incident the major incident whose update it tells
     */
    public record AnnouncementView(
            String id,
            long version,
            Severity severity,
            Map<String, String> title,
            Map<String, String> text,
            List<String> services,
            Instant from,
            Instant until,
            Instant publishedAt,
            Instant changedAt,
            boolean shown,
            @Nullable String author,
            @Nullable List<String> departments,
            @Nullable Boolean withdrawn,
            @Nullable String incident) {}

    @Operation(
            summary = "The announcements that concern the caller now, the most severe first",
            description =
                    "Those for everybody, and for the caller's department or one above it. service: those about it, or"
                            + " about none in particular. all: also those for others, to come, over for less than 90 days, or"
                            + " withdrawn; for DISPATCHER, MANAGER, ADMINISTRATOR and AUDITOR.")
    @GetMapping
    public ResponseEntity<Page<AnnouncementView>> announcements(
            Actor actor,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        if (all && !looksAtAll(actor)) {
            throw Refused.forbidden(
                    "not-allowed", "All announcements are for DISPATCHER, MANAGER, ADMINISTRATOR and AUDITOR.");
        }
        return Answered.by(register, position, () -> {
            Instant now = clock.instant();
            Predicate<Announcement> wanted = all ? each -> true : shownTo(actor, now);
            List<Announcement> found = register.reference().announcements().all().stream()
                    .filter(wanted)
                    .filter(each -> service == null || each.isAbout(service))
                    .sorted(Comparator.comparing(AnnouncementController::rank))
                    .toList();
            return Page.of(found, AnnouncementController::rank, after, limit, each -> view(each, actor, now));
        });
    }

    @Operation(
            summary = "An announcement",
            description = "404 also where it does not concern the caller, or is not shown now.")
    @GetMapping("/{id}")
    public ResponseEntity<AnnouncementView> announcement(
            Actor actor,
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        ResponseEntity<AnnouncementView> answer = Answered.by(register, position, () -> {
            Instant now = clock.instant();
            Announcement found = register.reference().announcements().byId().get(id);
            boolean visible =
                    found != null && (looksAtAll(actor) || shownTo(actor, now).test(found));
            return view(Answered.known(visible ? found : null, "announcement"), actor, now);
        });
        AnnouncementView view = answer.getBody();
        return view == null
                ? answer
                : ResponseEntity.ok()
                        .headers(answer.getHeaders())
                        .header(HttpHeaders.ETAG, "\"" + view.version() + "\"")
                        .body(view);
    }

    private Predicate<Announcement> shownTo(Actor actor, Instant now) {
        Reference reference = register.reference();
        Person person = reference.person(actor.person());
        List<String> path = reference.pathOf(person == null ? null : person.department());
        return each -> each.isShownAt(now) && each.concerns(path);
    }

    /** The most severe first, of those the newest; unique. */
    private static String rank(Announcement announcement) {
        return "%d-%019d-%s"
                .formatted(
                        Severity.values().length - announcement.severity().ordinal(),
                        Long.MAX_VALUE - announcement.from().toEpochMilli(),
                        announcement.id());
    }

    private static AnnouncementView view(Announcement announcement, Actor actor, Instant now) {
        boolean desk = looksAtAll(actor);
        return new AnnouncementView(
                announcement.id(),
                announcement.version(),
                announcement.severity(),
                readable(announcement.title()),
                readable(announcement.text()),
                announcement.services(),
                announcement.from(),
                announcement.until(),
                announcement.publishedAt(),
                announcement.changedAt(),
                announcement.isShownAt(now),
                desk ? announcement.author() : null,
                desk ? announcement.departments() : null,
                desk ? announcement.withdrawn() : null,
                desk && announcement.occasion() != null
                        ? announcement.occasion().ticket()
                        : null);
    }

    /** What is still readable of it. */
    private static Map<String, String> readable(Map<String, Text> texts) {
        Map<String, String> readable = new TreeMap<>();
        texts.forEach((language, text) -> {
            String value = Text.read(text);
            if (value != null) {
                readable.put(language, value);
            }
        });
        return readable;
    }

    private static boolean looksAtAll(Actor actor) {
        return actor.isAny(Role.DISPATCHER, Role.MANAGER, Role.ADMINISTRATOR, Role.AUDITOR);
    }
}
