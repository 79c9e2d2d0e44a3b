package daftar.http.workflow;

import daftar.messages.workflow.StageKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The few words that a diagram needs besides the organisation's own names.
 *
 * @param kinds in the order of {@link StageKind}
 * @param units days, hours, minutes
 * @param digits the digits 0 to 9
 */
record DiagramWords(List<String> kinds, Map<String, String> outcomes, List<String> units, String due, String digits) {

    private static final List<String> OUTCOMES =
            List.of("approved", "declined", "triaged", "solved", "confirmed", "rejected", "delivered", "returned");
    private static final String LATIN = "0123456789";

    private static final Map<String, DiagramWords> ALL = Map.of(
            "en",
            words(
                    List.of("approval", "triage", "work", "vendor", "confirmation", "end"),
                    OUTCOMES,
                    List.of("d", "h", "min"),
                    "within",
                    LATIN),
            "de",
            words(
                    List.of("Genehmigung", "Einstufung", "Arbeit", "Lieferant", "Bestätigung", "Ende"),
                    List.of(
                            "genehmigt",
                            "abgelehnt",
                            "eingestuft",
                            "gelöst",
                            "bestätigt",
                            "zurückgewiesen",
                            "geliefert",
                            "zurückgegeben"),
                    List.of("T", "Std.", "Min."),
                    "binnen",
                    LATIN),
            "fa",
            words(
                    List.of("تأیید", "بررسی", "کار", "فروشنده", "پذیرش", "پایان"),
                    List.of("تأیید شد", "رد شد", "بررسی شد", "حل شد", "پذیرفته شد", "پذیرفته نشد", "تحویل شد", "برگشت"),
                    List.of("روز", "ساعت", "دقیقه"),
                    "مهلت",
                    "۰۱۲۳۴۵۶۷۸۹"),
            "ru",
            words(
                    List.of("согласование", "классификация", "работа", "поставщик", "подтверждение", "конец"),
                    List.of(
                            "согласовано",
                            "отклонено",
                            "классифицировано",
                            "решено",
                            "подтверждено",
                            "не принято",
                            "поставлено",
                            "возвращено"),
                    List.of("д", "ч", "мин"),
                    "срок",
                    LATIN),
            "zh",
            words(
                    List.of("审批", "分诊", "处理", "供应商", "确认", "结束"),
                    List.of("批准", "拒绝", "已分诊", "已解决", "已确认", "未接受", "已交付", "退回"),
                    List.of("天", "小时", "分钟"),
                    "期限",
                    LATIN));

    /** In this language, else in English. */
    static DiagramWords in(String language) {
        DiagramWords words = ALL.get(language);
        return words != null ? words : java.util.Objects.requireNonNull(ALL.get("en"));
    }

    private static DiagramWords words(
            List<String> kinds, List<String> outcomes, List<String> units, String due, String digits) {
        Map<String, String> byCode = new java.util.HashMap<>();
        for (int i = 0; i < OUTCOMES.size(); i++) {
            byCode.put(OUTCOMES.get(i), outcomes.get(i));
        }
        return new DiagramWords(kinds, byCode, units, due, digits);
    }

    String of(StageKind kind) {
        return kinds.get(kind.ordinal());
    }

    /** An outcome of the organisation's own is shown as it is. */
    String of(String outcome) {
        return outcomes.getOrDefault(outcome, outcome);
    }

    /** The two largest units, e.g. {@code 2 d 3 h}. */
    String of(Duration time) {
        long minutes = Math.max(0, time.toMinutes());
        long[] parts = {minutes / 1440, minutes / 60 % 24, minutes % 60};
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < parts.length && shown < 2; i++) {
            if (parts[i] > 0 || (i == 2 && shown == 0)) {
                text.append(shown == 0 ? "" : " ")
                        .append(number(parts[i]))
                        .append(' ')
                        .append(units.get(i));
                shown++;
            }
        }
        return text.toString();
    }

    String number(long number) {
        StringBuilder text = new StringBuilder();
        for (char digit : Long.toString(number).toCharArray()) {
            text.append(digits.charAt(digit - '0'));
        }
        return text.toString();
    }
}
