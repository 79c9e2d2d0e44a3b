package daftar.http.write;

import daftar.http.DaftarPosition;
import daftar.messages.Receipt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** The headers that every answer to a command has. */
public final class Answers {

    private Answers() {}

    public static ResponseEntity.BodyBuilder to(Receipt receipt, int status) {
        return ResponseEntity.status(status)
                .header("ETag", "\"" + receipt.version() + "\"")
                .header(DaftarPosition.HEADER, DaftarPosition.of(receipt).encode());
    }

    /** The whole answer to a command that leaves nobody's work behind. */
    public static ResponseEntity<DirectoryAnswer> written(Receipt receipt, int status) {
        return to(receipt, status).body(body(receipt));
    }

    /** Its body. */
    public static DirectoryAnswer body(Receipt receipt) {
        return new DirectoryAnswer(receipt.stream(), receipt.version(), repeated(receipt));
    }

    /** True, or null to leave it out. */
    public static @Nullable Boolean repeated(Receipt receipt) {
        return receipt.repeated() ? Boolean.TRUE : null;
    }
}
