package daftar.app.command;

import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.access.AccessCommand.MakeFirstAdministratorToken;
import daftar.messages.access.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way in for the first administrator: a one-time token in a file that only the owner of the process can read. */
final class FirstAdministrator {

    static final String FILE = "first-administrator.token";
    static final Duration VALID = Duration.ofHours(24);

    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);
    private static final Actor FOUNDER = new Actor(Actor.SYSTEM, Set.of(Role.ADMINISTRATOR), "api", null);
    private static final int SECRET_BYTES = 32;

    private final Commands commands;
    private final InstantSource clock;
    private final Path folder;

    FirstAdministrator(Commands commands, InstantSource clock, Path folder) {
        this.commands = commands;
        this.clock = clock;
        this.folder = folder.toAbsolutePath();
    }

    /** Makes a token, unless one is valid; says where it is, never what. Call only while there is no administrator. */
    void offer() throws IOException {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        // durable before the register knows of it, so that no valid token is lost
        Path whole = Files.createTempFile(
                folder,
                "first-administrator",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(whole, token + "\n", StandardOpenOption.SYNC);
            Instant expiresAt = clock.instant().plus(VALID).truncatedTo(ChronoUnit.SECONDS);
            commands.send(
                    new MakeFirstAdministratorToken(Secrets.sha256(token), expiresAt),
                    Envelope.of(FOUNDER, UUID.randomUUID()));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            log.info(
                    "There is no administrator yet. Who may read {} can make the first one until {}: the README says how",
                    file,
                    expiresAt);
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.CONFLICT) {
                throw refused;
            }
            log.info(
                    "There is no administrator yet. {} It is in the file {} of the node that made it",
                    refused.getMessage(),
                    FILE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
