package daftar.embedded.elasticsearch.plugin;

import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.CATENATE_ALL;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.CATENATE_NUMBERS;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.CATENATE_WORDS;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.GENERATE_WORD_PARTS;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.IGNORE_KEYWORDS;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.PRESERVE_ORIGINAL;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.SPLIT_ON_NUMERICS;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.STEM_ENGLISH_POSSESSIVE;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterIterator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.TokenFilterFactory;

/** {@code word_delimiter_graph}: splits terms such as part numbers at delimiters, case changes and digits. */
final class WordDelimiter {

    // the kinds of Lucene's table, which names only some of them publicly
    private static final byte LOWER = 0x01;
    private static final byte UPPER = 0x02;
    private static final byte DIGIT = 0x04;
    private static final byte DELIMITER = 0x08;

    private WordDelimiter() {}

    static TokenFilterFactory factory(Environment environment, String name, Settings settings) {
        int flags = flag(settings, "generate_word_parts", true, GENERATE_WORD_PARTS)
                | flag(settings, "generate_number_parts", true, GENERATE_NUMBER_PARTS)
                | flag(settings, "catenate_words", false, CATENATE_WORDS)
                | flag(settings, "catenate_numbers", false, CATENATE_NUMBERS)
                | flag(settings, "catenate_all", false, CATENATE_ALL)
                | flag(settings, "split_on_case_change", true, SPLIT_ON_CASE_CHANGE)
                | flag(settings, "preserve_original", false, PRESERVE_ORIGINAL)
                | flag(settings, "split_on_numerics", true, SPLIT_ON_NUMERICS)
                | flag(settings, "stem_english_possessive", true, STEM_ENGLISH_POSSESSIVE)
                | flag(settings, "ignore_keywords", false, IGNORE_KEYWORDS);
        Set<?> words = Analysis.getWordSet(environment, settings, "protected_words");
        CharArraySet kept = words == null ? null : CharArraySet.copy(words);
        List<String> types = Analysis.getWordList(environment, settings, "type_table");
        byte[] table = types == null ? WordDelimiterIterator.DEFAULT_WORD_DELIM_TABLE : table(types);
        boolean adjustOffsets = settings.getAsBoolean("adjust_offsets", true);
        return WrappedFilter.notInSynonyms(
                name, input -> new WordDelimiterGraphFilter(input, adjustOffsets, table, flags, kept));
    }

    private static int flag(Settings settings, String name, boolean otherwise, int flag) {
        return settings.getAsBoolean(name, otherwise) ? flag : 0;
    }

    /** Rules of the form {@code "# => ALPHA"} on top of Lucene's own table. */
    private static byte[] table(List<String> rules) {
        byte[] table = WordDelimiterIterator.DEFAULT_WORD_DELIM_TABLE;
        for (String rule : rules) {
            int arrow = rule.lastIndexOf("=>");
            String character = arrow < 0
                    ? ""
                    : EscapedText.unescape(rule.substring(0, arrow).strip());
            if (character.length() != 1) {
                throw new IllegalArgumentException(
                        "Invalid Mapping Rule: [" + rule + "]. Only a single character is allowed.");
            }
            byte kind =
                    switch (rule.substring(arrow + 2).strip()) {
                        case "LOWER" -> LOWER;
                        case "UPPER" -> UPPER;
                        case "ALPHA" -> LOWER | UPPER;
                        case "DIGIT" -> DIGIT;
                        case "ALPHANUM" -> LOWER | UPPER | DIGIT;
                        case "SUBWORD_DELIM" -> DELIMITER;
                        default ->
                            throw new IllegalArgumentException("Invalid Mapping Rule: [" + rule + "]. Illegal type.");
                    };
            int known = table.length;
            table = Arrays.copyOf(table, Math.max(known, character.charAt(0) + 1));
            for (int c = known; c < table.length; c++) {
                table[c] = WordDelimiterIterator.getType(c);
            }
            table[character.charAt(0)] = kind;
        }
        return table;
    }
}
