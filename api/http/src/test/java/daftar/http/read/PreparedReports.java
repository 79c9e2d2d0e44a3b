package daftar.http.read;

import daftar.messages.query.Query.FindReport;
import daftar.messages.query.Query.FindWhatIf;
import daftar.messages.report.ReportView;
import daftar.messages.report.ReportView.Column;
import daftar.messages.report.ReportView.Figure;
import daftar.messages.report.ReportView.Row;
import daftar.messages.report.ReportView.Unit;
import daftar.messages.report.ReportWish;
import daftar.messages.report.WhatIf;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/** Reads what is asked as the read side does, and answers with rows that have the names that a test prepared. */
public final class PreparedReports {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    volatile List<String> names = List.of("Network");
    volatile WhatIf.@Nullable Request asked;

    /** While it is there, what-ifs say that they have begun and wait. */
    volatile @Nullable CountDownLatch held;

    final Semaphore begun = new Semaphore(0);

    @QueryHandler
    public ReportView find(FindReport query) {
        ReportWish wish = ReportWish.of(query.report(), query.parameters(), NOW, ZoneOffset.UTC, DayOfWeek.MONDAY, "");
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            rows.add(row(name, name));
        }
        return new ReportView(
                wish.report().key(),
                wish.at(),
                wish.period().from(),
                wish.period().to(),
                null,
                null,
                wish.zone().getId(),
                wish.firstDay(),
                wish.group().key(),
                List.of(new Column("resolved", Unit.COUNT, null), new Column("resolutionMean", Unit.DURATION, null)),
                row("", null),
                rows,
                false,
                false);
    }

    private static Row row(String key, @Nullable String name) {
        return new Row(
                key,
                name,
                null,
                Map.of(
                        "resolved",
                        new Figure(-3L, "/api/reports/times/tickets?figure=resolved", null),
                        "resolutionMean",
                        new Figure(
                                Duration.ofMillis(90_500), "/api/reports/times/tickets?figure=resolutionMean", null)));
    }

    @QueryHandler
    public WhatIf.View find(FindWhatIf query) throws InterruptedException {
        asked = query.request();
        CountDownLatch wait = held;
        if (wait != null) {
            begun.release();
            wait.await();
        }
        Map<String, @Nullable Number> total = new LinkedHashMap<>();
        total.put("response.met.now", 1L);
        total.put("response.met.other", 2L);
        return new WhatIf.View(NOW.minusSeconds(60), NOW, 3, 0, total, Map.of(), null, false);
    }
}
