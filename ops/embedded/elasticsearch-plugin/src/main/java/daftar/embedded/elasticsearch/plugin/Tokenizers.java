package daftar.embedded.elasticsearch.plugin;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.LetterTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.email.UAX29URLEmailTokenizer;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenizer;
import org.apache.lucene.analysis.ngram.NGramTokenizer;
import org.apache.lucene.analysis.pattern.PatternTokenizer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** The tokenizers, by the names and settings of the full distribution. */
final class Tokenizers {

    static final Map<String, AnalysisProvider<TokenizerFactory>> ALL = Map.of(
            "keyword", tokenizer(Tokenizers::keyword),
            "whitespace", tokenizer(Tokenizers::whitespace),
            "letter", tokenizer(settings -> LetterTokenizer::new),
            "edge_ngram", tokenizer(Tokenizers::edgeNgram),
            "ngram", (index, environment, name, settings) -> TokenizerFactory.newFactory(name, ngram(index, settings)),
            "pattern", tokenizer(Tokenizers::pattern),
            "uax_url_email", tokenizer(Tokenizers::urlsAndAddresses));

    private Tokenizers() {}

    private static AnalysisProvider<TokenizerFactory> tokenizer(Function<Settings, Supplier<Tokenizer>> build) {
        return (index, environment, name, settings) -> TokenizerFactory.newFactory(name, build.apply(settings));
    }

    private static Supplier<Tokenizer> keyword(Settings settings) {
        int buffer = settings.getAsInt("buffer_size", 256);
        return () -> new KeywordTokenizer(buffer);
    }

    private static Supplier<Tokenizer> whitespace(Settings settings) {
        int longest = settings.getAsInt("max_token_length", StandardAnalyzer.DEFAULT_MAX_TOKEN_LENGTH);
        return () -> new WhitespaceTokenizer(longest);
    }

    private static Supplier<Tokenizer> pattern(Settings settings) {
        var pattern = Regex.compile(settings.get("pattern", "\\W+"), settings.get("flags"));
        int group = settings.getAsInt("group", -1);
        return () -> new PatternTokenizer(pattern, group);
    }

    private static Supplier<Tokenizer> urlsAndAddresses(Settings settings) {
        int longest = settings.getAsInt("max_token_length", StandardAnalyzer.DEFAULT_MAX_TOKEN_LENGTH);
        return () -> {
            var tokenizer = new UAX29URLEmailTokenizer();
            tokenizer.setMaxTokenLength(longest);
            return tokenizer;
        };
    }

    private static Supplier<Tokenizer> edgeNgram(Settings settings) {
        int min = settings.getAsInt("min_gram", 1);
        int max = settings.getAsInt("max_gram", 2);
        var kept = keptCharacters(settings);
        return () -> new EdgeNGramTokenizer(min, max) {
            @Override
            protected boolean isTokenChar(int character) {
                return kept.test(character);
            }
        };
    }

    private static Supplier<Tokenizer> ngram(IndexSettings index, Settings settings) {
        int min = settings.getAsInt("min_gram", 1);
        int max = settings.getAsInt("max_gram", 2);
        NgramLimit.check(index, "NGram Tokenizer", min, max);
        var kept = keptCharacters(settings);
        return () -> new NGramTokenizer(min, max) {
            @Override
            protected boolean isTokenChar(int character) {
                return kept.test(character);
            }
        };
    }

    /** {@code token_chars}: the classes of characters that belong into a gram; none named means every character. */
    private static IntPredicate keptCharacters(Settings settings) {
        var classes = settings.getAsList("token_chars");
        if (classes.isEmpty()) {
            return character -> true;
        }
        IntPredicate kept = character -> false;
        for (String name : classes) {
            kept = kept.or(
                    switch (name.strip().toLowerCase(java.util.Locale.ROOT)) {
                        case "letter" -> Character::isLetter;
                        case "digit" -> Character::isDigit;
                        case "whitespace" -> Character::isWhitespace;
                        case "punctuation", "punct" -> Tokenizers::isPunctuation;
                        case "symbol" -> Tokenizers::isSymbol;
                        case "custom" -> custom(settings.get("custom_token_chars"));
                        default ->
                            throw new IllegalArgumentException("Unknown token type: '" + name
                                    + "', must be one of [letter, digit, whitespace, punctuation, symbol, custom]");
                    });
        }
        return kept;
    }

    private static IntPredicate custom(@org.jspecify.annotations.Nullable String characters) {
        if (characters == null || characters.isEmpty()) {
            throw new IllegalArgumentException("Token type: 'custom' requires setting `custom_token_chars`");
        }
        Set<Integer> kept = new HashSet<>();
        characters.codePoints().forEach(kept::add);
        return kept::contains;
    }

    private static boolean isPunctuation(int character) {
        return switch (Character.getType(character)) {
            case Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean isSymbol(int character) {
        return switch (Character.getType(character)) {
            case Character.CURRENCY_SYMBOL, Character.MATH_SYMBOL, Character.OTHER_SYMBOL, Character.MODIFIER_SYMBOL ->
                true;
            default -> false;
        };
    }
}
