package daftar.http.directory;

import daftar.http.DaftarPosition;
import daftar.messages.Refused;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** The form of every answer to a reading of the directory. */
public final class Answered {

    private Answered() {}

    /** Reads once the node knows what the caller has seen; says so where it does not in time. */
    public static <T> ResponseEntity<T> by(Register register, @Nullable String position, Supplier<T> read) {
        boolean fresh = position == null
                || register.awaitPosition(DaftarPosition.decode(position).position());
        HttpHeaders headers = new HttpHeaders();
        if (!fresh) {
            headers.set(DaftarPosition.STALE_HEADER, "true");
        }
        return ResponseEntity.ok().headers(headers).body(read.get());
    }

    /** @throws Refused NOT_FOUND where nothing was found */
    public static <T> T known(@Nullable T found, String what) {
        if (found == null) {
            throw Refused.notFound("unknown-" + what, "There is no such " + what + ".");
        }
        return found;
    }
}
