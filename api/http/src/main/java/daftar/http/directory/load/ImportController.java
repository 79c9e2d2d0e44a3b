package daftar.http.directory.load;

import daftar.http.InvalidRequest;
import daftar.http.Problem;
import daftar.http.directory.Register;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Refused;
import daftar.messages.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes people, departments or teams as CSV. */
@RestController
@Tag(name = "directory")
public final class ImportController {

    /** Bytes that a file may have; some 100,000 people. */
    static final int MOST = 20_000_000;

    private static final Map<String, String> KINDS =
            Map.of("person", "people", "department", "departments", "team", "teams");

    private static final Map<String, Set<String>> COLUMNS = Map.of(
            "people",
            Set.of(
                    "person",
                    "name",
                    "mail",
                    "telephone",
                    "department",
                    "post",
                    "supervisor",
                    "roles",
                    "language",
                    "zone",
                    "userName",
                    "externalId",
                    "active"),
            "departments",
            Set.of("department", "parent", "manager"),
            "teams",
            Set.of("team", "members", "leads", "line"));

    private final Commands commands;
    private final Register register;
    private final Rehearsal.Stage rehearsals;

    public ImportController(Commands commands, Register register, Rehearsal.Stage rehearsals) {
        this.commands = commands;
        this.register = register;
        this.rehearsals = rehearsals;
    }

    @Operation(
            summary = "Bring in or update people, departments or teams from CSV",
            description = "For ADMINISTRATOR, IMPORTER. UTF-8, a header row whose first column says what it is: person"
                    + " (name, mail, telephone, department, post, supervisor, roles, language, zone, userName, externalId,"
                    + " active), department (name.<language>, parent, manager) or team (name.<language>, members, leads,"
                    + " line). Several values in a cell are separated by ';'. A column that is not there is left as it is;"
                    + " an empty cell takes away. Each refused row is reported with line, column and reason, the others"
                    + " are carried out; the same file again changes nothing.")
    @PostMapping(path = "/api/directory/import", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<ImportReport> load(
            Actor actor, @RequestParam(defaultValue = "false") boolean dryRun, HttpServletRequest request) {
        if (!actor.isAny(Role.ADMINISTRATOR, Role.IMPORTER)) {
            throw Refused.forbidden("not-yours", "ADMINISTRATOR and IMPORTER bring in a directory.");
        }
        String csv = read(request);
        try (CSVParser parser = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get()
                .parse(new java.io.StringReader(csv))) {
            String kind = kind(parser.getHeaderNames());
            List<Cells> rows = rows(parser);
            if (dryRun) {
                Rehearsal rehearsal = rehearsals.begin();
                return ResponseEntity.ok(new DirectoryImport(rehearsal, rehearsal, actor).run(kind, rows, true));
            }
            return ResponseEntity.ok(new DirectoryImport(commands, register, actor).run(kind, rows, false));
        } catch (CSVException | IllegalArgumentException | UncheckedIOException malformed) {
            throw Refused.invalid("malformed-csv", "body", "This is not well-formed CSV: " + malformed.getMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<Cells> rows(CSVParser parser) {
        List<Cells> rows = new ArrayList<>();
        long before = parser.getCurrentLineNumber();
        for (CSVRecord row : parser) {
            if (!row.isConsistent()) {
                throw Refused.invalid(
                        "malformed-csv",
                        "body",
                        "Line " + (before + 1) + " has " + row.size() + " cells; the header has "
                                + parser.getHeaderNames().size() + ".");
            }
            rows.add(new Cells(before + 1, row));
            before = parser.getCurrentLineNumber();
        }
        return rows;
    }

    private static String kind(List<String> header) {
        String kind = header.isEmpty() ? null : KINDS.get(header.getFirst());
        if (kind == null) {
            throw Refused.invalid(
                    "unknown-header",
                    "header",
                    "The first column is one of " + KINDS.keySet() + "; it says what the rows are.");
        }
        Set<String> known = COLUMNS.getOrDefault(kind, Set.of());
        for (String column : header) {
            boolean name = !kind.equals("people") && column.startsWith("name.");
            if (!known.contains(column) && !name) {
                throw Refused.invalid(
                        "unknown-column",
                        "header",
                        "There is no column " + column + "; the columns are "
                                + known.stream().sorted().toList()
                                + (kind.equals("people") ? "." : " and name.<language>."));
            }
        }
        return kind;
    }

    private static String read(HttpServletRequest request) {
        String type = String.valueOf(request.getContentType()).split(";")[0].strip();
        if (!type.equalsIgnoreCase("text/csv")) {
            throw new InvalidRequest(
                    Problem.of(415, "unsupported-media-type", "Content-Type", "Send the body as text/csv in UTF-8."));
        }
        try {
            byte[] bytes = request.getInputStream().readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                throw new InvalidRequest(
                        Problem.of(413, "body-too-large", "Send at most " + MOST + " bytes at once; cut the file."));
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException otherwise) {
            throw Refused.invalid("malformed-csv", "body", "The file is not in UTF-8; save it so.");
        } catch (IOException unreadable) {
            throw Refused.invalid(
                    "unreadable-body", "body", "The body ended too early or was not sent as its headers say.");
        }
    }
}
