package daftar.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Documents, and questions of which somebody has judged what answers them.
 *
 * @param name of the set, as the command's {@code --set} chooses it
 * @param documents by id; of each the texts of its fields: title, description, solution
 * @param questions what is asked
 * @param reach what is demanded
 * @param translated whether questions and documents are in two languages
 */
record RelevanceSet(
        String name,
        Map<String, Map<String, String>> documents,
        List<Question> questions,
        Score reach,
        boolean translated) {

    /** Weights and rules are chosen by the one half and judged by the other. */
    enum Split {
        TRAIN,
        TEST,
        ALL;

        /** The half that a key belongs to, for ever and everywhere the same. */
        static Split of(String key) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
                return (hash[0] & 1) == 1 ? TEST : TRAIN;
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        boolean has(String key) {
            return this == ALL || of(key) == this;
        }
    }

    /**
     * @param key decides the half
     * @param title the question, or the title of a report
     * @param description of a report; null for a question
     * @param right the ids of the documents that answer it
     * @param itself is among the documents and does not count as found; null where the question is none of them
     */
    record Question(
            String key,
            String title,
            @Nullable String description,
            Set<String> right,
            @Nullable String itself) {

        String text() {
            return description == null ? title : title + " " + description;
        }
    }

    /**
     * @param hit share of the questions with a right answer among the first ten
     * @param rank mean of one by the place of the first right answer, 0 where it is not among the first ten
     */
    record Score(double hit, double rank) {

        static Score of(List<Integer> places) {
            double found = places.stream().filter(place -> place > 0).count();
            double ranks = places.stream()
                    .mapToDouble(place -> place > 0 ? 1.0 / place : 0)
                    .sum();
            int all = Math.max(1, places.size());
            return new Score(found / all, ranks / all);
        }

        /** As a demand: what is 0 is not demanded. */
        String demanded() {
            return hit == 0 ? "" : rank == 0 ? String.format(Locale.ROOT, "%.3f", hit) : shown();
        }

        String shown() {
            return String.format(Locale.ROOT, "%.3f/%.3f", hit, rank);
        }
    }
}
