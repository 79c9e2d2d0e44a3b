package daftar.app.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** A file of logins, for nodes that are not in the embedded mode. */
final class Logins {

    private Logins() {}

    /** The importer, an administrator and an auditor, with the password {@code demo}; no requester. */
    static Path write(Path folder) throws IOException {
        String hash = new BCryptPasswordEncoder(4).encode("demo");
        return Files.write(
                folder.resolve("logins.properties"),
                List.of(
                        "importer=person-importer;IMPORTER;" + hash,
                        "admin=person-admin;ADMINISTRATOR;" + hash,
                        "auditor=person-auditor;AUDITOR;" + hash));
    }
}
