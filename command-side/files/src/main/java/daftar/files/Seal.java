package daftar.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * How content is stored: a head, then the content in pieces of 64 KiB, each sealed by AES-256-GCM under a key of this one
 * file, so that any piece can be read alone and none can be altered, moved, left out or cut off. The head holds the length
 * and that key, itself sealed under the key that the content's hash has ({@link FileKeys}).
 *
 * <p>A piece's nonce is its number, and whether it is the last one; a key seals one file only, so none comes twice.
 */
final class Seal {

    /** Bytes of content in a piece. */
    static final int PIECE = 64 * 1024;

    private static final int TAG = 16;
    private static final int NONCE = 12;
    private static final int KEY = 32;
    private static final byte[] MAGIC = {'D', 'F', 'T', '1'};
    /** Bytes of the head. */
    static final int HEAD = MAGIC.length + Long.BYTES + NONCE + KEY + TAG;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    private Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** For new content. */
    static Seal fresh() {
        byte[] key = new byte[KEY];
        RANDOM.nextBytes(key);
        return new Seal(key);
    }

    /** The length of what is stored for content of this length. */
    static long stored(long content) {
        return HEAD + content + pieces(content) * TAG;
    }

    /** Empty content has one piece as well, so that its end is sealed, too. */
    private static long pieces(long content) {
        return Math.max(1, (content + PIECE - 1) / PIECE);
    }

    /** The head of content whose pieces this sealed. */
    byte[] head(byte[] outer, String sha256, long length) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, new SecretKeySpec(outer, "AES"), nonce);
            cipher.updateAAD(said(sha256, length));
            return ByteBuffer.allocate(HEAD)
                    .put(MAGIC)
                    .putLong(length)
                    .put(nonce)
                    .put(cipher.doFinal(key.getEncoded()))
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    private static byte[] said(String sha256, long length) {
        return (sha256 + " " + length).getBytes(StandardCharsets.US_ASCII);
    }

    /** The content's length, and what opens its pieces. */
    record Opened(long length, Seal seal) {}

    /** @throws IOException where the head is none, or was altered */
    static Opened open(byte[] head, byte[] outer, String sha256) throws IOException {
        if (head.length != HEAD || !Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException("not a stored file: " + sha256);
        }
        ByteBuffer buffer = ByteBuffer.wrap(head, MAGIC.length, HEAD - MAGIC.length);
        long length = buffer.getLong();
        byte[] nonce = new byte[NONCE];
        buffer.get(nonce);
        byte[] wrapped = new byte[KEY + TAG];
        buffer.get(wrapped);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, new SecretKeySpec(outer, "AES"), nonce);
            cipher.updateAAD(said(sha256, length));
            return new Opened(length, new Seal(cipher.doFinal(wrapped)));
        } catch (GeneralSecurityException altered) {
            throw new IOException("the stored file was altered, or its key is another: " + sha256, altered);
        }
    }

    /** Writes pieces. Closing seals the last one; without that nobody can read what was written. */
    OutputStream pieces(OutputStream to) {
        return new Pieces(to);
    }

    private final class Pieces extends OutputStream {
        private final OutputStream to;
        private final byte[] piece = new byte[PIECE];
        private int filled;
        private long number;

        Pieces(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            int left = length;
            while (left > 0) {
                if (filled == PIECE) {
                    seal(false); // not before more is there: the last one is sealed otherwise
                }
                int taken = Math.min(left, PIECE - filled);
                System.arraycopy(bytes, from, piece, filled, taken);
                filled += taken;
                from += taken;
                left -= taken;
            }
        }

        private void seal(boolean last) throws IOException {
            try {
                to.write(cipher(Cipher.ENCRYPT_MODE, key, nonce(number++, last)).doFinal(piece, 0, filled));
                filled = 0;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES-GCM is not available", e);
            }
        }

        @Override
        public void close() throws IOException {
            seal(true);
            to.close();
        }
    }

    /** Where in what is stored the piece begins that this byte of the content is in. */
    static long pieceAt(long content) {
        return HEAD + content / PIECE * (PIECE + TAG);
    }

    /**
     * Reads pieces, and checks each before anything of it is given out.
     *
     * @param sealed from {@link #pieceAt} on
     * @param from the first byte that is wanted
     */
    InputStream content(InputStream sealed, long length, long from) {
        return new Content(sealed, length, from);
    }

    private final class Content extends InputStream {
        private final InputStream sealed;
        private final long last;
        private final long length;
        private long number;
        private int skip;
        private byte @Nullable [] piece;
        private int read;

        Content(InputStream sealed, long length, long from) {
            this.sealed = sealed;
            this.length = length;
            this.last = pieces(length) - 1;
            this.number = from / PIECE;
            this.skip = (int) (from % PIECE);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int wanted) throws IOException {
            if (wanted == 0) {
                return 0;
            }
            while (piece == null || read == piece.length) {
                if (number > last) {
                    return -1;
                }
                piece = next();
                read = Math.min(skip, piece.length);
                skip = 0;
            }
            int given = Math.min(wanted, piece.length - read);
            System.arraycopy(piece, read, bytes, offset, given);
            read += given;
            return given;
        }

        private byte[] next() throws IOException {
            boolean isLast = number == last;
            int size = isLast ? (int) (length - last * PIECE) : PIECE;
            byte[] bytes = sealed.readNBytes(size + TAG);
            if (bytes.length < size + TAG) {
                throw new EOFException("the stored file was cut off");
            }
            try {
                return cipher(Cipher.DECRYPT_MODE, key, nonce(number++, isLast)).doFinal(bytes);
            } catch (GeneralSecurityException altered) {
                throw new IOException("the stored file was altered", altered);
            }
        }

        @Override
        public void close() throws IOException {
            sealed.close();
        }
    }

    private static byte[] nonce(long number, boolean last) {
        return ByteBuffer.allocate(NONCE).putInt(last ? 1 : 0).putLong(number).array();
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        return cipher;
    }
}
