package daftar.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * An export: a zip of {@value #ABOUT} (what it is of), {@value #KEY}, {@value #HEADS}, {@value #EVENTS} (each event as the store
 * holds it, data and metadata in base64), and beside that {@value #LEAVES} of a whole log (what the ledger kept of each event)
 * or {@value #STREAMS} of tickets. A period has both: {@value #LEAVES} are then those of the period, {@value #BEFORE} proves where it
 * begins. With tickets come their files, each under its SHA-256 in {@value #CONTENTS}, and {@value #FILES} that tells what there is
 * of them; {@value #REPORTS} are for people. Files {@code .jsonl} have a line for each thing.
 */
final class ExportFile implements AutoCloseable {

    static final String ABOUT = "export.json";
    static final String KEY = "key.json";
    static final String HEADS = "heads.jsonl";
    static final String EVENTS = "events.jsonl";
    static final String LEAVES = "leaves.jsonl";
    static final String STREAMS = "streams.jsonl";
    static final String READABLE = "readable.json";
    static final String BEFORE = "before.json";
    static final String FILES = "files.jsonl";
    static final String CONTENTS = "files/";
    static final String REPORTS = "report/";

    private final ZipFile zip;

    private ExportFile(ZipFile zip) {
        this.zip = zip;
    }

    /** Opens one. @throws IllegalArgumentException if it is no zip */
    static ExportFile open(Path file) throws IOException {
        try {
            return new ExportFile(new ZipFile(file.toFile()));
        } catch (java.util.zip.ZipException notOne) {
            throw new IllegalArgumentException(file + " is no export: " + notOne.getMessage(), notOne);
        }
    }

    /** A file of one piece of JSON. */
    JsonNode json(String name) throws IOException {
        try (BufferedReader reader = reader(name)) {
            return ApiClient.JSON.readTree(reader);
        } catch (JacksonException broken) {
            throw new IllegalArgumentException(name + " of the export is no JSON", broken);
        }
    }

    /** The names of what begins so. */
    List<String> names(String beginning) {
        return zip.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(beginning))
                .toList();
    }

    /** The bytes of an entry that there is. */
    InputStream bytes(String name) throws IOException {
        return zip.getInputStream(zip.getEntry(name));
    }

    boolean has(String name) {
        return zip.getEntry(name) != null;
    }

    /**
     * The lines of a file, each read by a rule; nothing where there is no such file.
     *
     * @throws IllegalArgumentException from the iterator, naming the line, if one cannot be read
     */
    <T> Iterator<T> lines(String name, BiFunction<JsonNode, Long, T> rule) {
        Stream<String> lines = has(name) ? reader(name).lines() : Stream.empty();
        Iterator<String> texts = lines.iterator();
        return new Iterator<>() {
            private long number;

            @Override
            public boolean hasNext() {
                return texts.hasNext();
            }

            @Override
            public T next() {
                String line = texts.next();
                number++;
                try {
                    return rule.apply(ApiClient.JSON.readTree(line), number - 1);
                } catch (IllegalArgumentException | JacksonException | java.time.DateTimeException broken) {
                    throw new IllegalArgumentException(
                            "Line " + number + " of " + name + " cannot be read: " + broken.getMessage(), broken);
                }
            }
        };
    }

    private BufferedReader reader(String name) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IllegalArgumentException("The export has no " + name + ".");
        }
        try {
            return new BufferedReader(
                    new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8), 1 << 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Writes one, file after file. */
    static final class Writer implements AutoCloseable {

        private final ZipOutputStream zip;

        Writer(Path file) throws IOException {
            OutputStream out = Files.newOutputStream(file);
            this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        }

        void begin(String name) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
        }

        void line(Object json) throws IOException {
            zip.write(ApiClient.JSON.writeValueAsBytes(json));
            zip.write('\n');
        }

        void bytes(String name, Path content) throws IOException {
            begin(name);
            Files.copy(content, zip);
            end();
        }

        void end() throws IOException {
            zip.closeEntry();
        }

        void file(String name, Object json) throws IOException {
            begin(name);
            line(json);
            end();
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
