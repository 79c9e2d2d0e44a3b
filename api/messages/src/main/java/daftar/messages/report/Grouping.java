package daftar.messages.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the rows of a report are by; those that are not of a time or a rhythm can be filtered by as well. */
public enum Grouping {
    /** One row, the total, alone. */
    NONE,
    /** The department itself; as a filter, with all below it. */
    DEPARTMENT,
    /** Every department with all below it; a ticket counts in each above its own. */
    DEPARTMENT_TREE,
    SERVICE,
    CATEGORY,
    TYPE,
    PRIORITY,
    STATUS,
    /** The team that has it, or had it last; of work, whose the ticket was. */
    TEAM,
    /** Who resolved it; of what is not resolved, who has it or had it last; of work, who did it. */
    SPECIALIST,
    CHANNEL,
    LOCATION,
    /** A vendor that has or had it; a ticket counts for each. */
    VENDOR,
    REQUEST_TYPE,
    /** The kind of work. */
    ACTIVITY,
    STAGE,
    /** From which team to which it went. */
    TEAM_PAIR,
    RATING,
    MONTH,
    WEEK,
    DAY,
    /** Day of the week in the caller's zone. */
    WEEKDAY,
    /** Hour of the day in the caller's zone. */
    HOUR,
    /** Hour of the week in the caller's zone. */
    WEEK_HOUR;

    /** The name in URLs and answers: {@code requestType}. */
    public String key() {
        String[] words = name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder key = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            key.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return key.toString();
    }

    /** The grouping of this name, or null. */
    public static @Nullable Grouping of(String key) {
        for (Grouping grouping : values()) {
            if (grouping.key().equals(key)) {
                return grouping;
            }
        }
        return null;
    }

    /** Whether its rows are stretches of the period. */
    public boolean isOfTime() {
        return this == MONTH || this == WEEK || this == DAY;
    }

    /** Whether its rows come again and again in the period. */
    public boolean isRhythm() {
        return this == WEEKDAY || this == HOUR || this == WEEK_HOUR;
    }
}
