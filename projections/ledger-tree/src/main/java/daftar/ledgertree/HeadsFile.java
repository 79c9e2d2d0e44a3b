package daftar.ledgertree;

import daftar.ledger.Hash;
import daftar.ledger.TreeHead;
import daftar.ledgertree.SignedHeads.Kept;
import daftar.readmodel.DocumentJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Heads in a file that is only ever appended to, a line of JSON each; on the disk when {@link #publish} returns. */
public record HeadsFile(Path file) implements Publication {

    private static final int LONGEST_LINE = 4_096;

    @Override
    public @Nullable Kept newest() {
        if (Files.notExists(file)) {
            return null;
        }
        String last;
        try {
            last = lastLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (last.isEmpty()) {
            return null;
        }
        try {
            JsonNode line = DocumentJson.mapper().readTree(last);
            return new Kept(
                    line.required("revision").asLong(),
                    new TreeHead.Signed(
                            new TreeHead(
                                    line.required("size").asLong(),
                                    Hash.parse(line.required("root").asString()),
                                    line.required("position").asLong(),
                                    Instant.parse(line.required("signedAt").asString())),
                            line.required("keyId").asString(),
                            line.required("signature").asString()));
        } catch (RuntimeException unreadable) {
            throw new LedgerDisagrees("The last line of " + file.getFileName() + " is no published head.");
        }
    }

    /** The last line that was written wholly; what a crash broke off is none. */
    private String lastLine() throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(open.length(), LONGEST_LINE)];
            open.seek(open.length() - end.length);
            open.readFully(end);
            String text = new String(end, StandardCharsets.UTF_8);
            int to = text.lastIndexOf('\n');
            return to < 0 ? "" : text.substring(text.lastIndexOf('\n', to - 1) + 1, to);
        }
    }

    @Override
    public void publish(List<Kept> heads) {
        StringBuilder lines = new StringBuilder();
        for (Kept kept : heads) {
            lines.append(text(kept)).append('\n');
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (FileChannel open = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                open.position(wholeLines(open));
                open.truncate(open.position());
                ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    open.write(bytes);
                }
                open.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the last whole line ends: what a crash broke off behind it is written anew. */
    private static long wholeLines(FileChannel open) throws IOException {
        long size = open.size();
        ByteBuffer end = ByteBuffer.allocate((int) Math.min(size, LONGEST_LINE));
        while (end.hasRemaining() && open.read(end, size - end.capacity() + end.position()) >= 0) {
            continue;
        }
        for (int i = end.position() - 1; i >= 0; i--) {
            if (end.get(i) == '\n') {
                return size - end.capacity() + i + 1;
            }
        }
        return size <= LONGEST_LINE ? 0 : size;
    }

    /** A head as it is published, in one line of JSON: what it says, and its place in the stream of the ledger. */
    public static String text(Kept kept) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("revision", kept.revision());
        line.put("size", kept.head().size());
        line.put("root", kept.head().root().toString());
        line.put("position", kept.head().position());
        line.put("signedAt", kept.head().signedAt().toString());
        line.put("keyId", kept.signed().keyId());
        line.put("signature", kept.signed().signature());
        return DocumentJson.mapper().writeValueAsString(line);
    }
}
