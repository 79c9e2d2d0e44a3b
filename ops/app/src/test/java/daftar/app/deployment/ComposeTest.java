package daftar.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.app.NodeRole;
import daftar.app.Settings;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.Yaml;

/** The compose file is not run by any build, so at least what it says of Daftar must be so. */
class ComposeTest {

    private static final Path FOLDER = Path.of("..", "compose");

    private static Map<String, Object> compose = Map.of();

    @BeforeAll
    static void read() throws IOException {
        try (Reader file = Files.newBufferedReader(FOLDER.resolve("compose.yaml"))) {
            compose = new Yaml().load(file);
        }
    }

    @Test
    void every_setting_of_daftar_that_is_named_is_one() {
        Set<String> settings = new TreeSet<>();
        addNames("DAFTAR_", Settings.class, settings);
        settings.add(NodeRole.SETTING.replace('.', '_').toUpperCase(Locale.ROOT));

        Set<String> named = new TreeSet<>();
        nodes().values().forEach(node -> named.addAll(environment(node).keySet()));
        named.removeIf(name -> !name.startsWith("DAFTAR_"));

        assertThat(named).isNotEmpty().isSubsetOf(settings);
    }

    @Test
    void each_node_has_its_role_and_its_servers_and_the_key_from_a_file(@TempDir Path secrets) throws IOException {
        String key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        Files.writeString(secrets.resolve("daftar.installation-key"), key + "\n");
        Files.writeString(secrets.resolve("daftar.ledger.key"), "the key of the ledger\n");
        Map<String, Set<NodeRole>> roles = new TreeMap<>();
        nodes().forEach((name, node) -> {
            Map<String, Object> environment = environment(node);
            environment.computeIfPresent("SPRING_CONFIG_IMPORT", (setting, folder) -> folder.toString()
                    .replace("/run/daftar", secrets.toString()));
            try (ConfigurableApplicationContext bound = bind(environment)) {
                Settings settings = bound.getBean(Settings.class);
                assertThat(settings.eventStore()).startsWith("esdb://event-store:");
                assertThat(settings.elasticsearch()).isEqualTo("http://elasticsearch:9200");
                assertThat(settings.installationKey()).isEqualTo(key);
                assertThat(settings.ledger().key()).isEqualTo("the key of the ledger");
                assertThat(List.of(settings.elasticsearchCredentials(), settings.logins()))
                        .allSatisfy(file -> assertThat(file).hasParentRaw(Path.of("/run/secrets")));
                assertThat(settings.isDemo()).isFalse();
                roles.put(name, NodeRole.of(bound.getEnvironment()));
            }
        });
        assertThat(roles)
                .isEqualTo(Map.of(
                        "command", Set.of(NodeRole.COMMAND),
                        "projection", Set.of(NodeRole.PROJECTION),
                        "query", Set.of(NodeRole.QUERY)));
    }

    @Test
    void only_the_loopback_address_is_published() {
        Map<String, Object> published = new TreeMap<>();
        services().forEach((name, service) -> {
            if (service.containsKey("ports")) {
                published.put(name, service.get("ports"));
            }
            assertThat(service).as(name).doesNotContainEntry("network_mode", "host");
        });
        assertThat(published).isEqualTo(Map.of("proxy", List.of("127.0.0.1:8080:8080")));
    }

    @Test
    void nodes_are_asked_for_their_readiness_and_may_write_nothing() {
        assertThat(nodes()).hasSize(3);
        nodes().values().forEach(node -> {
            assertThat(node.get("healthcheck").toString()).contains("/actuator/health/readiness");
            assertThat(node).containsEntry("read_only", true).containsEntry("user", "1000:1000");
        });
    }

    @Test
    void secrets_are_files_that_are_not_committed() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("secrets/.gitignore")).lines())
                .contains("*");
        assertThat(map(compose.get("secrets")).values()).isNotEmpty().allSatisfy(secret -> assertThat(secret.toString())
                .startsWith("{file=./secrets/"));
        services().forEach((name, service) -> environment(service).forEach((variable, value) -> {
            if (variable.contains("PASSWORD") || variable.contains("KEY")) {
                assertThat(value.toString()).as(name + " " + variable).startsWith("/run/secrets/");
            }
        }));
    }

    @Test
    void the_proxy_knows_every_node() throws IOException {
        String routes = Files.readString(FOLDER.resolve("nginx.conf"));
        nodes().keySet().forEach(node -> assertThat(routes).contains(" " + node + ":8080;"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }

    private static Map<String, Map<String, Object>> services() {
        Map<String, Map<String, Object>> services = new TreeMap<>();
        map(compose.get("services")).forEach((name, service) -> services.put(name, map(service)));
        return services;
    }

    /** Those that are Daftar. */
    private static Map<String, Map<String, Object>> nodes() {
        Map<String, Map<String, Object>> nodes = services();
        nodes.values().removeIf(service -> !service.get("image").toString().startsWith("daftar:"));
        return nodes;
    }

    private static Map<String, Object> environment(Map<String, Object> service) {
        return new HashMap<>(map(service.getOrDefault("environment", Map.of())));
    }

    /** As environment variables are written: without hyphens, in capitals. */
    private static void addNames(String prefix, Class<?> settings, Set<String> names) {
        for (RecordComponent component : settings.getRecordComponents()) {
            String name = prefix + component.getName().toUpperCase(Locale.ROOT);
            if (component.getType().isRecord()) {
                addNames(name + "_", component.getType(), names);
            } else {
                names.add(name);
            }
        }
    }

    private static ConfigurableApplicationContext bind(Map<String, Object> environment) {
        SpringApplication application = new SpringApplication(Bound.class);
        application.setLogStartupInfo(false);
        StandardEnvironment variables = new StandardEnvironment();
        variables
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment));
        application.setEnvironment(variables);
        return application.run("--spring.main.web-application-type=none", "--spring.main.banner-mode=off");
    }

    @EnableConfigurationProperties(Settings.class)
    static class Bound {}
}
