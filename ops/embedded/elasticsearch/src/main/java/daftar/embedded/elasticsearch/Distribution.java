package daftar.embedded.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * An unpacked Elasticsearch. The build unpacks the one it has resolved and leaves its place in a class-path resource.
 *
 * @param home the folder with {@code lib} and {@code modules}
 * @param version the exact version, since the plugin's descriptor must name it
 */
record Distribution(Path home, String version) {

    /** A system property, or the environment variable {@code DAFTAR_EMBEDDED_ELASTICSEARCH_HOME}. */
    static final String SETTING = "daftar.embedded.elasticsearch-home";

    /**
     * @param chosen by the settings; null asks the system property, the environment, and last the build
     * @throws IllegalStateException if there is none at the place, with what to do
     */
    static Distribution find(@Nullable Path chosen) {
        Properties built = new Properties();
        try (InputStream resource = Distribution.class.getResourceAsStream("distribution.properties")) {
            if (resource != null) {
                built.load(resource);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        String version = built.getProperty("version", "");
        Path home = chosen != null ? chosen : Path.of(named(built.getProperty("home", "")));
        if (!Files.isRegularFile(home.resolve("lib/elasticsearch-" + version + ".jar"))) {
            throw new IllegalStateException("Elasticsearch " + version + " was not found in " + home
                    + ": build Daftar once with `mvn package`, which unpacks it, or set " + SETTING
                    + " to the folder of an unpacked Elasticsearch " + version + ".");
        }
        return new Distribution(home.toAbsolutePath().normalize(), version);
    }

    private static String named(String byTheBuild) {
        String property = System.getProperty(SETTING);
        if (property != null && !property.isBlank()) {
            return property;
        }
        String variable = System.getenv("DAFTAR_EMBEDDED_ELASTICSEARCH_HOME");
        return variable != null && !variable.isBlank() ? variable : byTheBuild;
    }

    /** The full distribution has the analysis components itself and would refuse ours beside them. */
    boolean needsAnalysisPlugin() {
        return !Files.isDirectory(home.resolve("modules/analysis-common"));
    }
}
