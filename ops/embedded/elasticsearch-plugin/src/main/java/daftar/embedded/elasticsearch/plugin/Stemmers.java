package daftar.embedded.elasticsearch.plugin;

import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanMinimalStemFilter;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.fa.PersianStemFilter;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchMinimalStemFilter;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/** The stemmers that {@code "type": "stemmer"} chooses from by its {@code language}. */
final class Stemmers {

    private Stemmers() {}

    /** @throws IllegalArgumentException where the language is not known here */
    static UnaryOperator<TokenStream> named(String language) {
        return switch (language.toLowerCase(Locale.ROOT)) {
            case "arabic" -> ArabicStemFilter::new;
            case "danish" -> snowball(DanishStemmer::new);
            case "dutch" -> snowball(DutchStemmer::new);
            case "english", "porter" -> PorterStemFilter::new;
            case "light_english", "lightenglish", "kstem" -> KStemFilter::new;
            case "minimal_english", "minimalenglish" -> EnglishMinimalStemFilter::new;
            case "possessive_english", "possessiveenglish" -> EnglishPossessiveFilter::new;
            case "porter2" -> snowball(EnglishStemmer::new);
            case "finnish" -> snowball(FinnishStemmer::new);
            case "french" -> snowball(FrenchStemmer::new);
            case "light_french", "lightfrench" -> FrenchLightStemFilter::new;
            case "minimal_french", "minimalfrench" -> FrenchMinimalStemFilter::new;
            case "german", "german2" -> snowball(GermanStemmer::new);
            case "light_german", "lightgerman" -> GermanLightStemFilter::new;
            case "minimal_german", "minimalgerman" -> GermanMinimalStemFilter::new;
            case "italian" -> snowball(ItalianStemmer::new);
            case "norwegian" -> snowball(NorwegianStemmer::new);
            case "persian" -> PersianStemFilter::new;
            case "portuguese" -> snowball(PortugueseStemmer::new);
            case "romanian" -> snowball(RomanianStemmer::new);
            case "russian" -> snowball(RussianStemmer::new);
            case "light_russian", "lightrussian" -> RussianLightStemFilter::new;
            case "spanish" -> snowball(SpanishStemmer::new);
            case "swedish" -> snowball(SwedishStemmer::new);
            case "turkish" -> snowball(TurkishStemmer::new);
            default -> throw new IllegalArgumentException("Invalid stemmer language [" + language + "] specified");
        };
    }

    /** A Snowball stemmer keeps the word that it works on, so each stream has its own. */
    private static UnaryOperator<TokenStream> snowball(Supplier<SnowballStemmer> stemmer) {
        return input -> new SnowballFilter(input, stemmer.get());
    }
}
