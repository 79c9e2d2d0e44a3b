package daftar.http.file;

import daftar.json.DaftarJson;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.file.FileRef;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;

/**
 * The word that an upload is answered with. It says what was sent, by whom and when, and is signed, so that no node need
 * remember it: only who sent a file can have it attached, as long as its content is sure to be there.
 */
public final class Uploads {

    /** How long a file may be attached after it was sent: half of what content waits for at least. */
    public static final Duration LASTING = Duration.ofHours(12);

    private static final String MAC = "HmacSHA256";
    private static final Base64.Encoder WRITE = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder READ = Base64.getUrlDecoder();

    /** What is signed; short names, since the word travels. */
    private record Said(String h, String n, long s, String m, String p, long t) {}

    private final SecretKeySpec key;

    /** @param key 32 bytes, the same on all nodes */
    public Uploads(byte[] key) {
        this.key = new SecretKeySpec(key, MAC);
    }

    /** What the sender names the file by. */
    public String wordFor(FileRef file, String person, Instant now) {
        String name = Text.read(file.name());
        byte[] said = DaftarJson.web()
                .writeValueAsBytes(new Said(
                        file.sha256(),
                        name == null ? "" : name,
                        file.size(),
                        file.mediaType(),
                        person,
                        now.getEpochSecond()));
        String first = WRITE.encodeToString(said);
        return first + "." + WRITE.encodeToString(sign(first));
    }

    /**
     * The file that the word stands for.
     *
     * @param field where it was named
     * @throws Refused INVALID where the word is none of ours, somebody else's or too old
     */
    public FileRef redeem(String word, String field, String person, Instant now) {
        int dot = word.indexOf('.');
        Said said = dot < 0 ? null : read(word.substring(0, dot), word.substring(dot + 1));
        if (said == null || !said.p().equals(person)) {
            throw Refused.invalid(
                    "unknown-file", field, "Send the file to POST /api/files first, and here what it answers as file.");
        }
        if (now.isAfter(Instant.ofEpochSecond(said.t()).plus(LASTING))) {
            throw Refused.invalid(
                    "upload-expired",
                    field,
                    "The file was sent more than " + LASTING.toHours() + " hours ago; send it again.");
        }
        return new FileRef(said.h(), Text.of(said.n()), said.s(), said.m());
    }

    private @org.jspecify.annotations.Nullable Said read(String first, String signature) {
        try {
            if (!MessageDigest.isEqual(sign(first), READ.decode(signature))) {
                return null;
            }
            return DaftarJson.web().readValue(READ.decode(first), Said.class);
        } catch (IllegalArgumentException | JacksonException malformed) {
            return null;
        }
    }

    private byte[] sign(String first) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(first.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
