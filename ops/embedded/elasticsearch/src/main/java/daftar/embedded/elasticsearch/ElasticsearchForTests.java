package daftar.embedded.elasticsearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The Elasticsearch of a module's tests: the one that is named by the system property {@code daftar.test.elasticsearch} or
 * the environment variable {@code DAFTAR_TEST_ELASTICSEARCH} ({@code http://user:password@host:port}), else one that is
 * started at the first need, shared by all suites of the build, and thrown away at its end. Since it is shared, each
 * suite names its indexes by a {@link #newPrefix() prefix} of its own. It is in the main code because a test-jar of this
 * module would not reach the others where the build ends at test-compile, as for {@code mvn spring-boot:run}.
 *
 * @param uri without credentials
 */
public record ElasticsearchForTests(URI uri, String username, String password) {

    /** The system property. */
    public static final String SETTING = "daftar.test.elasticsearch";

    private static @Nullable ElasticsearchForTests shared;

    /** @return the one server of this build, or of this virtual machine where none runs; a start takes ten seconds, once */
    public static synchronized ElasticsearchForTests shared() {
        if (shared == null) {
            String named = System.getProperty(SETTING, System.getenv("DAFTAR_TEST_ELASTICSEARCH"));
            shared = named == null || named.isBlank()
                    ? ElasticsearchOfBuild.ofThisProcess()
                            .map(ElasticsearchOfBuild::server)
                            .orElseGet(ElasticsearchForTests::started)
                    : of(URI.create(named.strip()));
        }
        return shared;
    }

    /** @return a short prefix for index names that no other suite uses: {@code t1a2b3c4d-} */
    public String newPrefix() {
        return "t" + Credentials.randomText(6).toLowerCase(Locale.ROOT) + "-";
    }

    /** The value of the {@code Authorization} header. */
    public String authorization() {
        return new Credentials(username, password).basic();
    }

    private static ElasticsearchForTests of(URI named) {
        String user = named.getUserInfo();
        int colon = user == null ? -1 : user.indexOf(':');
        if (user == null || colon < 0) {
            throw new IllegalStateException(SETTING + " must be of the form http://user:password@host:port");
        }
        URI uri = URI.create(named.getScheme() + "://" + named.getHost() + ":" + named.getPort());
        return new ElasticsearchForTests(uri, user.substring(0, colon), user.substring(colon + 1));
    }

    private static ElasticsearchForTests started() {
        try {
            Path folder = Files.createTempDirectory("daftar-elasticsearch-tests-");
            // the server's own user must be able to walk through
            Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            var server = EmbeddedElasticsearch.start(
                    EmbeddedElasticsearch.Settings.in(folder).withQuickStart().withHeapMegabytes(384));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                try {
                    ServerHome.deleteAll(folder);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            return new ElasticsearchForTests(server.uri(), server.username(), server.password());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "ElasticsearchForTests[" + uri + "]";
    }
}
