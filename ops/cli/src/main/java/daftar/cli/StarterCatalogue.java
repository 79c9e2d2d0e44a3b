package daftar.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a new desk begins with, in five languages: teams, the categories that they own, and the service catalogue (ticket
 * types, services, activities, request types with their forms, reply texts). Everything can be changed and added to.
 */
final class StarterCatalogue {

    private static final String[] LANGUAGES = {"en", "de", "fa", "ru", "zh"};

    /** The parts of the service catalogue, in the order in which they can be made. */
    static final List<String> KINDS = List.of("types", "services", "activities", "request-types", "reply-texts");

    /** Whose texts the resource has as a list, a text for each language. */
    private static final Set<String> TEXTS = Set.of("name", "label", "description", "help", "text");

    private StarterCatalogue() {}

    /** @param path of the API @param id of what it makes, for people to read */
    record Entry(String path, String id, Map<String, Object> body) {}

    /** In the order in which they can be made. */
    static List<Entry> entries() {
        List<Entry> all = new ArrayList<>(directory());
        JsonNode starter = read();
        for (String kind : KINDS) {
            for (JsonNode entry : starter.path(kind)) {
                String code = entry.path("code").asString();
                all.add(new Entry("/api/catalogue/" + kind, kind + " " + code, body(entry, starter.path("languages"))));
            }
        }
        return all;
    }

    private static JsonNode read() {
        try (InputStream in = StarterCatalogue.class.getResourceAsStream("starter-catalogue.json")) {
            return ApiClient.JSON.readTree(Objects.requireNonNull(in, "the starter catalogue is not in the jar"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, Object> body(JsonNode object, JsonNode languages) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            body.put(property.getKey(), value(property.getKey(), property.getValue(), languages));
        }
        return body;
    }

    private static Object value(String name, JsonNode node, JsonNode languages) {
        if (node.isObject()) {
            return body(node, languages);
        }
        if (!node.isArray()) {
            return node;
        }
        if (TEXTS.contains(name)) {
            Map<String, Object> texts = new LinkedHashMap<>();
            for (int i = 0; i < languages.size(); i++) {
                texts.put(languages.get(i).asString(), node.get(i).asString());
            }
            return texts;
        }
        List<Object> all = new ArrayList<>();
        node.forEach(one -> all.add(value("", one, languages)));
        return all;
    }

    /** Teams, then categories, those above before those below. */
    private static List<Entry> directory() {
        List<Entry> all = new ArrayList<>();
        all.add(team("team-service-desk", "Service desk", "Servicedesk", "میز خدمت", "Служба поддержки", "服务台"));
        all.add(team("team-workplace", "Workplace", "Arbeitsplatz", "پشتیبانی کاربران", "Рабочие места", "桌面支持"));
        all.add(team("team-network", "Network", "Netzwerk", "شبکه", "Сеть", "网络"));
        all.add(team("team-applications", "Applications", "Anwendungen", "برنامه‌ها", "Приложения", "应用系统"));
        all.add(team("team-security", "Security", "Sicherheit", "امنیت", "Безопасность", "信息安全"));

        all.add(category(
                "hardware", null, "team-workplace", "Hardware", "Hardware", "سخت‌افزار", "Оборудование", "硬件"));
        all.add(category(
                "computers", "hardware", "team-workplace", "Computers", "Computer", "رایانه‌ها", "Компьютеры", "电脑"));
        all.add(category(
                "printers", "hardware", "team-workplace", "Printers", "Drucker", "چاپگرها", "Принтеры", "打印机"));
        all.add(category(
                "phones", "hardware", "team-workplace", "Telephones", "Telefone", "تلفن‌ها", "Телефоны", "电话"));
        all.add(category(
                "software", null, "team-applications", "Software", "Software", "نرم‌افزار", "Программы", "软件"));
        all.add(category(
                "office",
                "software",
                "team-workplace",
                "Office programs",
                "Büroprogramme",
                "برنامه‌های اداری",
                "Офисные программы",
                "办公软件"));
        all.add(category(
                "business-applications",
                "software",
                "team-applications",
                "Business applications",
                "Fachanwendungen",
                "سامانه‌های سازمانی",
                "Бизнес-приложения",
                "业务系统"));
        all.add(category(
                "mail",
                "software",
                "team-applications",
                "Mail and calendar",
                "E-Mail und Kalender",
                "ایمیل و تقویم",
                "Почта и календарь",
                "邮件与日历"));
        all.add(category("network", null, "team-network", "Network", "Netzwerk", "شبکه", "Сеть", "网络"));
        all.add(category(
                "internet",
                "network",
                "team-network",
                "Internet access",
                "Internetzugang",
                "دسترسی به اینترنت",
                "Доступ в интернет",
                "互联网接入"));
        all.add(category(
                "wireless",
                "network",
                "team-network",
                "Wireless network",
                "WLAN",
                "شبکه بی‌سیم",
                "Беспроводная сеть",
                "无线网络"));
        all.add(category(
                "remote-access",
                "network",
                "team-network",
                "Remote access",
                "Fernzugriff",
                "دسترسی از راه دور",
                "Удалённый доступ",
                "远程访问"));
        all.add(category("access", null, "team-service-desk", "Access", "Zugänge", "دسترسی", "Доступ", "访问权限"));
        all.add(category(
                "passwords", "access", "team-service-desk", "Passwords", "Passwörter", "گذرواژه‌ها", "Пароли", "密码"));
        all.add(category(
                "permissions",
                "access",
                "team-service-desk",
                "Permissions",
                "Berechtigungen",
                "مجوزها",
                "Права доступа",
                "权限"));
        all.add(category("security", null, "team-security", "Security", "Sicherheit", "امنیت", "Безопасность", "信息安全"));
        all.add(category(
                "phishing",
                "security",
                "team-security",
                "Suspicious messages",
                "Verdächtige Nachrichten",
                "پیام‌های مشکوک",
                "Подозрительные письма",
                "可疑邮件"));
        all.add(category(
                "purchasing", null, "team-service-desk", "Purchasing", "Beschaffung", "خرید", "Закупки", "采购"));
        all.add(category("other", null, "team-service-desk", "Other", "Sonstiges", "سایر", "Прочее", "其他"));
        return all;
    }

    private static Entry team(String id, String... names) {
        return new Entry(
                "/api/directory/teams", id, Map.of("team", id, "name", byLanguage(names), "members", List.of()));
    }

    private static Entry category(String code, @Nullable String parent, String team, String... names) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("category", code);
        body.put("name", byLanguage(names));
        body.put("team", team);
        if (parent != null) {
            body.put("parent", parent);
        }
        return new Entry("/api/directory/categories", "category " + code, body);
    }

    private static Map<String, String> byLanguage(String... names) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < LANGUAGES.length; i++) {
            texts.put(LANGUAGES[i], names[i]);
        }
        return texts;
    }
}
