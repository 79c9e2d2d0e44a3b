package daftar.mail.in;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds where in a mail's plain text its writer ends and what they answer begins, as mail programs mark it in five languages,
 * and where a signature begins. Pure. What is unsure stays in: a quote too many is read over, a sentence too few is missed.
 */
final class Quotes {

    /** "On 3 May 2026, Ann wrote:", on one line or broken over up to three. */
    private static final Pattern INTRODUCED = Pattern.compile("(?iuU)^\\s*(?:>\\s*)?(?:"
            + "on\\b.{0,300}\\bwrote"
            + "|am\\b.{0,300}\\bschrieb.{0,200}"
            + "|.{0,300}\\b(?:пишет|писал|писала|написал|написала|написал\\(а\\))"
            + "|(?:在|于|於).{0,300}(?:写道|寫道|写到|编写)"
            + "|.{0,300}(?:写道|寫道)"
            + "|(?:در|به تاریخ).{0,300}(?:نوشت|نوشته|نوشته است)"
            + "|.{0,300}(?:نوشت|نوشته است)"
            + ")\\s*[:：]\\s*$");

    private static final Pattern DATED = Pattern.compile(".*(?:\\d|[0-9۰-۹])+.*|.*[@<].*");

    private static final Pattern ORIGINAL =
            Pattern.compile("(?iuU)^\\s*[-_–—]{2,}\\s*(?:original message|original appointment"
                    + "|forwarded message|ursprüngliche nachricht|urspruengliche nachricht|weitergeleitete nachricht"
                    + "|исходное сообщение|пересылаемое сообщение|пересланное сообщение|原始邮件|原始郵件|转发邮件|邮件原件"
                    + "|پیام اصلی|پیام ارسال شده)\\s*[-_–—]{2,}\\s*$");

    private static final Pattern FROM =
            Pattern.compile("(?iuU)^\\s*\\*?(?:from|von|от|发件人|寄件者|寄件人|از|فرستنده)\\s*\\*?\\s*[:：].+");

    private static final Pattern OTHER_HEADER = Pattern.compile(
            "(?iuU)^\\s*\\*?(?:sent|date|to|subject|cc|gesendet|datum|an|betreff|отправлено|дата|кому|тема|копия"
                    + "|发送时间|日期|收件人|主题|主旨|抄送|ارسال شده|تاریخ|به|موضوع)\\s*\\*?\\s*[:：].*");

    private static final Pattern RULER = Pattern.compile("^\\s*_{10,}\\s*$");

    /** The desk's own letters say above which line to answer. */
    private static final Pattern DESK_LINE = Pattern.compile("^\\s*(?:>\\s*)*##-.*-##\\s*$");

    private static final Pattern SENT_FROM =
            Pattern.compile("(?iuU)^\\s*(?:sent from my .{1,60}|get outlook for .{1,60}"
                    + "|von meinem .{1,60} gesendet|gesendet von .{1,60}|отправлено с .{1,60}|отправлено из .{1,60}"
                    + "|发自我的.{0,40}|從我的.{0,40}|ارسال شده از .{1,60}|ارسال‌شده از .{1,60})\\s*$");

    private Quotes() {}

    /** The text without its quote and its signature; may be empty. */
    static String answer(String text) {
        List<String> lines = text.lines().toList();
        int end = beginOfQuote(lines);
        end = withoutTrailing(lines, end);
        end = beginOfSignature(lines, end);
        return String.join("\n", lines.subList(0, end)).strip();
    }

    private static int beginOfQuote(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (DESK_LINE.matcher(line).matches()) {
                return introducedBefore(lines, i);
            }
            if (ORIGINAL.matcher(line).matches() || isHeaderBlock(lines, i)) {
                return i > 0 && RULER.matcher(lines.get(i - 1)).matches() ? i - 1 : i;
            }
            int introduction = introducedAt(lines, i);
            if (introduction > 0 && restIsQuoted(lines, i + introduction)) {
                return i;
            }
        }
        return lines.size();
    }

    /** The line above which to answer is itself in a quote that was introduced. */
    private static int introducedBefore(List<String> lines, int at) {
        for (int i = Math.max(0, at - 5); i < at; i++) {
            if (introducedAt(lines, i) > 0) {
                return i;
            }
        }
        return at;
    }

    /** From, and two more such lines below: as Outlook puts it above what it quotes. */
    private static boolean isHeaderBlock(List<String> lines, int at) {
        if (!FROM.matcher(lines.get(at)).matches()) {
            return false;
        }
        int others = 0;
        for (int i = at + 1; i < Math.min(lines.size(), at + 7); i++) {
            if (OTHER_HEADER.matcher(lines.get(i)).matches()) {
                others++;
            }
        }
        return others >= 2;
    }

    /** How many lines the introduction has that begins here; 0 where none does. */
    private static int introducedAt(List<String> lines, int at) {
        StringBuilder joined = new StringBuilder();
        for (int more = 0; more < 3 && at + more < lines.size(); more++) {
            String line = lines.get(at + more);
            if (line.isBlank() || line.length() > 400) {
                return 0;
            }
            joined.append(more == 0 ? "" : " ").append(line.strip());
            if (INTRODUCED.matcher(joined).matches() && DATED.matcher(joined).matches()) {
                return more + 1;
            }
        }
        return 0;
    }

    /**
     * Below is nothing but the quote: either it is not marked line by line, or every line is. Where somebody has answered
     * between the lines, all of it stays.
     */
    private static boolean restIsQuoted(List<String> lines, int from) {
        boolean marked = false;
        boolean unmarkedAfter = false;
        for (String line : lines.subList(from, lines.size())) {
            if (line.isBlank()) {
                continue;
            }
            if (line.startsWith(">")) {
                marked = true;
            } else if (marked && !line.strip().equals("--")) {
                unmarkedAfter = true;
            }
        }
        return !unmarkedAfter;
    }

    private static int withoutTrailing(List<String> lines, int end) {
        int last = end;
        while (last > 0 && (lines.get(last - 1).isBlank() || lines.get(last - 1).startsWith(">"))) {
            last--;
        }
        return last;
    }

    private static int beginOfSignature(List<String> lines, int end) {
        for (int i = 0; i < end; i++) {
            String line = lines.get(i);
            // RFC 3676; some programs cut the space off
            if (line.equals("-- ")
                    || line.equals("--")
                    || SENT_FROM.matcher(line).matches()) {
                return i;
            }
        }
        return end;
    }
}
