package daftar.messages.catalogue;

import daftar.messages.LocalizedText;
import daftar.messages.catalogue.Catalogue.Kept;
import daftar.messages.catalogue.CatalogueEntry.TicketType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The ticket types that there are before an organisation defines its own: registers from before the catalogue use them. */
final class ShippedTicketTypes {

    /** By code. */
    static final NavigableMap<String, Kept> ALL = all();

    private ShippedTicketTypes() {}

    private static NavigableMap<String, Kept> all() {
        NavigableMap<String, Kept> all = new TreeMap<>();
        add(all, "incident", "Incident", "Störung", "رخداد", "Инцидент", "事件");
        add(
                all,
                "service-request",
                "Service request",
                "Serviceanfrage",
                "درخواست خدمت",
                "Запрос на обслуживание",
                "服务请求");
        add(
                all,
                "information-request",
                "Information request",
                "Informationsanfrage",
                "درخواست اطلاعات",
                "Запрос информации",
                "信息请求");
        add(
                all,
                "documentation-request",
                "Documentation request",
                "Dokumentationsanfrage",
                "درخواست مستندات",
                "Запрос документации",
                "文档请求");
        add(
                all,
                "change-request",
                "Change request",
                "Änderungsanfrage",
                "درخواست تغییر",
                "Запрос на изменение",
                "变更请求");
        add(all, "complaint", "Complaint", "Beschwerde", "شکایت", "Жалоба", "投诉");
        add(all, "internal-task", "Internal task", "Interne Aufgabe", "کار داخلی", "Внутренняя задача", "内部任务");
        add(all, "problem", "Problem", "Problem", "مشکل", "Проблема", "问题");
        add(
                all,
                "purchase-request",
                "Purchase request",
                "Beschaffungsanfrage",
                "درخواست خرید",
                "Запрос на закупку",
                "采购请求");
        add(all, "access-request", "Access request", "Zugangsanfrage", "درخواست دسترسی", "Запрос доступа", "访问请求");
        return Collections.unmodifiableNavigableMap(all);
    }

    private static void add(Map<String, Kept> all, String code, String en, String de, String fa, String ru, String zh) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("en", en);
        texts.put("de", de);
        texts.put("fa", fa);
        texts.put("ru", ru);
        texts.put("zh", zh);
        all.put(code, new Kept(new TicketType(code, new LocalizedText(texts)), 0, false));
    }
}
