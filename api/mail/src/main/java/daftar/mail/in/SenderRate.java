package daftar.mail.in;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How many mails each sender sent in the last hour, as far as this process knows: a loop that nothing in its mails shows is
 * stopped by it. Safe for several threads.
 */
final class SenderRate {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_SENDERS = 50_000;

    private final Map<String, Map<String, Instant>> mails = new HashMap<>();

    /** The mails of a sender in the hour before this one; the same mail read again is not counted twice. */
    synchronized int before(String sender, String key, Instant now) {
        if (mails.size() > MOST_SENDERS) {
            mails.values().removeIf(each -> each.values().stream().allMatch(at -> isOver(at, now)));
        }
        Map<String, Instant> own = mails.computeIfAbsent(sender.toLowerCase(Locale.ROOT), any -> new LinkedHashMap<>());
        own.values().removeIf(at -> isOver(at, now));
        int others = own.containsKey(key) ? own.size() - 1 : own.size();
        own.putIfAbsent(key, now);
        return others;
    }

    private static boolean isOver(Instant at, Instant now) {
        return at.plus(HOUR).isBefore(now);
    }
}
