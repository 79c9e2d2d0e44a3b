package daftar.embedded.elasticsearch.plugin;

import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingCharFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;

/** The character filters, by the names and settings of the full distribution. */
final class CharFilters {

    static final Map<String, AnalysisProvider<CharFilterFactory>> ALL = Map.of(
            "mapping",
            AnalysisPlugin.requiresAnalysisSettings(
                    (index, environment, name, settings) -> normalizing(name, mapping(environment, name, settings))),
            "html_strip",
            (index, environment, name, settings) -> plain(name, htmlStrip(settings)),
            "pattern_replace",
            AnalysisPlugin.requiresAnalysisSettings(
                    (index, environment, name, settings) -> normalizing(name, patternReplace(name, settings))));

    private CharFilters() {}

    private static UnaryOperator<Reader> mapping(Environment environment, String name, Settings settings) {
        List<String> rules = Analysis.getWordList(environment, settings, "mappings");
        if (rules == null) {
            throw new IllegalArgumentException(
                    "mapping requires either `mappings` or `mappings_path` to be configured: [" + name + "]");
        }
        var map = new NormalizeCharMap.Builder();
        for (String rule : rules) {
            int arrow = rule.lastIndexOf("=>");
            if (arrow < 0) {
                throw new IllegalArgumentException("Invalid Mapping Rule : [" + rule + "]");
            }
            map.add(
                    EscapedText.unescape(rule.substring(0, arrow).strip()),
                    EscapedText.unescape(rule.substring(arrow + 2).strip()));
        }
        NormalizeCharMap built = map.build();
        return reader -> new MappingCharFilter(built, reader);
    }

    private static UnaryOperator<Reader> htmlStrip(Settings settings) {
        Set<String> escapedTags = Set.copyOf(settings.getAsList("escaped_tags"));
        return reader ->
                escapedTags.isEmpty() ? new HTMLStripCharFilter(reader) : new HTMLStripCharFilter(reader, escapedTags);
    }

    private static UnaryOperator<Reader> patternReplace(String name, Settings settings) {
        String expression = settings.get("pattern");
        if (expression == null || expression.isEmpty()) {
            throw new IllegalArgumentException(
                    "pattern is missing for [" + name + "] char filter of type 'pattern_replace'");
        }
        var pattern = Regex.compile(expression, settings.get("flags"));
        String replacement = settings.get("replacement", "");
        return reader -> new PatternReplaceCharFilter(pattern, replacement, reader);
    }

    private static CharFilterFactory plain(String name, UnaryOperator<Reader> filter) {
        return new CharFilterFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Reader create(Reader reader) {
                return filter.apply(reader);
            }
        };
    }

    /** Also applied to wildcard and prefix queries and to normalizers. */
    private static CharFilterFactory normalizing(String name, UnaryOperator<Reader> filter) {
        return new NormalizingCharFilterFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Reader create(Reader reader) {
                return filter.apply(reader);
            }
        };
    }
}
