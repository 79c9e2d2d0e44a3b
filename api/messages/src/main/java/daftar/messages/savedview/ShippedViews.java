package daftar.messages.savedview;

import daftar.messages.LocalizedText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The views that everybody has. They are no events: nobody changes them, and their names come with the program. */
public final class ShippedViews {

    private static final List<String> OPEN = List.of("AWAITING_APPROVAL", "NEW", "ASSIGNED", "IN_PROGRESS", "ON_HOLD");

    /** All of them, in their order. */
    public static final List<SavedView> ALL = List.of(
            view(
                    "unassigned",
                    0,
                    Map.of("status", List.of("NEW", "ASSIGNED", "IN_PROGRESS"), "assignee", List.of("none")),
                    "raisedAt",
                    "بدون مسئول",
                    "Не назначено",
                    "未分配",
                    "Unassigned",
                    "Nicht zugewiesen"),
            view(
                    "mine",
                    1,
                    Map.of("status", List.of("NEW", "ASSIGNED", "IN_PROGRESS", "ON_HOLD"), "assignee", List.of("me")),
                    "-priority",
                    "کارهای من",
                    "Мои заявки",
                    "我的工单",
                    "Mine",
                    "Meine"),
            view(
                    "overdue",
                    2,
                    Map.of("overdue", List.of("true")),
                    "dueAt",
                    "عقب‌افتاده",
                    "Просрочено",
                    "已逾期",
                    "Overdue",
                    "Überfällig"),
            view(
                    "waiting-for-me",
                    3,
                    Map.of("waitingForMe", List.of("true")),
                    "-priority",
                    "در انتظار من",
                    "Ждут меня",
                    "等待我处理",
                    "Waiting for me",
                    "Wartet auf mich"),
            view(
                    "reopened",
                    4,
                    Map.of("status", OPEN, "reopened", List.of("true")),
                    "-updatedAt",
                    "بازگشوده",
                    "Открыты повторно",
                    "重新打开",
                    "Reopened",
                    "Wieder geöffnet"));

    private ShippedViews() {}

    /** The one of this code; null for none. */
    public static @Nullable SavedView of(String code) {
        for (SavedView view : ALL) {
            if (view.id().equals(code)) {
                return view;
            }
        }
        return null;
    }

    private static SavedView view(
            String code,
            int place,
            Map<String, List<String>> filters,
            String sort,
            String fa,
            String ru,
            String zh,
            String en,
            String de) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("fa", fa);
        names.put("ru", ru);
        names.put("zh", zh);
        names.put("en", en);
        names.put("de", de);
        return new SavedView(code, null, null, new LocalizedText(names), null, filters, sort, place, -1);
    }
}
