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

    /** True, or null to leave it out. */
    public static @Nullable Boolean repeated(Receipt receipt) {
        return receipt.repeated() ? Boolean.TRUE : null;
    }
}
