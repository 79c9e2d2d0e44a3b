package daftar.http.links;

import java.util.Map;

/** What stands behind the links of letters. Given by the application, which knows how they are signed. */
public interface LinkPages {

    /** @param status of HTTP @param html whole */
    record Page(int status, String language, String html) {}

    /** The page that asks; it changes nothing. */
    Page show(String token);

    /** Does it. @param form what was filled in, by field */
    Page act(String token, Map<String, String> form);
}
