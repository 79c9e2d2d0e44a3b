package daftar.mail.in;

import jakarta.mail.internet.MimeUtility;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bytes as text, whatever is said of their charset, and encoded words (RFC 2047), split where they should not be. */
final class Charsets {

    /** What programs say, and the larger set that they mean. */
    private static final Map<String, String> MEANT = Map.of(
            "gb2312", "GB18030",
            "gbk", "GB18030",
            "cp936", "GB18030",
            "x-gbk", "GB18030",
            "iso-8859-1", "windows-1252",
            "us-ascii", "UTF-8",
            "ascii", "UTF-8",
            "big5", "Big5-HKSCS",
            "ks_c_5601-1987", "x-windows-949",
            "utf8", "UTF-8");

    private static final Charset LAST_RESORT = Charset.forName("windows-1252");

    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s]{1,60})\\?([BbQq])\\?([^?\\r\\n]*)\\?=");

    private Charsets() {}

    /** @param said the charset's name as it stands in the mail; null for none */
    static String decode(byte[] bytes, @Nullable String said) {
        Charset charset = named(said);
        if (charset == null || charset.equals(StandardCharsets.UTF_8)) {
            String utf8 = strictly(bytes, StandardCharsets.UTF_8);
            if (utf8 != null) {
                return utf8;
            }
        }
        return new String(bytes, charset == null || charset.equals(StandardCharsets.UTF_8) ? guess(bytes) : charset);
    }

    /** Null for a charset that nobody knows. */
    static @Nullable Charset named(@Nullable String said) {
        if (said == null) {
            return null;
        }
        String name = said.strip().toLowerCase(Locale.ROOT);
        try {
            return Charset.forName(MEANT.getOrDefault(name, MimeUtility.javaCharset(name)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    /**
     * A header's value in Unicode.
     *
     * @param raw with a character for each byte
     * @param bodyCharset what the text says of itself; bytes that are in no encoded word are often in the same
     */
    static String header(@Nullable String raw, @Nullable String bodyCharset) {
        if (raw == null) {
            return "";
        }
        String unfolded = raw.replaceAll("\\r?\\n[ \\t]*", " ");
        StringBuilder text = new StringBuilder();
        Matcher word = WORD.matcher(unfolded);
        int end = 0;
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        String charset = null;
        while (word.find()) {
            String between = unfolded.substring(end, word.start());
            String own = word.group(1).replaceAll("\\*.*", "");
            boolean joined = charset != null && between.isBlank();
            // a letter of several bytes may be split between two words of the same charset
            if (charset != null && !(joined && own.equalsIgnoreCase(charset))) {
                text.append(decode(bytes.toByteArray(), charset));
                bytes.reset();
            }
            if (!joined) {
                text.append(eightBit(between, bodyCharset));
            }
            charset = own;
            bytes.writeBytes(unpacked(word.group(2), word.group(3)));
            end = word.end();
        }
        if (charset != null) {
            text.append(decode(bytes.toByteArray(), charset));
        }
        text.append(eightBit(unfolded.substring(end), bodyCharset));
        return line(text.toString());
    }

    /** On one line, and without what cannot be shown. */
    static String line(String text) {
        return clean(text).replaceAll("\\s+", " ").strip();
    }

    /** Without control characters, halves of pairs, and the marks that turn the direction of what follows the text. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n").replace('\r', '\n').codePoints().forEach(c -> {
            boolean shown = c == '\n' || c == '\t' || !Character.isISOControl(c);
            boolean half = c >= 0xD800 && c <= 0xDFFF;
            boolean turns = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
            if (shown && !half && !turns && c != 0xFEFF) {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }

    private static String eightBit(String raw, @Nullable String bodyCharset) {
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) > 0xFF) {
                return raw; // read as UTF-8 already
            }
        }
        byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
        String utf8 = strictly(bytes, StandardCharsets.UTF_8);
        return utf8 != null ? utf8 : decode(bytes, bodyCharset);
    }

    private static byte[] unpacked(String encoding, String packed) {
        if (encoding.equalsIgnoreCase("B")) {
            try {
                return Base64.getMimeDecoder().decode(packed);
            } catch (IllegalArgumentException broken) {
                return packed.getBytes(StandardCharsets.ISO_8859_1);
            }
        }
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < packed.length(); i++) {
            char c = packed.charAt(i);
            int value = c == '=' && i + 2 < packed.length() ? hex(packed.charAt(i + 1), packed.charAt(i + 2)) : -1;
            if (value >= 0) {
                bytes.write(value);
                i += 2;
            } else {
                bytes.write(c == '_' ? ' ' : c);
            }
        }
        return bytes.toByteArray();
    }

    private static int hex(char high, char low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first * 16 + second;
    }

    private static @Nullable String strictly(byte[] bytes, Charset charset) {
        try {
            CharBuffer chars = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return chars.toString();
        } catch (CharacterCodingException other) {
            return null;
        }
    }

    /**
     * Of bytes that are no UTF-8 and of which nothing true is said: Russian ones are told by how many of their high bytes
     * would be lower-case letters. Everything else is taken for Western European.
     */
    private static Charset guess(byte[] bytes) {
        int high = 0;
        int windows = 0;
        int koi = 0;
        for (byte each : bytes) {
            int b = each & 0xFF;
            if (b >= 0x80) {
                high++;
                windows += b >= 0xE0 ? 1 : 0;
                koi += b >= 0xC0 && b <= 0xDF ? 1 : 0;
            }
        }
        boolean mostly = high * 3 > bytes.length && high > 3;
        if (mostly && windows * 10 >= high * 7) {
            return Charset.forName("windows-1251");
        }
        return mostly && koi * 10 >= high * 7 ? Charset.forName("KOI8-R") : LAST_RESORT;
    }
}
