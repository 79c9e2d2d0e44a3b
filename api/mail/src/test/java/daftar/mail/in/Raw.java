package daftar.mail.in;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Mails as bytes, put together for tests. */
final class Raw {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static Raw from(String sender) {
        return new Raw()
                .line("From: " + sender)
                .line("To: desk@desk.example")
                .line("Date: Sat, 28 Nov 2026 20:00:00 +0000");
    }

    /** A plain mail of one text in UTF-8. */
    static byte[] plain(String sender, String id, String subject, String text) {
        return from(sender)
                .line("Message-ID: " + id)
                .line("Subject: " + word(subject, "UTF-8"))
                .line("MIME-Version: 1.0")
                .text(text, "UTF-8", "base64")
                .bytes();
    }

    Raw line(String line) {
        bytes.writeBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Raw raw(byte[] some) {
        bytes.writeBytes(some);
        return this;
    }

    /** The headers of a text part, and it. */
    Raw text(String text, String charset, String encoding) {
        line("Content-Type: text/plain; charset=" + charset);
        line("Content-Transfer-Encoding: " + encoding);
        line("");
        byte[] encoded = text.getBytes(Charset.forName(charset));
        raw(
                switch (encoding) {
                    case "base64" -> Base64.getMimeEncoder().encode(encoded);
                    case "quoted-printable" -> quotedPrintable(encoded);
                    default -> encoded;
                });
        return line("");
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** An encoded word. */
    static String word(String text, String charset) {
        return "=?" + charset + "?B?" + Base64.getEncoder().encodeToString(text.getBytes(Charset.forName(charset)))
                + "?=";
    }

    private static byte[] quotedPrintable(byte[] some) {
        StringBuilder packed = new StringBuilder();
        int width = 0;
        for (byte each : some) {
            String next = each == '\n'
                    ? "\r\n"
                    : each >= 33 && each < 127 && each != '=' || each == ' '
                            ? String.valueOf((char) each)
                            : String.format("=%02X", each & 0xFF);
            if (each == '\n') {
                width = 0;
            } else if (width + next.length() > 72) {
                packed.append("=\r\n");
                width = 0;
            }
            packed.append(next);
            width += next.length();
        }
        return packed.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
