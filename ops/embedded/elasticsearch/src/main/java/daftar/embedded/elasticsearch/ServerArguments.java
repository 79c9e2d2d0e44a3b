package daftar.embedded.elasticsearch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * What the server's own launcher writes to the server's standard input: its settings and secrets, in the server's wire
 * format. After that the input stays open, and its end is the server's sign to stop.
 */
final class ServerArguments {

    /** On standard input: stop in good order. */
    static final int STOP = 0x1b;

    /** On standard error: started. */
    static final int READY = 0x18;

    private static final int KEYSTORE_FORMAT = 7;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private ServerArguments() {}

    /**
     * @param settings of the node, all of them: the server reads no elasticsearch.yml after this
     * @param seed printable random characters; the server wants a keystore with them
     */
    static byte[] encode(Map<String, String> settings, String seed, Path config, Path logs) {
        var to = new ServerArguments();
        to.flag(false); // not a daemon
        to.flag(false); // not quiet: the lines on the console show the progress
        to.flag(false); // no pid file
        to.string("org.elasticsearch.common.settings.KeyStoreWrapper");
        to.out.writeBytes(new byte[] {0, 0, 0, KEYSTORE_FORMAT});
        to.flag(false); // has no password
        to.flag(false); // is not encrypted
        to.number(1);
        to.string("keystore.seed");
        to.bytes(seed.getBytes(StandardCharsets.US_ASCII));
        to.bytes(sha256(seed.getBytes(StandardCharsets.US_ASCII)));
        to.flag(false); // is not closed
        to.number(settings.size());
        settings.forEach((name, value) -> {
            to.string(name);
            to.out.write(0); // a string follows
            to.string(value);
        });
        to.string(config.toString());
        to.string(logs.toString());
        return to.out.toByteArray();
    }

    private void flag(boolean value) {
        out.write(value ? 1 : 0);
    }

    /** Seven bits a byte, lowest first. */
    private void number(int value) {
        int rest = value;
        while (rest > 0x7f) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private void bytes(byte[] value) {
        number(value.length);
        out.writeBytes(value);
    }

    /** The count is of UTF-16 units, and each of them is written on its own, surrogates too. */
    private void string(String value) {
        number(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= 0x7f) {
                out.write(c);
            } else if (c <= 0x7ff) {
                out.write(0xc0 | c >> 6);
                out.write(0x80 | c & 0x3f);
            } else {
                out.write(0xe0 | c >> 12);
                out.write(0x80 | c >> 6 & 0x3f);
                out.write(0x80 | c & 0x3f);
            }
        }
    }

    private static byte[] sha256(byte[] value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
