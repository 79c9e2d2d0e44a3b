package daftar.cli;

import daftar.ledger.SigningKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a key pair for the ledger, such as the one that is to take the present one's place. Needs no server. */
@Command(
        name = "ledger-key",
        mixinStandardHelpOptions = true,
        description =
                "Makes a key pair for the ledger's heads (FILE, for its owner's eyes only) and prints its public half.")
final class LedgerKeyCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            description = "The file to make, such as ledger.key.next; one that is there is left.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        String fresh = SigningKey.fresh();
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException there) {
            throw new IOException(file + " is there already; nothing was written.", there);
        }
        Files.writeString(file, fresh + "\n", StandardOpenOption.SYNC);
        SigningKey key = SigningKey.of(fresh);
        Map<String, String> line = new LinkedHashMap<>();
        line.put("keyId", key.publicKey().id());
        line.put("publicKey", key.publicKey().text());
        System.out.println(ApiClient.JSON.writeValueAsString(line));
        return 0;
    }
}
