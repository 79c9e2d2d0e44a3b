package daftar.embedded.elasticsearch;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The one user of an embedded server. The password is made at the first start and kept in {@code credentials.properties}
 * of the folder, which only the application's own user can read; the server itself gets a salted hash.
 */
record Credentials(String username, String password) {

    private static final String FILE = "credentials.properties";
    private static final int ITERATIONS = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    static Credentials of(Path folder) throws IOException {
        if (Files.exists(file(folder))) {
            Properties known = read(folder);
            String username = known.getProperty("username", "");
            String password = known.getProperty("password", "");
            if (!username.isBlank() && !password.isBlank()) {
                return new Credentials(username, password);
            }
        }
        return new Credentials("daftar", randomText(24));
    }

    /** There once a server of the folder has answered. */
    static Path file(Path folder) {
        return folder.resolve(FILE);
    }

    /** What {@link #write} wrote. */
    static Properties read(Path folder) throws IOException {
        var written = new Properties();
        try (var reader = Files.newBufferedReader(file(folder))) {
            written.load(reader);
        }
        return written;
    }

    /** @param uri where the server is now, for whoever wants to look at it by hand */
    void write(Path folder, URI uri) throws IOException {
        Path fresh = folder.resolve(FILE + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, "url=" + uri + "\nusername=" + username + "\npassword=" + password + "\n");
        Files.move(fresh, file(folder), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The line of the server's {@code users} file. */
    String hashed() {
        byte[] salt = new byte[32];
        RANDOM.nextBytes(salt);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2withHMACSHA512")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, 256))
                    .getEncoded();
            var base64 = Base64.getEncoder();
            return username + ":{PBKDF2}" + ITERATIONS + "$" + base64.encodeToString(salt) + "$"
                    + base64.encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of the {@code Authorization} header. */
    String basic() {
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Letters and digits only, so that it fits into a URL as it is. */
    static String randomText(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(random)
                .replace('-', 'a')
                .replace('_', 'b');
    }

    @Override
    public String toString() {
        return "Credentials[username=" + username + "]";
    }
}
