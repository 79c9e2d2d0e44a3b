package daftar.embedded.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The user that the server runs as when we are root, which it refuses to be.
 *
 * @param uid and {@code gid}: of {@code nobody}, who owns nothing else
 */
record UnprivilegedUser(int uid, int gid) {

    private static final UnprivilegedUser NOBODY = new UnprivilegedUser(65534, 65534);

    /** @return empty where we are an ordinary user already: the server is then started as ourselves */
    static Optional<UnprivilegedUser> neededHere() {
        return currentUid() == 0 ? Optional.of(nobody()) : Optional.empty();
    }

    private static int currentUid() {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException e) {
            // no /proc: macOS and the like
            return "root".equals(System.getProperty("user.name")) ? 0 : -1;
        }
    }

    private static UnprivilegedUser nobody() {
        try {
            return Files.readAllLines(Path.of("/etc/passwd")).stream()
                    .map(line -> line.split(":"))
                    .filter(fields -> fields.length > 3 && fields[0].equals("nobody"))
                    .map(fields -> new UnprivilegedUser(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
                    .filter(user -> user.uid > 0 && user.gid > 0)
                    .findFirst()
                    .orElse(NOBODY);
        } catch (IOException | NumberFormatException e) {
            return NOBODY;
        }
    }

    /** Whether this user may walk to the path: each folder above it lets him through, and the path itself can be read. */
    boolean reaches(Path path) {
        try {
            for (Path at = path.toRealPath(); at != null; at = at.getParent()) {
                if (!permits(at)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean permits(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        Set<PosixFilePermission> granted = Files.getPosixFilePermissions(path);
        if (owner(path) == uid) {
            return granted.contains(folder ? PosixFilePermission.OWNER_EXECUTE : PosixFilePermission.OWNER_READ);
        }
        if ((Integer) Files.getAttribute(path, "unix:gid") == gid) {
            return granted.contains(folder ? PosixFilePermission.GROUP_EXECUTE : PosixFilePermission.GROUP_READ);
        }
        return granted.contains(folder ? PosixFilePermission.OTHERS_EXECUTE : PosixFilePermission.OTHERS_READ);
    }

    /** Makes the user the owner of the path and of everything below it. */
    void own(Path path) throws IOException {
        try (var all = Files.walk(path)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                if (owner(each) != uid) {
                    Files.setAttribute(each, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(each, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * The command that runs another one as this user, in the same process, so that its standard input stays ours.
     *
     * @param java the virtual machine for where there is no usable {@code setpriv}
     * @param folder where the tiny program for that case may be laid down
     */
    List<String> running(List<String> command, Path java, Path folder) {
        List<String> setpriv = List.of(
                "setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--no-new-privs", "--inh-caps=-all");
        var wrapped = new ArrayList<String>(works(setpriv) ? setpriv : dropInJava(java, folder));
        wrapped.addAll(command);
        return wrapped;
    }

    /** Whether a program that runs another one is there and does so. */
    static boolean works(List<String> runner) {
        var probe = new ArrayList<>(runner);
        probe.add("true");
        try {
            var process = new ProcessBuilder(probe)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting Elasticsearch", e);
        }
    }

    /** Our own classes may be inside a jar inside a jar, where no second virtual machine finds them: so one is laid out. */
    List<String> dropInJava(Path java, Path folder) {
        String name = DropPrivileges.class.getName();
        Path target = folder.resolve(name.replace('.', '/') + ".class");
        try (InputStream code = DropPrivileges.class.getResourceAsStream("DropPrivileges.class")) {
            if (code == null) {
                throw new IllegalStateException("DropPrivileges.class is not on the class path");
            }
            Files.createDirectories(target.getParent());
            Files.write(target, code.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                java.toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx16m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                folder.toString(),
                name,
                Integer.toString(uid),
                Integer.toString(gid));
    }
}
