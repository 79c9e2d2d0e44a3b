package daftar.embedded.elasticsearch.plugin;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.text.ParseException;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.apache.lucene.analysis.synonym.WordnetSynonymParser;
import org.apache.lucene.util.CharsRef;
import org.apache.lucene.util.CharsRefBuilder;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexService.IndexCreationContext;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.AnalysisMode;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.CustomAnalyzer;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;

/**
 * {@code synonym_graph} with rules from {@code synonyms} or {@code synonyms_path}. The rules go through the filters that
 * stand before it in the chain, so they are written as people write. Synonym sets kept by the server's synonyms API
 * ({@code synonyms_set}) are refused: Daftar keeps its synonyms in the index settings.
 */
final class SynonymGraph implements TokenFilterFactory {

    private final Environment environment;
    private final String name;
    private final Settings settings;

    SynonymGraph(Environment environment, String name, Settings settings) {
        if (settings.get("synonyms_set") != null) {
            throw new IllegalArgumentException("[synonyms_set] is not available in the embedded server; "
                    + "use [synonyms] or [synonyms_path] for [" + name + "]");
        }
        this.environment = environment;
        this.name = name;
        this.settings = settings;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public TokenStream create(TokenStream input) {
        throw new IllegalStateException(
                "Call getChainAwareTokenFilterFactory to specialize this factory for an analysis chain first");
    }

    @Override
    public AnalysisMode getAnalysisMode() {
        return settings.getAsBoolean("updateable", false) ? AnalysisMode.SEARCH_TIME : AnalysisMode.ALL;
    }

    @Override
    public TokenFilterFactory getChainAwareTokenFilterFactory(
            IndexCreationContext context,
            TokenizerFactory tokenizer,
            List<CharFilterFactory> charFilters,
            List<TokenFilterFactory> previous,
            Function<String, TokenFilterFactory> others) {
        Analyzer analyzer = new CustomAnalyzer(
                tokenizer,
                charFilters.toArray(CharFilterFactory[]::new),
                previous.stream().map(TokenFilterFactory::getSynonymFilter).toArray(TokenFilterFactory[]::new));
        return new Specialized(name, synonyms(analyzer), getAnalysisMode());
    }

    private SynonymMap synonyms(Analyzer analyzer) {
        boolean expand = settings.getAsBoolean("expand", true);
        // what can change after the index is made must not be able to break it
        boolean lenient = settings.getAsBoolean("lenient", settings.getAsBoolean("updateable", false));
        SynonymMap.Parser parser = "wordnet".equalsIgnoreCase(settings.get("format"))
                ? new WordnetRules(expand, lenient, analyzer)
                : new SolrRules(expand, lenient, analyzer);
        try (Reader rules = rules()) {
            parser.parse(rules);
            return parser.build();
        } catch (IOException | ParseException e) {
            throw new IllegalArgumentException("failed to build synonyms for [" + name + "]", e);
        }
    }

    private Reader rules() {
        List<String> inline = settings.getAsList("synonyms", null);
        if (inline != null) {
            return new StringReader(String.join("\n", inline));
        }
        String path = settings.get("synonyms_path");
        if (path == null) {
            throw new IllegalArgumentException(
                    "synonym requires either `synonyms` or `synonyms_path` to be configured: [" + name + "]");
        }
        return Analysis.getReaderFromFile(environment, path, "synonyms_path");
    }

    private record Specialized(String name, SynonymMap synonyms, AnalysisMode mode) implements TokenFilterFactory {

        @Override
        public TokenStream create(TokenStream input) {
            return synonyms.fst == null ? input : new SynonymGraphFilter(input, synonyms, false);
        }

        @Override
        public AnalysisMode getAnalysisMode() {
            return mode;
        }

        /** Rules of one synonym filter do not rewrite those of the next. */
        @Override
        public TokenFilterFactory getSynonymFilter() {
            return IDENTITY_FILTER;
        }
    }

    private static final class SolrRules extends SolrSynonymParser {
        private final boolean lenient;

        SolrRules(boolean expand, boolean lenient, Analyzer analyzer) {
            super(true, expand, analyzer);
            this.lenient = lenient;
        }

        @Override
        public CharsRef analyze(String text, CharsRefBuilder reuse) throws IOException {
            try {
                return super.analyze(text, reuse);
            } catch (IllegalArgumentException e) {
                return leftOut(lenient, e);
            }
        }

        @Override
        public void add(CharsRef input, CharsRef output, boolean includeOriginal) {
            if (!lenient || (input.length > 0 && output.length > 0)) {
                super.add(input, output, includeOriginal);
            }
        }
    }

    private static final class WordnetRules extends WordnetSynonymParser {
        private final boolean lenient;

        WordnetRules(boolean expand, boolean lenient, Analyzer analyzer) {
            super(true, expand, analyzer);
            this.lenient = lenient;
        }

        @Override
        public CharsRef analyze(String text, CharsRefBuilder reuse) throws IOException {
            try {
                return super.analyze(text, reuse);
            } catch (IllegalArgumentException e) {
                return leftOut(lenient, e);
            }
        }

        @Override
        public void add(CharsRef input, CharsRef output, boolean includeOriginal) {
            if (!lenient || (input.length > 0 && output.length > 0)) {
                super.add(input, output, includeOriginal);
            }
        }
    }

    private static CharsRef leftOut(boolean lenient, IllegalArgumentException refused) {
        if (lenient) {
            return new CharsRef();
        }
        throw refused;
    }
}
