package daftar.readmodel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Persian compounds are written in three ways: with a joiner that has no width (an index knows that as a space), apart, and
 * joined. Which one a ticket has is not known to who looks for it, so all are looked for. Pure; no dictionary: of the places
 * where a word may be parted all but the right one find nothing.
 */
final class PersianSpacing {

    private static final Pattern WORD = Pattern.compile("[\\u0620-\\u064A\\u066E-\\u06D3]+");
    private static final int SHORTEST_PART = 3;
    private static final int LONGEST = 14;

    private PersianSpacing() {}

    /** Whether the two, one after the other, may be one word that is written apart. */
    static boolean mayBeOneWord(String one, String other) {
        return isPart(one) && isPart(other) && one.length() + other.length() <= LONGEST;
    }

    /** The word as two, in each way that leaves parts of some length; empty where it is not one that may be parted. */
    static List<String> apart(String word) {
        List<String> apart = new ArrayList<>();
        if (WORD.matcher(word).matches() && word.length() <= LONGEST) {
            for (int at = SHORTEST_PART; at <= word.length() - SHORTEST_PART; at++) {
                apart.add(word.substring(0, at) + " " + word.substring(at));
            }
        }
        return apart;
    }

    private static boolean isPart(String word) {
        return word.length() >= SHORTEST_PART && WORD.matcher(word).matches();
    }
}
