package daftar.http;

import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.query.AtLeast;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * How far the register had come for whoever got an answer ({@code Daftar-Position}). Sent back with the next request, it
 * makes that request at least as new. Opaque to clients: base64url of {@code position,stream,revision}.
 *
 * @param position commit position of the last event that the answer knew of
 * @param stream the stream of that event
 * @param revision its revision in the stream, from 0
 */
public record DaftarPosition(long position, String stream, long revision) {

    public static final String HEADER = "Daftar-Position";

    /** Set to {@code true} on an answer that could not wait until it was as new as asked for. */
    public static final String STALE_HEADER = "Daftar-Stale";

    private static final int LONGEST = 1_000;

    public static DaftarPosition of(Receipt receipt) {
        return new DaftarPosition(receipt.position(), receipt.stream(), receipt.version());
    }

    /** The same for a question. */
    public AtLeast atLeast() {
        return new AtLeast(position, stream, revision);
    }

    /** What a question with this header asks for; null for none. */
    public static @Nullable AtLeast atLeast(@Nullable String header) {
        return header == null ? null : decode(header).atLeast();
    }

    /** The value of the header. */
    public String encode() {
        byte[] plain = (position + "," + stream + "," + revision).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    /** @throws Refused 400 for anything but the value of an earlier answer's header */
    public static DaftarPosition decode(String header) {
        if (header.length() > LONGEST) {
            throw malformed();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(header.strip());
            String plain = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            int first = plain.indexOf(',');
            int last = plain.lastIndexOf(',');
            if (first < 0 || last <= first + 1) {
                throw malformed();
            }
            long position = Long.parseLong(plain.substring(0, first));
            long revision = Long.parseLong(plain.substring(last + 1));
            if (position < 0 || revision < 0) {
                throw malformed();
            }
            return new DaftarPosition(position, plain.substring(first + 1, last), revision);
        } catch (IllegalArgumentException | CharacterCodingException unreadable) {
            throw malformed();
        }
    }

    private static Refused malformed() {
        return Refused.invalid(
                "malformed-position",
                HEADER,
                "Send the header's value exactly as an earlier answer gave it, or leave the header out.");
    }
}
