package daftar.http.directory;

import daftar.http.DaftarPosition;
import daftar.messages.Refused;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** The form of every answer to a reading of the directory. */
public final class Answered {

    private Answered() {}

    /** Reads once the node knows what the caller has seen; says so where it does not in time. */
    public static <T> ResponseEntity<T> by(Register register, @Nullable String position, Supplier<T> read) {
        return after(register, position).body(read.get());
    }

    /** Waits until the node knows what the caller has seen; an answer that says so where it does not in time. */
    public static ResponseEntity.BodyBuilder after(Register register, @Nullable String position) {
        boolean fresh = position == null
                || register.awaitPosition(DaftarPosition.decode(position).position());
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        return fresh ? answer : answer.header(DaftarPosition.STALE_HEADER, "true");
    }

    /** @throws Refused NOT_FOUND where nothing was found */
    public static <T> T known(@Nullable T found, String what) {
        if (found == null) {
            throw Refused.notFound("unknown-" + what, "There is no such " + what + ".");
        }
        return found;
    }
}
