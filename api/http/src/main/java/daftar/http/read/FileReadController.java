package daftar.http.read;

import daftar.http.InvalidRequest;
import daftar.http.Problem;
import daftar.messages.Refused;
import daftar.messages.file.FileStore;
import daftar.messages.file.FileStoreAway;
import daftar.messages.query.Caller;
import daftar.messages.query.FilesView;
import daftar.messages.query.Query.FindFiles;
import daftar.messages.query.TicketFile;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The files of a ticket, for who may read them there. A browser is told to save them, never to show them: what people send
 * would else run with the rights of this address.
 */
@RestController
@RequestMapping("/api/tickets/{ref}/files")
@Tag(name = "files")
public final class FileReadController {

    private static final int AT_ONCE = 64 * 1024;

    private final Ask ask;
    private final FileStore store;

    public FileReadController(QueryGateway queries, FileStore store) {
        this.ask = new Ask(queries);
        this.store = store;
    }

    @Operation(
            summary = "The files of a ticket",
            description =
                    "For everybody who may know of it, but analysts: those that they may read, and those of tickets that were"
                            + " merged into it as far as they may know of these.")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<FilesView> files(@Parameter(hidden = true) Caller caller, @PathVariable String ref) {
        return ask.answer(new FindFiles(caller, ref), FilesView.class);
    }

    @Operation(
            summary = "A file",
            description =
                    "For everybody who sees it among the ticket's files. Always to be saved, never to be shown. Takes Range;"
                            + " the ETag is the content's SHA-256. 403 for a file in which the virus scanner found something,"
                            + " 410 for one whose content was made unreadable.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The content",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    @GetMapping("/{id}")
    public void file(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String ref,
            @Parameter(description = "SHA-256 of the content") @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        TicketFile file = find(ask.view(new FindFiles(caller, ref), FilesView.class), id);
        String etag = "\"" + file.id() + "\"";
        response.setHeader(HttpHeaders.ETAG, etag);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        if (matches(request.getHeader(HttpHeaders.IF_NONE_MATCH), etag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        Part part = part(request, response, etag, file.size());
        byte[] first;
        try (InputStream content = store.open(file.id(), part.from())) {
            // before anything is answered: what cannot be read is told by a status
            first = content.readNBytes((int) Math.min(AT_ONCE, part.length()));
            describe(file, part, response);
            if (request.getMethod().equals("HEAD")) {
                return;
            }
            send(first, content, part.length() - first.length, response.getOutputStream());
        } catch (NoSuchFileException gone) {
            throw new InvalidRequest(
                    Problem.of(410, "file-gone", "The content of this file can no longer be read; it was removed."));
        } catch (IOException broken) {
            if (response.isCommitted()) {
                throw broken; // the connection is cut off, so that nobody takes a part for the whole
            }
            response.reset();
            throw new FileStoreAway(broken);
        }
    }

    private static TicketFile find(FilesView files, String id) {
        TicketFile file = files.files().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refused.notFound(
                        "unknown-file",
                        "The ticket has no such file, or you may not read it; GET …/files lists them."));
        if (file.withheld() != null) {
            throw Refused.forbidden(
                    "file-withheld",
                    "The virus scanner found " + file.withheld() + " in this file; nobody is given it.");
        }
        return file;
    }

    private static boolean matches(@Nullable String header, String etag) {
        return header != null
                && Arrays.stream(header.split(","))
                        .map(String::strip)
                        .anyMatch(one -> one.equals("*") || one.equals(etag) || one.equals("W/" + etag));
    }

    /** @param from the first byte @param length bytes of it @param whole whether it is all of the file */
    private record Part(long from, long length, boolean whole, long size) {}

    /** One range; where there are several, or it is of another content, all of it (RFC 9110). */
    private static Part part(HttpServletRequest request, HttpServletResponse response, String etag, long size) {
        Part all = new Part(0, size, true, size);
        String header = request.getHeader(HttpHeaders.RANGE);
        String ifRange = request.getHeader(HttpHeaders.IF_RANGE);
        if (header == null || (ifRange != null && !ifRange.equals(etag))) {
            return all;
        }
        try {
            List<HttpRange> ranges = HttpRange.parseRanges(header);
            if (ranges.size() != 1) {
                return all;
            }
            HttpRange range = ranges.getFirst();
            long from = range.getRangeStart(size);
            long to = range.getRangeEnd(size);
            if (from < size && from <= to) {
                return new Part(from, to - from + 1, false, size);
            }
        } catch (IllegalArgumentException malformed) {
            // told below
        }
        throw new InvalidRequest(
                Problem.of(416, "wrong-range", "Range", "The file has " + size + " bytes; ask for bytes of it.")
                        .withHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size));
    }

    private static void describe(TicketFile file, Part part, HttpServletResponse response) {
        String name = file.name() == null ? "file" : file.name();
        response.setStatus(part.whole() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_PARTIAL_CONTENT);
        response.setContentType(file.mediaType());
        response.setContentLengthLong(part.length());
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        if (!part.whole()) {
            response.setHeader(
                    HttpHeaders.CONTENT_RANGE,
                    "bytes " + part.from() + "-" + (part.from() + part.length() - 1) + "/" + part.size());
        }
    }

    private static void send(byte[] first, InputStream content, long more, OutputStream to) throws IOException {
        to.write(first);
        byte[] bytes = new byte[AT_ONCE];
        long left = more;
        while (left > 0) {
            int read = content.read(bytes, 0, (int) Math.min(bytes.length, left));
            if (read < 0) {
                throw new IOException("the content is shorter than the ticket says");
            }
            to.write(bytes, 0, read);
            left -= read;
        }
    }
}
