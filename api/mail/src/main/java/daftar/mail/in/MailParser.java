package daftar.mail.in;

import daftar.mail.in.IncomingMail.Attachment;
import daftar.mail.in.IncomingMail.Marks;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as a mail: pure, and total. Whatever the bytes are, a mail comes out, as good as they allow; what could not be read
 * is said in its notes.
 */
public final class MailParser {

    private static final Session LENIENT = Session.getInstance(lenient());

    private static final int DEEPEST = 12;
    private static final int MOST_PARTS = 300;
    private static final int MOST_ATTACHMENTS = 100;

    /** Characters of text that are looked at. */
    private static final int LONGEST = 1_000_000;

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>\"'(),;:@\\[\\]\\\\]{1,128}@[^\\s<>\"'(),;:@\\[\\]\\\\]{1,255}");
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,900}>");
    private static final List<String> RECIPIENTS =
            List.of("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Resent-To");
    private static final List<String> LISTS =
            List.of("List-Id", "List-Post", "List-Unsubscribe", "X-Mailing-List", "Mailing-List");
    private static final List<String> AUTO_REPLIES = List.of(
            "X-Autoreply",
            "X-Autorespond",
            "X-Autoresponder",
            "X-Auto-Reply",
            "X-AutoReply-From",
            "X-Mail-Autoreply",
            "Feedback-ID-Autoreply");

    private MailParser() {}

    /** The mail that these bytes are. */
    public static IncomingMail parse(byte[] raw) {
        try {
            return new Reading(new MimeMessage(LENIENT, new ByteArrayInputStream(raw)), raw).mail();
        } catch (MessagingException | RuntimeException | StackOverflowError unreadable) {
            return unreadable(raw);
        }
    }

    /** There is not even a head to it: all of it is text. */
    private static IncomingMail unreadable(byte[] raw) {
        String text = Charsets.clean(Charsets.decode(raw, null));
        text = text.substring(0, Math.min(text.length(), LONGEST)).strip();
        return new IncomingMail(
                null,
                sha256(raw),
                null,
                null,
                List.of(),
                "",
                "",
                text,
                text,
                false,
                List.of(),
                new Marks(null, null, null, null, null, null),
                null,
                List.of(),
                List.of("it is not in the form of a mail"),
                raw.length);
    }

    static String sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Properties lenient() {
        Properties lenient = new Properties();
        lenient.setProperty("mail.mime.address.strict", "false");
        lenient.setProperty("mail.mime.allowutf8", "false"); // a character for each byte; decoded here
        return lenient;
    }

    /** One mail being read. */
    private static final class Reading {

        private final MimeMessage message;
        private final byte[] raw;
        private final Map<String, List<String>> headers = new HashMap<>();
        private final StringBuilder plain = new StringBuilder();
        private final StringBuilder markup = new StringBuilder();
        private final List<Attachment> attachments = new ArrayList<>();
        private final Set<String> notes = new LinkedHashSet<>();
        private @Nullable String charset;
        private @Nullable String reportFields;
        private @Nullable String reportedMessageId;
        private int parts;

        private Reading(MimeMessage message, byte[] raw) throws MessagingException {
            this.message = message;
            this.raw = raw;
            Enumeration<Header> all = message.getAllHeaders();
            while (all.hasMoreElements()) {
                Header header = all.nextElement();
                headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(header.getValue() == null ? "" : header.getValue());
            }
        }

        private IncomingMail mail() {
            if (headers.isEmpty()) {
                return unreadable(raw);
            }
            read(message, 0);
            if (plain.isEmpty() && markup.isEmpty() && attachments.isEmpty() && reportFields == null) {
                // no boundary in it, or none that fits: what there is is text
                append(plain, Charsets.decode(packed(message), charset));
            }
            boolean isHtml = plain.toString().isBlank() && !markup.isEmpty();
            String full = isHtml ? Markup.text(markup.toString()) : plain.toString();
            full = shown(full);
            String answer = Quotes.answer(isHtml ? shown(Markup.answer(markup.toString())) : full);
            String subject = Charsets.header(first("Subject"), charset);
            String from = first("From");
            String sender = address(from != null ? from : first("Sender"));
            return new IncomingMail(
                    messageId(first("Message-ID")),
                    contentHash(subject, full),
                    sender,
                    name(from),
                    recipients(),
                    subject.length() > 5_000 ? subject.substring(0, 5_000) : subject,
                    all("In-Reply-To") + " " + all("References"),
                    full,
                    answer,
                    isHtml,
                    attachments,
                    new Marks(
                            first("Auto-Submitted"),
                            first("Precedence"),
                            first("X-Auto-Response-Suppress"),
                            named(LISTS),
                            returnPath(),
                            named(AUTO_REPLIES)),
                    report(sender, full),
                    headers.getOrDefault("authentication-results", List.of()),
                    List.copyOf(notes),
                    raw.length);
        }

        private static String shown(String text) {
            String clean = Charsets.clean(text);
            return clean.substring(0, Math.min(clean.length(), LONGEST)).strip();
        }

        // ---- the parts ----

        private void read(MimePart part, int depth) {
            if (depth > DEEPEST || ++parts > MOST_PARTS) {
                notes.add("it is nested too deeply, or has too many parts");
                return;
            }
            String type = typeOf(part);
            try {
                if (type.startsWith("multipart/")) {
                    readAll(part, type, depth);
                } else if (type.equals("message/delivery-status") || type.equals("message/global-delivery-status")) {
                    String fields = new String(bytes(part), StandardCharsets.UTF_8);
                    reportFields = fields.substring(0, Math.min(fields.length(), 20_000));
                } else if (type.equals("text/rfc822-headers") || type.equals("message/global-headers")) {
                    reportedMessageId = idIn(new String(bytes(part), StandardCharsets.ISO_8859_1));
                } else if (type.equals("message/rfc822") || type.equals("message/global")) {
                    nested(part);
                } else if (type.equals("application/ms-tnef")) {
                    notes.add("winmail.dat, which only Outlook reads, was left out");
                } else if (type.startsWith("text/") && !isAttachment(part) && isWords(type)) {
                    text(part, type);
                } else {
                    attach(part, type);
                }
            } catch (MessagingException | IOException | RuntimeException unreadable) {
                notes.add("a part (" + type + ") could not be read");
            }
        }

        private void readAll(MimePart part, String type, int depth) throws MessagingException, IOException {
            if (!(part.getContent() instanceof Multipart all)) {
                text(part, "text/plain");
                return;
            }
            int count;
            try {
                count = all.getCount();
            } catch (MessagingException broken) {
                // no boundary in it, or none that fits: what there is is text
                String body = Charsets.decode(bytes(part), null);
                append(plain, body);
                notes.add("its parts could not be told apart");
                return;
            }
            for (int i = 0; i < count; i++) {
                BodyPart each = all.getBodyPart(i);
                if (each instanceof MimeBodyPart mime) {
                    read(mime, depth + 1);
                }
            }
        }

        private void text(MimePart part, String type) throws MessagingException {
            String own = parameter(part, "charset");
            if (charset == null) {
                charset = own;
            }
            String words = Charsets.decode(bytes(part), own);
            append(type.equals("text/html") ? markup : plain, words);
        }

        private static void append(StringBuilder to, String words) {
            if (!to.isEmpty()) {
                to.append("\n\n");
            }
            to.append(words, 0, Math.min(words.length(), LONGEST));
        }

        /** A mail in the mail is kept as it is; of a report, it is the letter that is reported. */
        private void nested(MimePart part) throws MessagingException, IOException {
            byte[] inner = bytes(part);
            if (reportFields != null || isReport()) {
                reportedMessageId = idIn(headOf(inner));
                return;
            }
            String name = fileName(part);
            if (name == null) {
                Matcher subject = Pattern.compile("(?im)^Subject:(.*(?:\\r?\\n[ \\t].*)*)$")
                        .matcher(headOf(inner));
                name = subject.find() ? Charsets.header(subject.group(1), null) : "";
                name = (name.isBlank() ? "mail" : name) + ".eml";
            }
            add(new Attachment(name, "message/rfc822", inner));
        }

        private void attach(MimePart part, String type) throws MessagingException {
            byte[] content = bytes(part);
            if (content.length > 0) {
                add(new Attachment(fileName(part), type, content));
            }
        }

        private void add(Attachment attachment) {
            if (attachments.size() < MOST_ATTACHMENTS) {
                attachments.add(attachment);
            } else {
                notes.add("it has more than " + MOST_ATTACHMENTS + " attachments");
            }
        }

        private static boolean isWords(String type) {
            return type.equals("text/plain") || type.equals("text/html") || type.equals("text/enriched");
        }

        private static boolean isAttachment(MimePart part) throws MessagingException {
            String[] disposition = part.getHeader("Content-Disposition");
            if (disposition == null || disposition.length == 0) {
                return false;
            }
            String said = disposition[0].strip().toLowerCase(Locale.ROOT);
            return said.startsWith(Part.ATTACHMENT) || said.startsWith("inline") && said.contains("filename");
        }

        private static String typeOf(MimePart part) {
            try {
                return new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT);
            } catch (MessagingException | RuntimeException malformed) {
                return guessedType(part);
            }
        }

        /** The word before the first semicolon, where all of it cannot be read. */
        private static String guessedType(MimePart part) {
            try {
                String said = part.getContentType();
                String word = said.split("[;,\\s]", 2)[0].strip().toLowerCase(Locale.ROOT);
                return word.matches("[a-z]+/[a-z0-9.+-]+") ? word : "text/plain";
            } catch (MessagingException | RuntimeException unreadable) {
                return "text/plain";
            }
        }

        private static @Nullable String parameter(MimePart part, String name) {
            try {
                return new ContentType(part.getContentType()).getParameter(name);
            } catch (MessagingException | RuntimeException malformed) {
                try {
                    Matcher found = Pattern.compile("(?i)\\b" + name + "\\s*=\\s*\"?([^\\s\";]+)")
                            .matcher(part.getContentType());
                    return found.find() ? found.group(1) : null;
                } catch (MessagingException | RuntimeException unreadable) {
                    return null;
                }
            }
        }

        private @Nullable String fileName(MimePart part) throws MessagingException {
            String name;
            try {
                name = part.getFileName();
            } catch (MessagingException | RuntimeException malformed) {
                name = null;
            }
            if (name == null) {
                return null;
            }
            String decoded = Charsets.header(name, charset);
            return decoded.isBlank() ? null : decoded;
        }

        /** Unpacked as far as that is possible. */
        private byte[] bytes(MimePart part) throws MessagingException {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            try (InputStream in = part.getInputStream()) {
                in.transferTo(read);
                return read.toByteArray();
            } catch (IOException | MessagingException | RuntimeException broken) {
                notes.add("a part was packed wrongly");
                return read.size() > 0 ? read.toByteArray() : packed(part);
            }
        }

        private static byte[] packed(MimePart part) {
            try (InputStream in = part instanceof MimeBodyPart body
                    ? body.getRawInputStream()
                    : ((MimeMessage) part).getRawInputStream()) {
                return in.readAllBytes();
            } catch (IOException | MessagingException | RuntimeException unreadable) {
                return new byte[0];
            }
        }

        // ---- the headers ----

        private @Nullable String first(String name) {
            List<String> all = headers.get(name.toLowerCase(Locale.ROOT));
            return all == null ? null : all.getFirst();
        }

        private String all(String name) {
            return String.join(" ", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()))
                    .replaceAll("\\s+", " ")
                    .strip();
        }

        private @Nullable String named(List<String> names) {
            for (String name : names) {
                if (headers.containsKey(name.toLowerCase(Locale.ROOT))) {
                    return name;
                }
            }
            return null;
        }

        private @Nullable String returnPath() {
            String path = first("Return-Path");
            return path == null ? null : path.replaceAll("\\s", "");
        }

        private List<String> recipients() {
            Map<String, String> found = new LinkedHashMap<>();
            for (String name : RECIPIENTS) {
                for (String value : headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of())) {
                    Matcher each = ADDRESS.matcher(value);
                    while (each.find() && found.size() < 500) {
                        found.putIfAbsent(each.group().toLowerCase(Locale.ROOT), each.group());
                    }
                }
            }
            return List.copyOf(found.values());
        }

        /** The address in angle brackets, or else the last there is: before it there may be one in the name. */
        private static @Nullable String address(@Nullable String header) {
            if (header == null) {
                return null;
            }
            Matcher bracketed =
                    Pattern.compile("<\\s*(" + ADDRESS.pattern() + ")\\s*>").matcher(header);
            String found = null;
            while (bracketed.find()) {
                found = bracketed.group(1);
            }
            if (found == null) {
                Matcher any = ADDRESS.matcher(header);
                while (any.find()) {
                    found = any.group();
                }
            }
            return found;
        }

        private @Nullable String name(@Nullable String header) {
            if (header == null) {
                return null;
            }
            int bracket = header.lastIndexOf('<');
            String name = bracket > 0
                    ? Charsets.header(header.substring(0, bracket), charset)
                            .replaceAll("^[\"']|[\"']$", "")
                            .strip()
                    : "";
            return name.isEmpty() ? null : name.length() > 200 ? name.substring(0, 200) : name;
        }

        private static @Nullable String messageId(@Nullable String header) {
            if (header == null) {
                return null;
            }
            Matcher found = MESSAGE_ID.matcher(header);
            if (found.find()) {
                return found.group();
            }
            String bare = header.strip();
            return bare.matches("[^<>\\s]{3,900}") ? "<" + bare + ">" : null;
        }

        private String contentHash(String subject, String full) {
            List<byte[]> all = new ArrayList<>();
            for (String part : List.of(all("From"), all("Date"), subject, full)) {
                all.add(part.getBytes(StandardCharsets.UTF_8));
            }
            attachments.forEach(each -> all.add(each.content()));
            return sha256(all.toArray(byte[][]::new));
        }

        // ---- reports ----

        private boolean isReport() {
            String type = first("Content-Type");
            return type != null && type.toLowerCase(Locale.ROOT).contains("delivery-status");
        }

        private @Nullable DeliveryReport report(@Nullable String sender, String full) {
            if (reportFields != null) {
                String action = field("Action");
                String diagnostic = field("Diagnostic-Code");
                return new DeliveryReport(
                        action == null || action.toLowerCase(Locale.ROOT).startsWith("failed"),
                        field("Status"),
                        diagnostic == null ? null : diagnostic.replaceFirst("(?i)^\\s*smtp\\s*;\\s*", ""),
                        reportedMessageId);
            }
            boolean fromSystem = "<>".equals(returnPath())
                    || sender != null && sender.toLowerCase(Locale.ROOT).startsWith("mailer-daemon@")
                    || first("X-Failed-Recipients") != null;
            String id = fromSystem ? idIn(full) : null;
            if (id == null) {
                return null;
            }
            // qmail, Exim and others send the letter back as text
            Matcher status =
                    Pattern.compile("\\b[245]\\.\\d{1,3}\\.\\d{1,3}\\b").matcher(full);
            Matcher answer = Pattern.compile("(?m)^.*\\b(?:5\\d\\d[ -]).*$").matcher(full);
            return new DeliveryReport(
                    !full.toLowerCase(Locale.ROOT).contains("delayed")
                            || full.toLowerCase(Locale.ROOT).contains("permanent"),
                    status.find() ? status.group() : null,
                    answer.find() ? Charsets.line(answer.group()) : null,
                    id);
        }

        private @Nullable String field(String name) {
            if (reportFields == null) {
                return null;
            }
            Matcher found = Pattern.compile("(?im)^" + name + "\\s*:(.*(?:\\r?\\n[ \\t].*)*)$")
                    .matcher(reportFields);
            if (!found.find()) {
                return null;
            }
            String value = Charsets.line(found.group(1));
            return value.length() > 500 ? value.substring(0, 500) : value;
        }

        private static @Nullable String idIn(String head) {
            Matcher found = Pattern.compile("(?im)^[> \\t]*Message-ID:\\s*(<[^<>\\s]{1,900}>)")
                    .matcher(head);
            return found.find() ? found.group(1) : null;
        }

        private static String headOf(byte[] mail) {
            return new String(mail, 0, Math.min(mail.length, 30_000), StandardCharsets.ISO_8859_1);
        }
    }
}
