package daftar.mail.in;

import daftar.mail.in.IncomingMail.Marks;
import daftar.messages.mail.AsideReason;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a machine wrote a mail (RFC 3834 and what is older or of single makers). Pure. None of these makes a ticket, and
 * nothing that Daftar does answers them.
 */
final class Machines {

    /** @param because the header by which it is seen, and what it says */
    record Found(AsideReason reason, String because) {}

    private static final Set<String> MASS = Set.of("bulk", "junk", "list");

    /** How programs begin the subject of what they send for people who are away. */
    private static final Pattern AWAY =
            Pattern.compile("(?iuU)^\\s*(?:(?:re|aw)\\s*:\\s*)?(?:automatic reply|auto(?:matic)?[- ]?reply"
                    + "|auto[- ]?response|out of (?:the )?office|ooo\\b|away from (?:the )?office|automatische antwort"
                    + "|abwesenheitsnotiz|abwesend\\b|abwesenheit\\b|автоответ|автоматический ответ|нет на месте|вне офиса"
                    + "|自动答复|自動答覆|自动回复|自動回覆|自動回復|外出|不在办公室|پاسخ خودکار|پاسخ اتوماتیک|خارج از دفتر"
                    + "|در مرخصی).*");

    private static final Pattern DAEMON =
            Pattern.compile("(?i)^(?:mailer-daemon|postmaster|mail-daemon|mailerdaemon)@.*");

    private Machines() {}

    /** Null where nothing says that it was a machine. */
    static @Nullable Found look(IncomingMail mail) {
        Marks marks = mail.marks();
        boolean away = AWAY.matcher(mail.subject()).matches();
        String submitted = word(marks.autoSubmitted());
        if (submitted != null && !submitted.equals("no")) {
            return found(submitted.startsWith("auto-replied") && away, "Auto-Submitted", marks.autoSubmitted());
        }
        if (marks.autoReply() != null) {
            return found(away, marks.autoReply(), null);
        }
        if (away) {
            return new Found(AsideReason.OUT_OF_OFFICE, "Subject");
        }
        String precedence = word(marks.precedence());
        if (precedence != null && precedence.replace('_', '-').equals("auto-reply")) {
            return found(false, "Precedence", precedence);
        }
        if (precedence != null && MASS.contains(precedence)) {
            return new Found(AsideReason.BULK, "Precedence: " + precedence);
        }
        if (marks.list() != null) {
            return new Found(AsideReason.BULK, marks.list());
        }
        String suppress = word(marks.suppress());
        if (suppress != null && !suppress.equals("none")) {
            return found(false, "X-Auto-Response-Suppress", marks.suppress());
        }
        if ("<>".equals(marks.returnPath())) {
            return found(false, "Return-Path", "<>");
        }
        String sender = mail.sender();
        if (sender != null && DAEMON.matcher(sender).matches()) {
            return found(false, "From", "a mail system");
        }
        return null;
    }

    private static Found found(boolean away, String header, @Nullable String said) {
        String because = said == null ? header : header + ": " + said;
        return new Found(
                away ? AsideReason.OUT_OF_OFFICE : AsideReason.AUTOMATIC,
                because.length() > 200 ? because.substring(0, 200) : because);
    }

    private static @Nullable String word(@Nullable String header) {
        if (header == null) {
            return null;
        }
        int end = header.indexOf(';');
        String word = (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return word.isEmpty() ? null : word;
    }
}
