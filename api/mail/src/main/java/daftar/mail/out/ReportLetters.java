package daftar.mail.out;

import daftar.mail.out.Wordings.Worded;
import daftar.messages.directory.Reference;
import daftar.messages.directory.Reference.Person;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.OutboxCommand;
import daftar.messages.outbox.OutboxCommand.QueueLetter;
import daftar.messages.outbox.Preferences;
import daftar.messages.report.Period;
import daftar.messages.report.ReportView;
import daftar.messages.reportschedule.ReportSchedule;
import daftar.words.Words;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Letters with reports that were ordered by schedule: what the wording says, the figures, and where the same report is read
 * as JSON and as CSV. Pure.
 *
 * @param organisation what it calls itself
 * @param linkBase what addresses begin with; null to give none
 */
public record ReportLetters(
        Reference reference, String organisation, @Nullable URI linkBase) {

    /** Rows that a letter shows; the others are in the report itself. */
    private static final int MOST_ROWS = 100;

    /** Letters and digits only: the ids of messages are made of it. */
    private static final DateTimeFormatter OCCURRENCE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /**
     * The outbox of an occurrence: one for each, so that what is read to send a letter does not grow with the years. A
     * letter's key in it is the recipient's id.
     */
    public static String outboxOf(String schedule, Instant dueAt) {
        return OutboxCommand.outboxOf(schedule + "-" + OCCURRENCE.format(dueAt));
    }

    /**
     * The letter of an occurrence.
     *
     * @param dueAt the occurrence
     * @param view the report as the recipient may see it, names in the recipient's language
     * @param parameters by which that report is read again
     */
    public QueueLetter of(
            ReportSchedule schedule,
            Instant dueAt,
            Person recipient,
            ReportView view,
            Map<String, List<String>> parameters,
            Instant now) {
        ReportTable table = new ReportTable(view, recipient.language(), MOST_ROWS);
        Worded worded = worded(schedule, recipient, view, table);
        Words words = Words.in(recipient.language());
        StringBuilder text = new StringBuilder(worded.text()).append("\n\n");
        StringBuilder html = new StringBuilder(Wordings.htmlOf(worded));
        String beside = beside(view, words, recipient.language());
        if (beside != null) {
            text.append(beside).append("\n\n");
            html.append(Bodies.fragment(beside));
        }
        text.append(table.text());
        html.append(table.html());
        if (view.more() || view.rows().size() > MOST_ROWS) {
            text.append("\n\n").append(words.of("report.more"));
            html.append(Bodies.fragment(words.of("report.more")));
        }
        if (linkBase != null) {
            String query = query(parameters);
            String report = linkBase + "/api/reports/" + view.report();
            text.append("\n\n").append(words.of("report.csv")).append("\n").append(report + ".csv?" + query);
            text.append("\n\n").append(words.of("report.json")).append("\n").append(report + "?" + query);
            html.append("<p><a href=\"")
                    .append(Bodies.escaped(report + ".csv?" + query))
                    .append("\">")
                    .append(Bodies.escaped(words.of("report.csv")))
                    .append("</a><br>\n<a href=\"")
                    .append(Bodies.escaped(report + "?" + query))
                    .append("\">")
                    .append(Bodies.escaped(words.of("report.json")))
                    .append("</a></p>\n");
        }
        Preferences wishes = reference.preferences(recipient.id());
        return QueueLetter.of(
                outboxOf(schedule.id(), dueAt),
                recipient.id(),
                LetterKind.REPORT,
                recipient.id(),
                recipient.language(),
                worded.subject(),
                text.toString(),
                html.toString(),
                wishes.notBefore(LetterKind.REPORT, now, Drafting.zone(recipient)),
                wishes.collects(LetterKind.REPORT));
    }

    private Worded worded(ReportSchedule schedule, Person recipient, ReportView view, ReportTable table) {
        ZoneId zone = ZoneId.of(view.zone());
        Words words = Words.in(recipient.language());
        Map<String, Object> values = new HashMap<>();
        values.put("report", table.title());
        LocalDate first = firstOf(view.from(), zone);
        LocalDate last = lastOf(view.to(), zone);
        values.put("from", words.day(first));
        if (!first.equals(last)) {
            values.put("to", words.day(last));
        }
        values.put("at", view.at());
        values.put("organisation", organisation);
        put(values, "recipient", recipient.name());
        Person owner = reference.person(schedule.owner());
        if (owner != null && !owner.id().equals(recipient.id())) {
            put(values, "owner", owner.name());
        }
        return Wordings.word(
                new Letter(LetterKind.REPORT, recipient.id(), values, List.of()),
                Wordings.of(LetterKind.REPORT, recipient.language(), reference.letterTexts()),
                recipient.language(),
                zone);
    }

    private static void put(Map<String, Object> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    /** What the figures in brackets are of; null where there are none. */
    private static @Nullable String beside(ReportView view, Words words, String language) {
        ZoneId zone = ZoneId.of(view.zone());
        Period compared = view.compared();
        if (compared != null) {
            String from = words.day(firstOf(compared.from(), zone));
            String to = words.day(lastOf(compared.to(), zone));
            return words.of("report.beside", from.equals(to) ? from : from + " – " + to);
        }
        Instant at = view.comparedAt();
        return at == null ? null : words.of("report.beside", Words.moment(at, zone, language));
    }

    private static LocalDate firstOf(Instant from, ZoneId zone) {
        return from.atZone(zone).toLocalDate();
    }

    private static LocalDate lastOf(Instant to, ZoneId zone) {
        return to.minusMillis(1).atZone(zone).toLocalDate();
    }

    private static String query(Map<String, List<String>> parameters) {
        StringJoiner query = new StringJoiner("&");
        parameters.forEach((name, values) -> values.forEach(value -> query.add(encoded(name) + "=" + encoded(value))));
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
