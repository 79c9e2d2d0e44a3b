package daftar.http.file;

import daftar.http.InvalidRequest;
import daftar.http.Problem;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.file.FileIntake;
import daftar.messages.file.FileRef;
import daftar.messages.file.FileStoreAway;
import daftar.messages.file.FileTooLarge;
import daftar.messages.file.ScannerAway;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes files, before a ticket is told of them. The body is the file, or a form's; it is never held in memory as a whole. */
@RestController
public final class FileController {

    public static final String FILES = "/api/files";
    private static final String RETRY_AFTER_SECONDS = "30";

    /** What a form has around its file, at most. */
    private static final int FORM_BYTES = 16 * 1024;

    private final FileIntake intake;
    private final Uploads uploads;
    private final long limit;
    private final InstantSource clock;

    /** @param limit bytes that a file may have */
    public FileController(FileIntake intake, Uploads uploads, long limit, InstantSource clock) {
        this.intake = intake;
        this.uploads = uploads;
        this.limit = limit;
        this.clock = clock;
    }

    @Operation(
            operationId = "sendFile",
            summary = "Send a file",
            description =
                    "For everybody. The body is the file's content as it is, with its Content-Type; its name is in"
                            + " Content-Disposition, or the parameter name. Or it is a form as browsers send it, with"
                            + " one part, the file. Answers with what the file is named by when it is"
                            + " attached (files of raise, comment, note and attach) by the same person within 12 hours. A file"
                            + " that no ticket has is removed after a day. Its type is told by its content: what runs when it"
                            + " is opened is not taken (415), nor what is too large (413) or has a virus (400).",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                        schema = @Schema(type = "string", format = "binary")),
                                @Content(
                                        mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                        schema = @Schema(implementation = FormOfFile.class))
                            }),
            parameters =
                    @Parameter(
                            name = "name",
                            in = io.swagger.v3.oas.annotations.enums.ParameterIn.QUERY,
                            description = "The file's name, in any language; else that of Content-Disposition",
                            schema = @Schema(type = "string")))
    @Tag(name = "files")
    @PostMapping(path = FILES, produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<UploadAnswer> send(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
        boolean form = checkEnvelope(request);
        String name = nameOf(request);
        if (request.getContentLengthLong() > (form ? limit + FORM_BYTES : limit)) {
            throw tooLarge();
        }
        Instant now = clock.instant();
        try (InputStream body = request.getInputStream()) {
            FileForm.Part file =
                    form ? new FileForm(request, body).file() : new FileForm.Part(name, request.getContentType(), body);
            return answer(receive(file, name == null ? file.name() : name, actor), actor, now);
        } catch (IOException unreadable) {
            throw brokenOff();
        }
    }

    private FileRef receive(FileForm.Part file, @Nullable String name, Actor actor) {
        Sent body = new Sent(file.content());
        try {
            return intake.receive(body, name, file.type(), actor.person());
        } catch (FileTooLarge large) {
            throw tooLarge();
        } catch (ScannerAway away) {
            throw new InvalidRequest(Problem.of(
                            503,
                            "scanner-away",
                            "Files are looked through for viruses, and that is not possible now; send it again later.")
                    .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS));
        } catch (Refused refused) {
            throw refused.code().equals("file-type-refused")
                    ? new InvalidRequest(Problem.of(415, refused.code(), "body", String.valueOf(refused.getMessage())))
                    : refused;
        } catch (IOException failed) {
            throw body.broke ? brokenOff() : new FileStoreAway(failed);
        }
    }

    private ResponseEntity<UploadAnswer> answer(FileRef file, Actor actor, Instant now) {
        String name = Text.read(file.name());
        return ResponseEntity.status(201)
                .body(new UploadAnswer(
                        uploads.wordFor(file, actor.person(), now),
                        name == null ? "" : name,
                        file.size(),
                        file.mediaType(),
                        file.sha256(),
                        now.plus(Uploads.LASTING)));
    }

    /**
     * What would make of the body something else than the file, or a form with it.
     *
     * @return whether it is a form
     */
    private static boolean checkEnvelope(HttpServletRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new InvalidRequest(Problem.of(
                    415, "unsupported-media-type", "Content-Encoding", "Send the file as it is, not compressed."));
        }
        String type = request.getContentType();
        String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
        boolean form = lower.startsWith("multipart/form-data");
        if (!form && (lower.startsWith("multipart/") || lower.startsWith("application/x-www-form-urlencoded"))) {
            throw new InvalidRequest(Problem.of(
                    415,
                    "unsupported-media-type",
                    "Content-Type",
                    "Send the file itself as the body, with its own type or application/octet-stream, or one file as"
                            + " multipart/form-data."));
        }
        return form;
    }

    /** Read here, not by the container, which would take the body for a form's. */
    private static @Nullable String nameOf(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query != null && !query.isEmpty()) {
            for (String pair : query.split("&")) {
                if (!pair.startsWith("name=")) {
                    throw Refused.invalid(
                            "unknown-parameter", "name", "The one parameter here is name, the file's name.");
                }
                try {
                    return URLDecoder.decode(pair.substring("name=".length()), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException malformed) {
                    throw Refused.invalid("malformed-name", "name", "Send the name in UTF-8, percent-encoded.");
                }
            }
        }
        String disposition = request.getHeader(HttpHeaders.CONTENT_DISPOSITION);
        if (disposition == null) {
            return null;
        }
        try {
            return ContentDisposition.parse(disposition).getFilename();
        } catch (IllegalArgumentException malformed) {
            throw Refused.invalid(
                    "malformed-name",
                    HttpHeaders.CONTENT_DISPOSITION,
                    "Send attachment; filename*=UTF-8''…, the name percent-encoded (RFC 6266).");
        }
    }

    private InvalidRequest tooLarge() {
        return new InvalidRequest(
                Problem.of(413, "file-too-large", "body", "Send a file of at most " + limit + " bytes."));
    }

    private static InvalidRequest brokenOff() {
        return new InvalidRequest(Problem.of(
                400, "unreadable-body", "body", "The body ended too early or was not sent as its headers say."));
    }

    /** For the API's description. */
    private record FormOfFile(
            @Schema(type = "string", format = "binary") String file) {}

    /** Knows whether it was the sender who broke off. */
    private static final class Sent extends FilterInputStream {
        private boolean broke;

        Sent(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                broke = true;
                throw e;
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                broke = true;
                throw e;
            }
        }
    }
}
