package daftar.embedded.elasticsearch.plugin;

import org.elasticsearch.index.IndexSettings;

/** {@code index.max_ngram_diff}: grams of many lengths blow an index up, so the server wants that said on purpose. */
final class NgramLimit {

    private NgramLimit() {}

    static void check(IndexSettings index, String what, int min, int max) {
        int allowed = index.getMaxNgramDiff();
        if (max - min > allowed) {
            throw new IllegalArgumentException("The difference between max_gram and min_gram in " + what
                    + " must be less than or equal to: [" + allowed + "] but was [" + (max - min)
                    + "]. This limit can be set by changing the [index.max_ngram_diff] index level setting.");
        }
    }
}
