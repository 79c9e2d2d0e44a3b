package daftar.embedded.elasticsearch.plugin;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenStream;
import org.elasticsearch.index.analysis.TokenFilterFactory;

/**
 * A Lucene filter under a name.
 *
 * @param name as the index settings call it
 * @param filter applied to text
 * @param normalizer applied to single terms: keyword normalizers, prefix and wildcard queries
 * @param inSynonyms what stands for this filter while synonym rules are analysed; throws where the filter makes several
 *     tokens of one and so cannot stand before a synonym filter
 */
record WrappedFilter(
        String name,
        UnaryOperator<TokenStream> filter,
        UnaryOperator<TokenStream> normalizer,
        Supplier<TokenFilterFactory> inSynonyms)
        implements TokenFilterFactory {

    static TokenFilterFactory plain(String name, UnaryOperator<TokenStream> filter) {
        return of(name, filter, UnaryOperator.identity());
    }

    static TokenFilterFactory normalizing(String name, UnaryOperator<TokenStream> filter) {
        return of(name, filter, filter);
    }

    static TokenFilterFactory notInSynonyms(String name, UnaryOperator<TokenStream> filter) {
        return new WrappedFilter(name, filter, UnaryOperator.identity(), () -> {
            throw new IllegalArgumentException("Token filter [" + name + "] cannot be used to parse synonyms");
        });
    }

    private static TokenFilterFactory of(
            String name, UnaryOperator<TokenStream> filter, UnaryOperator<TokenStream> normalizer) {
        return new WrappedFilter(name, filter, normalizer, () -> of(name, filter, normalizer));
    }

    @Override
    public TokenStream create(TokenStream input) {
        return filter.apply(input);
    }

    @Override
    public TokenStream normalize(TokenStream input) {
        return normalizer.apply(input);
    }

    @Override
    public TokenFilterFactory getSynonymFilter() {
        return inSynonyms.get();
    }
}
