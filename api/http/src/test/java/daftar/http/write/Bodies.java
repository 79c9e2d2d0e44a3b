package daftar.http.write;

import daftar.http.Api;
import daftar.http.file.Uploads;
import daftar.messages.Text;
import daftar.messages.file.FileRef;
import java.util.Map;
import java.util.TreeMap;

/** A right body for every action, with every field it can have. */
final class Bodies {

    static final String WORK = """
            {"performedAt":"2026-11-21T10:00:00Z","minutes":25,"activity":"diagnosis","note":"tried twice",
             "costs":[{"kind":"MATERIAL","quantity":1.5,"cost":{"amount":"12.50","currency":"EUR"},
                       "description":"toner","receipt":"R-1"}]}""";
    static final String SOLUTION = """
            {"text":"Cleaned the drum","code":"CLEANED","cause":"dust","fix":"PERMANENT"}""";
    static final String CLASSIFICATION = """
            {"type":"incident","category":"printing","service":"print","symptom":"jam","impact":"LOW","urgency":"HIGH"}""";

    static final String RAISE = """
            {"requester":"person-a","channel":"TELEPHONE","type":"incident","category":"printing","service":"print",
             "symptom":"jam","location":"B2","title":"چاپگر کار نمی‌کند","description":"Line 1\\r\\nline 2\\t!",
             "language":"fa","affectedItems":["printer-1"],"affectedPeople":["person-b"],"contact":"room 12",
             "fields":{"Asset":"A-1","参考":"是"},"externalRef":"INC001",
             "triage":%s,"assign":{"assignees":["person-a"],"team":"team-desk"},"work":%s,"resolution":%s,
             "confirmation":{"rating":5,"remark":"спасибо"}}""".formatted(CLASSIFICATION, WORK, SOLUTION);

    static final Map<String, String> BY_ACTION = new TreeMap<>(Map.ofEntries(
            Map.entry("approve", "{\"remark\":\"yes\"}"),
            Map.entry("decline", "{\"reason\":\"no budget\"}"),
            Map.entry(
                    "triage",
                    "{\"classification\":" + CLASSIFICATION + ",\"assign\":{\"assignees\":[],\"team\":\"team-desk\"}}"),
            Map.entry("assign", "{\"assignees\":[\"person-a\",\"person-b\"],\"team\":\"team-desk\"}"),
            Map.entry(
                    "refer",
                    "{\"person\":\"person-a\",\"team\":\"team-desk\",\"vendor\":\"acme\",\"reason\":\"theirs\"}"),
            Map.entry("start", "{}"),
            Map.entry("hold", "{\"reason\":\"PARTS\",\"note\":\"ordered\",\"until\":\"2026-12-01T08:00:00Z\"}"),
            Map.entry("resume", "{\"note\":\"arrived\"}"),
            Map.entry("log-work", "{\"entry\":\"e1\",\"performer\":\"person-a\",\"work\":" + WORK + "}"),
            Map.entry("start-timer", "{\"activity\":\"diagnosis\",\"note\":\"n\"}"),
            Map.entry(
                    "stop-timer",
                    "{\"minutes\":25,\"activity\":\"travel\",\"note\":\"n\",\"costs\":[{\"kind\":\"TRAVEL\","
                            + "\"quantity\":3,\"unitPrice\":{\"amount\":\"0.30\",\"currency\":\"EUR\"}}]}"),
            Map.entry("discard-timer", "{\"person\":\"person-a\",\"reason\":\"n\"}"),
            Map.entry("approve-cost", "{\"entry\":\"e1\",\"remark\":\"fine\"}"),
            Map.entry("decline-cost", "{\"entry\":\"e1\",\"reason\":\"too much\"}"),
            Map.entry("answer-survey", "{\"rating\":2,\"remark\":\"slow\"}"),
            Map.entry("correct-work", "{\"entry\":\"e1\",\"work\":" + WORK + ",\"reason\":\"typo\"}"),
            Map.entry("comment", "{\"text\":\"We are on it\"}"),
            Map.entry("note", "{\"text\":\"internal\"}"),
            Map.entry("prioritise", "{\"impact\":\"HIGH\",\"urgency\":\"HIGH\",\"reason\":\"all of them\"}"),
            Map.entry(
                    "reclassify",
                    "{\"type\":\"incident\",\"category\":\"printing\",\"service\":\"s\",\"symptom\":\"y\",\"location\":\"B\",\"reason\":\"r\"}"),
            Map.entry("escalate", "{\"team\":\"team-desk\",\"reason\":\"late\"}"),
            Map.entry("observe", "{\"person\":\"person-b\"}"),
            Map.entry("unobserve", "{\"person\":\"person-b\"}"),
            Map.entry("link", "{\"kind\":\"CAUSED_BY\",\"other\":\"T-3\"}"),
            Map.entry("resolve", "{\"solution\":" + SOLUTION + "}"),
            Map.entry("confirm", "{\"rating\":4,\"remark\":\"fine\"}"),
            Map.entry("reject", "{\"complaint\":\"still broken\"}"),
            Map.entry("complete", "{\"outcome\":\"bought\",\"remark\":\"done\"}"),
            Map.entry("return", "{\"to\":\"person-a\",\"missing\":\"serial number\"}"),
            Map.entry("answer", "{\"answers\":{\"serial\":\"7F\"},\"done\":[\"backed-up\"]}"),
            Map.entry("migrate", "{\"toVersion\":2,\"stages\":{\"work\":\"repair\"},\"reason\":\"new\"}"),
            Map.entry("move", "{\"stage\":\"work\",\"reason\":\"stuck\"}"),
            Map.entry(
                    "contact",
                    "{\"direction\":\"OUTBOUND\",\"channel\":\"TELEPHONE\",\"person\":\"person-a\",\"reached\":true,\"minutes\":3,\"summary\":\"s\"}"),
            Map.entry("own", "{\"owner\":\"person-a\",\"reason\":\"shift\"}"),
            Map.entry("attach", "{\"files\":[\"" + sent() + "\"],\"visibility\":\"INTERNAL\",\"comment\":\"the log\"}"),
            Map.entry("unlink", "{\"kind\":\"CAUSED_BY\",\"other\":\"T-3\"}"),
            Map.entry("unmerge", "{\"reason\":\"another printer\"}"),
            Map.entry("merge", "{\"into\":\"T-3\",\"reason\":\"same\"}"),
            Map.entry("close", "{\"reason\":\"SPAM\",\"note\":\"n\"}"),
            Map.entry("close-unconfirmed", "{}"),
            Map.entry("reopen", "{\"reason\":\"again\"}"),
            Map.entry("cancel", "{\"reason\":\"found it\"}"),
            Map.entry("workaround", "{\"text\":\"use the other printer\",\"knownError\":true}"),
            Map.entry(
                    "declare-major",
                    "{\"reason\":\"all of it\",\"title\":{\"en\":\"Mail is down\"},\"updateEveryMinutes\":15,"
                            + "\"departments\":[\"department-it\"],\"services\":[\"mail\"]}"),
            Map.entry("update", "{\"text\":{\"en\":\"We found it\",\"fa\":\"پیدا شد\"}}"),
            Map.entry("stand-down", "{\"reason\":\"back\"}"),
            Map.entry("take", "{}"),
            Map.entry("make-confidential", "{\"people\":[\"person-a\"],\"reason\":\"r\"}"),
            Map.entry("lift-confidentiality", "{\"reason\":\"r\"}")));

    private Bodies() {}

    /** A file that the dispatcher has sent. */
    private static String sent() {
        return new Uploads(new byte[32])
                .wordFor(new FileRef("ab".repeat(32), Text.of("a.log"), 9, "text/plain"), "person-dispatcher", Api.NOW);
    }
}
