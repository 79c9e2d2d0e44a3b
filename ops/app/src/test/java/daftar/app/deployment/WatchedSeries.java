package daftar.app.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The series of Daftar's own that dashboards and alerts name. */
public final class WatchedSeries {

    static final Path DASHBOARD = Path.of("..", "dashboards", "daftar.json");
    static final Path ALERTS = Path.of("..", "dashboards", "alerts.yaml");

    private static final Pattern SERIES = Pattern.compile("\\bdaftar_[a-z_]+");

    private WatchedSeries() {}

    /** All of them, by name. */
    public static Set<String> all() throws IOException {
        Set<String> series = new TreeSet<>(in(DASHBOARD));
        series.addAll(in(ALERTS));
        return series;
    }

    static Set<String> in(Path file) throws IOException {
        Set<String> series = new TreeSet<>();
        Matcher names = SERIES.matcher(Files.readString(file));
        while (names.find()) {
            series.add(names.group());
        }
        return series;
    }
}
