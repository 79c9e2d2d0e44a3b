package daftar.embedded.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The folders of one server: its own configuration, data, logs and plugins, beside the distribution's program files, which
 * are linked to, not copied.
 *
 * @param root holds all the others
 */
record ServerHome(Path root) {

    private static final List<String> PROGRAM = List.of("lib", "modules");

    Path home() {
        return root.resolve("home");
    }

    Path config() {
        return root.resolve("config");
    }

    Path data() {
        return root.resolve("data");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    Path launch() {
        return root.resolve("launch");
    }

    /** Written by the server: the addresses that it listens on. */
    Path ports() {
        return logs().resolve("http.ports");
    }

    /**
     * Lays everything out for a start. What the data folder holds already stays.
     *
     * @param user who the server will run as; empty: as we are
     */
    static ServerHome prepare(
            Path folder,
            Distribution distribution,
            Credentials credentials,
            Optional<UnprivilegedUser> user,
            Consumer<String> progress)
            throws IOException {
        var home = new ServerHome(place(folder, user, progress));
        for (Path each :
                List.of(home.home(), home.config(), home.data(), home.logs(), home.temporary(), home.launch())) {
            Files.createDirectories(each);
        }
        for (String part : PROGRAM) {
            link(distribution.home().resolve(part), home.home().resolve(part), user, progress);
        }
        Path plugins = home.home().resolve("plugins");
        deleteAll(plugins);
        Files.createDirectories(plugins);
        if (distribution.needsAnalysisPlugin()) {
            PluginJar.install(plugins);
        }
        Files.writeString(home.config().resolve("users"), credentials.hashed() + "\n");
        Files.writeString(home.config().resolve("users_roles"), "superuser:" + credentials.username() + "\n");
        Files.writeString(home.config().resolve("elasticsearch.yml"), "# the settings are given at the start\n");
        try (InputStream logging = ServerHome.class.getResourceAsStream("log4j2.properties")) {
            if (logging == null) {
                throw new IllegalStateException("log4j2.properties is not on the class path");
            }
            Files.write(home.config().resolve("log4j2.properties"), logging.readAllBytes());
        }
        for (String name : List.of("roles.yml", "role_mapping.yml")) {
            Files.writeString(home.config().resolve(name), "");
        }
        for (Path own :
                List.of(home.home(), home.config(), home.data(), home.logs(), home.temporary(), home.launch())) {
            Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
            if (user.isPresent()) {
                user.get().own(own);
            }
        }
        Files.deleteIfExists(home.ports());
        return home;
    }

    /**
     * @param port 0: any free one
     * @param forTests whether the indexes of many suites may be there at a time, none of which will be missed
     */
    Map<String, String> settings(int port, boolean forTests) {
        var settings = new TreeMap<String, String>();
        settings.put("path.home", home().toString());
        settings.put("path.data", data().toString());
        settings.put("path.logs", logs().toString());
        settings.put("cluster.name", "daftar");
        settings.put("node.name", "daftar");
        settings.put("node.portsfile", "true");
        settings.put("discovery.type", "single-node");
        settings.put("network.host", "127.0.0.1");
        settings.put("http.port", Integer.toString(port));
        settings.put("transport.port", "0");
        // a nearly full disk of a developer must not make the indexes read-only
        settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
        // a write that comes late to an index that was deleted must not make it anew
        settings.put("action.auto_create_index", "false");
        // the serial collector lets the heap fill up before it collects: what is in use by then is mostly garbage
        settings.put("indices.breaker.total.use_real_memory", "false");
        if (forTests) {
            settings.put("cluster.max_shards_per_node", "10000");
            settings.put("gateway.write_dangling_indices_info", "false");
        }
        settings.put("xpack.security.enabled", "true");
        settings.put("xpack.security.autoconfiguration.enabled", "false");
        settings.put("xpack.security.http.ssl.enabled", "false");
        settings.put("xpack.security.transport.ssl.enabled", "false");
        // one user, from the file: no built-in ones, no keys, no users in an index
        settings.put("xpack.security.authc.reserved_realm.enabled", "false");
        settings.put("xpack.security.authc.realms.file.users.order", "0");
        settings.put("xpack.security.authc.realms.native.none.enabled", "false");
        return settings;
    }

    /**
     * The server's folder is ours, unless we are root and an ordinary user cannot walk to it, for instance below
     * {@code /root}. Then it is one that survives a restart of the machine, where he can.
     */
    private static Path place(Path folder, Optional<UnprivilegedUser> user, Consumer<String> progress)
            throws IOException {
        Path real = folder.toRealPath();
        if (user.isEmpty()) {
            return real;
        }
        if (user.get().reaches(real)) {
            return real;
        }
        Path elsewhere = Path.of("/var/tmp").resolve("daftar-elasticsearch-" + fingerprint(real));
        if (!Files.exists(elsewhere, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(
                    elsewhere, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        if (!Files.isDirectory(elsewhere, LinkOption.NOFOLLOW_LINKS)
                || (Integer) Files.getAttribute(elsewhere, "unix:uid", LinkOption.NOFOLLOW_LINKS) != 0) {
            throw new IllegalStateException(elsewhere + " belongs to somebody else: remove it, or start Daftar as an "
                    + "ordinary user, or give it a folder that other users can reach (daftar.data).");
        }
        progress.accept("Elasticsearch does not run as root and other users cannot reach " + real
                + ", so its files are in " + elsewhere + ".");
        return elsewhere;
    }

    private static String fingerprint(Path path) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(path.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The whole folder is linked: the server judges what it may read by where its own folders lead. */
    private static void link(Path program, Path link, Optional<UnprivilegedUser> user, Consumer<String> progress)
            throws IOException {
        boolean reached = user.isEmpty() || user.get().reaches(program);
        if (reached) {
            if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(program)) {
                return;
            }
            deleteAll(link);
            Files.createSymbolicLink(link, program);
            return;
        }
        Path complete = link.resolveSibling(link.getFileName() + ".copied-from");
        if (Files.exists(complete) && Files.readString(complete).equals(program.toString())) {
            return;
        }
        progress.accept("Elasticsearch does not run as root and other users cannot reach " + program + ": copying it.");
        deleteAll(link);
        copyAll(program, link);
        Files.writeString(complete, program.toString());
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path each : (Iterable<Path>) files::iterator) {
                Files.copy(each, to.resolve(from.relativize(each).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Deletes the file, the link itself, or the folder with all that is in it; links in it are not followed. */
    static void deleteAll(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path folder, @org.jspecify.annotations.Nullable IOException failed) throws IOException {
                if (failed != null) {
                    throw failed;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
