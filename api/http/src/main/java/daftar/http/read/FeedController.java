package daftar.http.read;

import daftar.messages.Refused;
import daftar.messages.feed.FeedCursor;
import daftar.messages.feed.FeedPage;
import daftar.messages.query.Caller;
import daftar.messages.query.Changes;
import daftar.messages.query.Query.FindFeed;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The feed: what happened to the tickets that one may see, in order, from any place on. */
@RestController
@RequestMapping("/api/feed")
@Tag(name = "feed", description = "What happened, in the register's order")
public final class FeedController {

    private static final int LONGEST_WAIT = 30;
    private static final String WHAT =
            "Events of the tickets that one may see now, as much of each as one may know: internal ones for those who see"
                    + " everything of the ticket; for analysts that it was raised and solved. ";

    private final Ask ask;
    private final Changes changes;
    private final EventStreams streams;

    public FeedController(QueryGateway queries, Changes changes, EventStreams streams) {
        this.ask = new Ask(queries);
        this.changes = changes;
        this.streams = streams;
    }

    @Operation(
            summary = "What happened since",
            description = WHAT
                    + "Go on with next as after. A page may hold no events although there is more (end is false): only so"
                    + " much of the register is looked through at a time. An event can come again, never changed, with the"
                    + " same id. As " + CloudEvent.BATCH + " a page is an array; its next is in the header Link.")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = FeedPage.class)),
                @Content(mediaType = CloudEvent.BATCH, schema = @Schema(implementation = CloudEvent[].class))
            })
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, CloudEvent.BATCH})
    public ResponseEntity<Object> feed(
            @Parameter(hidden = true) Caller caller,
            @Parameter(description = "A cursor, or now; left out for the register's beginning")
                    @RequestParam(required = false)
                    @Nullable String after,
            @Parameter(description = "Events of a page, 1 to 1000") @RequestParam(defaultValue = "100") int size,
            @Parameter(description = "Only these types, such as TicketRaised; all if left out")
                    @RequestParam(required = false)
                    @Nullable Set<String> types,
            @Parameter(description = "Seconds to wait for something to tell, 0 to 30") @RequestParam(defaultValue = "0")
                    int wait,
            HttpServletRequest request)
            throws InterruptedException {
        if (wait < 0 || wait > LONGEST_WAIT) {
            throw Refused.invalid("wrong-wait", "wait", "wait is a number of seconds, 0 to " + LONGEST_WAIT + ".");
        }
        Set<String> wanted = types == null ? Set.of() : types;
        FeedPage page = wait == 0
                ? ask.view(new FindFeed(caller, after, wanted, size), FeedPage.class)
                : waited(caller, after, wanted, size, Duration.ofSeconds(wait));
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().header(HttpHeaders.LINK, "<" + address(page, wanted, size) + ">; rel=\"next\"");
        return wantsCloudEvents(request)
                ? answer.contentType(MediaType.parseMediaType(CloudEvent.BATCH))
                        .body(page.events().stream().map(CloudEvent::of).toList())
                : answer.contentType(MediaType.APPLICATION_JSON).body(page);
    }

    @Operation(
            summary = "What happens, live",
            description = WHAT
                    + "Server-sent events named feed; the id of each is its cursor, so that browsers go on where they were"
                    + " when they connect again by themselves. Without Last-Event-ID and after: from now on. Ends after half"
                    + " an hour, and within a minute once the caller may not come in any more.")
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    public SseEmitter stream(
            @Parameter(hidden = true) Caller caller,
            @Parameter(description = "A cursor to begin after, where there is no Last-Event-ID")
                    @RequestParam(required = false)
                    @Nullable String after,
            @RequestParam(required = false) @Nullable Set<String> types,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request) {
        String from = lastEventId != null && !lastEventId.isBlank() ? lastEventId : after;
        Set<String> wanted = types == null ? Set.of() : types;
        // refused here, while there is still an answer to refuse with
        FeedPage first =
                ask.view(new FindFeed(caller, from == null ? FeedCursor.NOW : from, wanted, 1), FeedPage.class);
        String begin = from == null || from.equals(FeedCursor.NOW) ? first.next() : from;
        return streams.open(null, caller, request, new LiveFeed(ask, begin, wanted));
    }

    private FeedPage waited(Caller caller, @Nullable String after, Set<String> types, int size, Duration longest)
            throws InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        try (Changes.Watch watch = changes.watch(null)) {
            FeedPage page = ask.view(new FindFeed(caller, after, types, size), FeedPage.class);
            while (page.events().isEmpty()) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    return page;
                }
                if (page.end()) {
                    watch.next(Duration.ofNanos(left));
                }
                page = ask.view(new FindFeed(caller, page.next(), types, size), FeedPage.class);
            }
            return page;
        }
    }

    private static String address(FeedPage page, Set<String> types, int size) {
        StringBuilder address = new StringBuilder("/api/feed?after=").append(page.next());
        address.append("&size=").append(size);
        for (String type : new TreeSet<>(types)) {
            address.append("&types=").append(URLEncoder.encode(type, StandardCharsets.UTF_8));
        }
        return address.toString();
    }

    private static boolean wantsCloudEvents(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && MediaType.parseMediaTypes(accept).stream()
                        .anyMatch(type -> type.equalsTypeAndSubtype(MediaType.parseMediaType(CloudEvent.BATCH)));
    }
}
