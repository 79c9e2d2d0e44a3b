package daftar.eventstore.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one key of an installation, which wraps all others (AES-256-GCM). It is a file or a secret of the platform, never in
 * the log: whoever has only the log reads no text.
 */
public final class InstallationKey {

    private static final int BYTES = 32;
    private static final int NONCE_BYTES = 12;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private InstallationKey(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * From its text form, 32 bytes in base64.
     *
     * @throws IllegalArgumentException if it is not that; the message does not hold it
     */
    public static InstallationKey of(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("The installation's key must be 32 bytes in base64.");
        }
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "The installation's key must be 32 bytes in base64; it has " + bytes.length + " bytes.");
        }
        return new InstallationKey(bytes);
    }

    /** From a file; where there is none, a new key is made and written for the owner's eyes only. */
    public static InstallationKey fromFile(Path file) throws IOException {
        if (Files.notExists(file)) {
            byte[] fresh = new byte[BYTES];
            new SecureRandom().nextBytes(fresh);
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path whole = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "installation",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(whole, Base64.getEncoder().encodeToString(fresh) + "\n", StandardOpenOption.SYNC);
            try {
                Files.createLink(file, whole); // all of it at once, and never over another's
            } catch (FileAlreadyExistsException another) {
                // another process of this installation was quicker; its key is the key
            } finally {
                Files.delete(whole);
            }
        }
        return of(Files.readString(file));
    }

    /**
     * A key of 32 bytes for one purpose outside of the log, such as signing links; knowing it tells nothing of this key or of
     * another purpose's (HKDF-SHA256, RFC 5869).
     *
     * @param purpose its label; another one gives another key
     */
    public byte[] derive(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(new SecretKeySpec(key.getEncoded(), "Generic"))
                            .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HKDF-SHA256", e);
        }
    }

    /** Nonce and ciphertext, base64. @param owner the stream that the key is for, authenticated with it */
    String wrap(String owner, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, owner, nonce).doFinal(secret);
            byte[] wrapped = Arrays.copyOf(nonce, NONCE_BYTES + ciphertext.length);
            System.arraycopy(ciphertext, 0, wrapped, NONCE_BYTES, ciphertext.length);
            return Base64.getEncoder().encodeToString(wrapped);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /** @throws IllegalStateException if it was wrapped by another installation's key, or for another owner */
    byte[] unwrap(String owner, String wrapped) {
        byte[] bytes = Base64.getDecoder().decode(wrapped);
        try {
            return cipher(Cipher.DECRYPT_MODE, owner, Arrays.copyOf(bytes, NONCE_BYTES))
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The key of " + owner + " was wrapped by another installation's key than the one given.", e);
        }
    }

    private Cipher cipher(int mode, String owner, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
