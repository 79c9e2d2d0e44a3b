package daftar.embedded.elasticsearch.plugin;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.compound.CompoundWordTokenFilterBase;
import org.apache.lucene.analysis.compound.DictionaryCompoundWordTokenFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.core.LowerCaseFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.el.GreekLowerCaseFilter;
import org.apache.lucene.analysis.fa.PersianNormalizationFilter;
import org.apache.lucene.analysis.fa.PersianStemFilter;
import org.apache.lucene.analysis.ga.IrishLowerCaseFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.PatternKeywordMarkerFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.miscellaneous.SetKeywordMarkerFilter;
import org.apache.lucene.analysis.miscellaneous.TrimFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.pattern.PatternCaptureGroupTokenFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceFilter;
import org.apache.lucene.analysis.reverse.ReverseStringFilter;
import org.apache.lucene.analysis.tr.TurkishLowerCaseFilter;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;

/**
 * The token filters, by the names and settings of the full distribution. The server brings {@code stop}, {@code shingle}
 * and {@code hunspell} itself.
 */
final class TokenFilters {

    static final Map<String, AnalysisProvider<TokenFilterFactory>> ALL = Map.ofEntries(
            entry("lowercase", normalizing(TokenFilters::lowercase)),
            entry("arabic_normalization", normalizing(settings -> ArabicNormalizationFilter::new)),
            entry("persian_normalization", normalizing(settings -> PersianNormalizationFilter::new)),
            entry("german_normalization", normalizing(settings -> GermanNormalizationFilter::new)),
            entry("cjk_width", normalizing(settings -> CJKWidthFilter::new)),
            entry("decimal_digit", normalizing(settings -> DecimalDigitFilter::new)),
            entry("trim", normalizing(settings -> TrimFilter::new)),
            entry("asciifolding", (index, environment, name, settings) -> asciifolding(name, settings)),
            entry("persian_stem", plain(settings -> PersianStemFilter::new)),
            entry(
                    "stemmer",
                    plain(settings -> Stemmers.named(settings.get("language", settings.get("name", "porter"))))),
            entry("unique", plain(settings -> {
                boolean samePosition = settings.getAsBoolean("only_on_same_position", false);
                return input -> new UniqueTokenFilter(input, samePosition);
            })),
            entry("remove_duplicates", plain(settings -> RemoveDuplicatesTokenFilter::new)),
            entry("flatten_graph", plain(settings -> FlattenGraphFilter::new)),
            entry("length", plain(TokenFilters::length)),
            entry("keyword_marker", (index, environment, name, settings) -> keywordMarker(environment, name, settings)),
            entry(
                    "pattern_capture",
                    AnalysisPlugin.requiresAnalysisSettings(
                            (index, environment, name, settings) -> patternCapture(name, settings))),
            entry(
                    "pattern_replace",
                    AnalysisPlugin.requiresAnalysisSettings(
                            (index, environment, name, settings) -> patternReplace(name, settings))),
            entry(
                    "dictionary_decompounder",
                    AnalysisPlugin.requiresAnalysisSettings(
                            (index, environment, name, settings) -> decompounder(environment, name, settings))),
            entry("cjk_bigram", notInSynonyms(TokenFilters::cjkBigram)),
            entry("edge_ngram", notInSynonyms(TokenFilters::edgeNgram)),
            entry("ngram", (index, environment, name, settings) -> ngram(index, name, settings)),
            entry(
                    "word_delimiter_graph",
                    (index, environment, name, settings) -> WordDelimiter.factory(environment, name, settings)),
            entry(
                    "synonym_graph",
                    AnalysisPlugin.requiresAnalysisSettings(
                            (index, environment, name, settings) -> new SynonymGraph(environment, name, settings))));

    private TokenFilters() {}

    private static AnalysisProvider<TokenFilterFactory> plain(Function<Settings, UnaryOperator<TokenStream>> build) {
        return (index, environment, name, settings) -> WrappedFilter.plain(name, build.apply(settings));
    }

    private static AnalysisProvider<TokenFilterFactory> normalizing(
            Function<Settings, UnaryOperator<TokenStream>> build) {
        return (index, environment, name, settings) -> WrappedFilter.normalizing(name, build.apply(settings));
    }

    private static AnalysisProvider<TokenFilterFactory> notInSynonyms(
            Function<Settings, UnaryOperator<TokenStream>> build) {
        return (index, environment, name, settings) -> WrappedFilter.notInSynonyms(name, build.apply(settings));
    }

    private static UnaryOperator<TokenStream> lowercase(Settings settings) {
        String language = settings.get("language");
        return switch (language == null ? "" : language.toLowerCase(Locale.ROOT)) {
            case "" -> LowerCaseFilter::new;
            case "greek" -> GreekLowerCaseFilter::new;
            case "irish" -> IrishLowerCaseFilter::new;
            case "turkish" -> TurkishLowerCaseFilter::new;
            default -> throw new IllegalArgumentException("language [" + language + "] not support for lower case");
        };
    }

    private static TokenFilterFactory asciifolding(String name, Settings settings) {
        boolean original = settings.getAsBoolean("preserve_original", false);
        // a query term and a synonym are one token each: there the folded form alone counts
        TokenFilterFactory folding = WrappedFilter.normalizing(name, ASCIIFoldingFilter::new);
        return original
                ? new WrappedFilter(
                        name, input -> new ASCIIFoldingFilter(input, true), ASCIIFoldingFilter::new, () -> folding)
                : folding;
    }

    private static UnaryOperator<TokenStream> length(Settings settings) {
        int min = settings.getAsInt("min", 0);
        int max = settings.getAsInt("max", Integer.MAX_VALUE);
        return input -> new LengthFilter(input, min, max);
    }

    private static TokenFilterFactory keywordMarker(Environment environment, String name, Settings settings) {
        String expression = settings.get("keywords_pattern");
        if (expression != null) {
            var pattern = Pattern.compile(expression);
            return WrappedFilter.plain(name, input -> new PatternKeywordMarkerFilter(input, pattern));
        }
        List<String> words = Analysis.getWordList(environment, settings, "keywords");
        CharArraySet keywords = words == null
                ? CharArraySet.EMPTY_SET
                : new CharArraySet(words, settings.getAsBoolean("ignore_case", false));
        return WrappedFilter.plain(name, input -> new SetKeywordMarkerFilter(input, keywords));
    }

    private static TokenFilterFactory patternCapture(String name, Settings settings) {
        Pattern[] patterns = settings.getAsList("patterns", List.of()).stream()
                .map(Pattern::compile)
                .toArray(Pattern[]::new);
        if (patterns.length == 0) {
            throw new IllegalArgumentException(
                    "required setting 'patterns' is missing for token filter [" + name + "]");
        }
        boolean original = settings.getAsBoolean("preserve_original", true);
        return WrappedFilter.plain(name, input -> new PatternCaptureGroupTokenFilter(input, original, patterns));
    }

    private static TokenFilterFactory patternReplace(String name, Settings settings) {
        String expression = settings.get("pattern");
        if (expression == null) {
            throw new IllegalArgumentException(
                    "pattern is missing for [" + name + "] token filter of type 'pattern_replace'");
        }
        Pattern pattern = Regex.compile(expression, settings.get("flags"));
        String replacement = settings.get("replacement", "");
        boolean all = settings.getAsBoolean("all", true);
        return WrappedFilter.plain(name, input -> new PatternReplaceFilter(input, pattern, replacement, all));
    }

    private static TokenFilterFactory decompounder(Environment environment, String name, Settings settings) {
        CharArraySet words = Analysis.getWordSet(environment, settings, "word_list");
        if (words == null) {
            throw new IllegalArgumentException(
                    "word_list must be provided for [" + name + "], either as a path to a file, or directly");
        }
        int smallest = settings.getAsInt("min_word_size", CompoundWordTokenFilterBase.DEFAULT_MIN_WORD_SIZE);
        int least = settings.getAsInt("min_subword_size", CompoundWordTokenFilterBase.DEFAULT_MIN_SUBWORD_SIZE);
        int most = settings.getAsInt("max_subword_size", CompoundWordTokenFilterBase.DEFAULT_MAX_SUBWORD_SIZE);
        boolean longest = settings.getAsBoolean("only_longest_match", false);
        return WrappedFilter.notInSynonyms(
                name, input -> new DictionaryCompoundWordTokenFilter(input, words, smallest, least, most, longest));
    }

    private static UnaryOperator<TokenStream> cjkBigram(Settings settings) {
        boolean unigrams = settings.getAsBoolean("output_unigrams", false);
        int scripts =
                CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;
        for (String ignored : settings.getAsList("ignored_scripts")) {
            scripts &= ~switch (ignored) {
                case "han" -> CJKBigramFilter.HAN;
                case "hiragana" -> CJKBigramFilter.HIRAGANA;
                case "katakana" -> CJKBigramFilter.KATAKANA;
                case "hangul" -> CJKBigramFilter.HANGUL;
                default ->
                    throw new IllegalArgumentException("Unknown script [" + ignored + "] in ignored_scripts, "
                            + "must be one of [han, hiragana, katakana, hangul]");
            };
        }
        int kept = scripts;
        return input -> new CJKBigramFilter(input, kept, unigrams);
    }

    private static UnaryOperator<TokenStream> edgeNgram(Settings settings) {
        int min = settings.getAsInt("min_gram", 1);
        int max = settings.getAsInt("max_gram", 2);
        boolean original = settings.getAsBoolean("preserve_original", false);
        String side = settings.get("side", "front");
        return switch (side.toLowerCase(Locale.ROOT)) {
            case "front" -> input -> new EdgeNGramTokenFilter(input, min, max, original);
            case "back" ->
                input -> new ReverseStringFilter(
                        new EdgeNGramTokenFilter(new ReverseStringFilter(input), min, max, original));
            default -> throw new IllegalArgumentException("invalid side: " + side + ", must be front or back");
        };
    }

    private static TokenFilterFactory ngram(IndexSettings index, String name, Settings settings) {
        int min = settings.getAsInt("min_gram", 1);
        int max = settings.getAsInt("max_gram", 2);
        NgramLimit.check(index, "NGram Token Filter", min, max);
        boolean original = settings.getAsBoolean("preserve_original", false);
        return WrappedFilter.notInSynonyms(name, input -> new NGramTokenFilter(input, min, max, original));
    }
}
