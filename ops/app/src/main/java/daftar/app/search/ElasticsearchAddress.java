package daftar.app.search;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.Settings;
import daftar.app.embedded.StartingElasticsearch;
import daftar.embedded.elasticsearch.EmbeddedElasticsearch;
import daftar.query.Elastic;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.elasticsearch.autoconfigure.ElasticsearchConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells Spring's Elasticsearch client whom to call and as whom. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole({NodeRole.COMMAND, NodeRole.PROJECTION, NodeRole.QUERY})
public class ElasticsearchAddress {

    @Bean
    ElasticsearchConnectionDetails elasticsearchConnectionDetails(
            Settings settings, ObjectProvider<StartingElasticsearch> embedded) throws IOException {
        if (settings.isElasticsearchEmbedded()) {
            StartingElasticsearch starting = embedded.getIfAvailable();
            if (starting == null) {
                throw new IllegalStateException("This node has no role \"embedded\"; daftar.elasticsearch must name"
                        + " Elasticsearch's address, e.g. http://127.0.0.1:9200");
            }
            EmbeddedElasticsearch server = starting.server();
            return new Details(List.of(server.uri()), server.username(), server.password());
        }
        List<URI> uris = List.of(settings.elasticsearch().split(",")).stream()
                .map(String::strip)
                .map(URI::create)
                .toList();
        Path file = settings.elasticsearchCredentials();
        if (file == null) {
            return new Details(uris, settings.elasticsearchUsername(), settings.elasticsearchPassword());
        }
        Properties credentials = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            credentials.load(reader);
        }
        return new Details(uris, credentials.getProperty("username"), credentials.getProperty("password"));
    }

    @Bean
    Elastic elastic(Rest5Client client) {
        return new Elastic(client);
    }

    private record Details(
            List<URI> uris,
            @Nullable String username,
            @Nullable String password) implements ElasticsearchConnectionDetails {

        @Override
        public List<Node> getNodes() {
            return uris.stream()
                    .map(uri -> new Node(
                            uri.getHost(),
                            uri.getPort() >= 0 ? uri.getPort() : 9200,
                            "https".equals(uri.getScheme()) ? Node.Protocol.HTTPS : Node.Protocol.HTTP))
                    .toList();
        }

        @Override
        public @Nullable String getUsername() {
            return username;
        }

        @Override
        public @Nullable String getPassword() {
            return password;
        }

        @Override
        public String toString() {
            return "Elasticsearch at " + uris;
        }
    }
}
