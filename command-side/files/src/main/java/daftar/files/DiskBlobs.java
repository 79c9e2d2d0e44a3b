package daftar.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * In a folder, a file each. What is written is forced to the disk and renamed into its place, and the place's folder is
 * forced as well.
 */
public final class DiskBlobs implements Blobs {

    private final Path root;

    /** @param root made where it is missing */
    public DiskBlobs(Path root) throws IOException {
        this.root = Files.createDirectories(root).toRealPath();
    }

    private Path at(String name) {
        Path path = root.resolve(name).normalize();
        if (!path.startsWith(root) || path.equals(root)) {
            throw new IllegalArgumentException("not a name: " + name);
        }
        return path;
    }

    @Override
    public void write(String name, Path whole) throws IOException {
        try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Path target = at(name);
        makeFolder(folderOf(target));
        try {
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (java.nio.file.AtomicMoveNotSupportedException elsewhere) {
            Path near = target.resolveSibling(target.getFileName() + ".new");
            Files.copy(whole, near, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(near, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(near, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.delete(whole);
        }
        force(folderOf(target));
    }

    @Override
    public void note(String name, String text) throws IOException {
        Path target = at(name);
        makeFolder(folderOf(target));
        Path whole = Files.createTempFile(folderOf(target), "note", ".new");
        Files.writeString(whole, text, StandardCharsets.UTF_8);
        write(name, whole);
    }

    /** Makes it and all above it, each known to the one above before anything is put into it. */
    private void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            makeFolder(folderOf(folder));
            Files.createDirectories(folder);
            force(folderOf(folder));
        }
    }

    /** Every place is below the root. */
    private static Path folderOf(Path place) {
        return requireNonNull(place.getParent(), "a place without a folder");
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public InputStream read(String name, long from) throws IOException {
        FileChannel channel = FileChannel.open(at(name), StandardOpenOption.READ);
        try {
            return Channels.newInputStream(channel.position(from));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public long size(String name) throws IOException {
        try {
            return Files.size(at(name));
        } catch (NoSuchFileException none) {
            return -1;
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(at(name));
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        Path folder = folderOf(at(prefix + "x"));
        List<String> names = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return names;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (name.startsWith(prefix) && !name.endsWith(".new")) {
                    names.add(name.substring(prefix.length()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                if (gone instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // deleted while it was listed
                }
                throw new UncheckedIOException(gone);
            }
        });
        names.sort(null);
        return names;
    }
}
