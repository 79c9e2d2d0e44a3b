package daftar.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A dashboard or an alert must not go silent because a meter got another name. */
class DashboardsTest {

    /** What Prometheus makes of one meter, whichever kind it is. */
    private static final List<String> ENDINGS = List.of(
            "",
            "_total",
            "_count",
            "_sum",
            "_max",
            "_seconds",
            "_seconds_count",
            "_seconds_sum",
            "_seconds_max",
            "_seconds_bucket");

    @Test
    void every_series_is_one_of_a_meter_that_the_code_documents() throws IOException {
        Set<String> known = new TreeSet<>();
        DocumentedMeters.all()
                .map(name -> name.replace('.', '_'))
                .forEach(name -> ENDINGS.forEach(end -> known.add(name + end)));

        assertThat(WatchedSeries.in(WatchedSeries.DASHBOARD))
                .hasSizeGreaterThan(15)
                .isSubsetOf(known);
        assertThat(WatchedSeries.in(WatchedSeries.ALERTS)).hasSizeGreaterThan(4).isSubsetOf(known);
    }

    @Test
    void every_meter_is_on_the_dashboard() throws IOException {
        Set<String> shown = WatchedSeries.in(WatchedSeries.DASHBOARD);
        assertThat(DocumentedMeters.all().map(name -> name.replace('.', '_')))
                .allSatisfy(name -> assertThat(shown).anyMatch(series -> series.startsWith(name)));
    }

    @Test
    void the_dashboard_can_be_imported() throws IOException {
        JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(WatchedSeries.DASHBOARD));
        assertThat(dashboard.path("uid").asString()).isEqualTo("daftar");
        List<Integer> ids = new ArrayList<>();
        for (JsonNode panel : dashboard.path("panels")) {
            ids.add(panel.path("id").asInt());
            assertThat(panel.path("title").asString()).isNotBlank();
            for (JsonNode target : panel.path("targets")) {
                assertThat(target.path("expr").asString()).isNotBlank();
            }
        }
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void every_alert_says_what_happened_and_names_a_runbook_that_is_there() throws IOException {
        List<Map<String, Object>> rules = new ArrayList<>();
        try (Reader file = Files.newBufferedReader(WatchedSeries.ALERTS)) {
            Map<String, List<Map<String, List<Map<String, Object>>>>> alerts = new Yaml().load(file);
            alerts.get("groups").forEach(group -> rules.addAll(group.get("rules")));
        }
        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule).containsKeys("alert", "expr", "for", "labels");
            assertThat(rule.get("annotations")).isInstanceOfSatisfying(Map.class, annotations -> {
                assertThat((String) annotations.get("summary")).isNotBlank();
                assertThat(Path.of("..", "..", (String) annotations.get("runbook")))
                        .isRegularFile();
            });
        });
    }
}
