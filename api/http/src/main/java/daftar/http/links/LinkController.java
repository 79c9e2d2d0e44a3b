package daftar.http.links;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The signed links of letters. They need no login, and no cookie goes with them: the token is all that there is. GET never
 * acts, since programs that look through mail follow links; POST does, also the one-click way of RFC 8058.
 */
@RestController
@RequestMapping(path = LinkController.LINKS + "/{token}")
@Tag(name = "links", description = "What the links in letters lead to")
public final class LinkController {

    /** Open to everybody; the security configuration says so. */
    public static final String LINKS = "/api/links";

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private final LinkPages pages;

    public LinkController(LinkPages pages) {
        this.pages = pages;
    }

    @Operation(
            summary = "What a link of a letter asks",
            description = "Without a login: a small page in the reader's language with a form. Changes nothing.")
    @GetMapping
    public ResponseEntity<byte[]> show(@Parameter(description = "From the letter") @PathVariable String token) {
        return answer(pages.show(token));
    }

    @Operation(
            summary = "Do what a link of a letter offers",
            description =
                    "Without a login: approves, declines, confirms, rejects, answers the survey or unsubscribes, once, as"
                            + " the person whom the letter was sent to. A second time it says that it was done. Fields of the"
                            + " form: reason, rating, remark.")
    @PostMapping
    public ResponseEntity<byte[]> act(
            @Parameter(description = "From the letter") @PathVariable String token,
            @Parameter(hidden = true) @RequestParam Map<String, String> form) {
        return answer(pages.act(token, form));
    }

    private static ResponseEntity<byte[]> answer(LinkPages.Page page) {
        return ResponseEntity.status(page.status())
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_LANGUAGE, page.language())
                .header("Content-Security-Policy", POLICY)
                .header("X-Robots-Tag", "noindex")
                .body(page.html().getBytes(StandardCharsets.UTF_8));
    }
}
