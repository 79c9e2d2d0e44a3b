package daftar.report;

import daftar.messages.Event;
import daftar.messages.Money;
import daftar.messages.Text;
import daftar.messages.audit.TicketHistory;
import daftar.messages.audit.TicketHistory.Change;
import daftar.messages.audit.TicketHistory.Happened;
import daftar.messages.file.FileVisibility;
import daftar.messages.ledger.LedgerView;
import daftar.messages.query.Named;
import daftar.messages.query.TicketEvents;
import daftar.messages.query.TicketFile;
import daftar.messages.query.TicketView;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reports and events with something in every place. */
final class Samples {

    static final String SHA = "0123456789abcdef".repeat(4);
    static final Instant AT = Instant.parse("2026-03-21T08:30:05.123Z");
    static final String SPOKEN = "Принтер не печатает / چاپگر کار نمی‌کند / Drucker <b>kaputt</b>";

    private Samples() {}

    static CaseReport report(String language, Event... events) {
        return titled(language, "The printer", events);
    }

    static CaseReport titled(String language, @Nullable String title, Event... events) {
        List<Happened> history = new ArrayList<>();
        List<TicketEvents.Entry> entries = new ArrayList<>();
        for (Event event : events) {
            int revision = history.size();
            UUID id = new UUID(7, revision);
            String type = event.getClass().getSimpleName();
            history.add(new Happened(
                    revision,
                    revision + 10,
                    id,
                    type,
                    AT,
                    AT.plusSeconds(60),
                    new Named("person-dan", "Дан"),
                    "DISPATCHER",
                    new Named("person-roya", "رویا"),
                    "api",
                    new TicketHistory.Cause("command", "c", "c"),
                    List.of(),
                    List.of(new TicketHistory.Linked(
                            "outbox-ticket-1", revision, "LetterSent", AT, TicketHistory.How.LETTER)),
                    List.of(
                            new Change("status", "Status", "NEW", "ASSIGNED"),
                            new Change("publicTexts", "…", null, List.of(SPOKEN)),
                            new Change("costs", "Costs", null, List.of(new Money(new BigDecimal("12.50"), "EUR"))),
                            new Change("assignees", "Assignees", null, List.of(new Named("person-dan", "Дан"))))));
            entries.add(
                    new TicketEvents.Entry(revision, revision + 10, id, type, AT, AT.plusSeconds(60), Map.of(), event));
        }
        return new CaseReport(
                ticket(title),
                history,
                entries,
                Map.of(SHA, CaseReport.Content.GONE),
                new CaseReport.Ledger(
                        new LedgerView.Standing(
                                21,
                                new LedgerView.Head(1, 20, "ab".repeat(32), 10, AT, "0123456789abcdef", "c2lnbmF0dXJl"),
                                null),
                        new LedgerView.Key("0123456789abcdef", "Ed25519", "a2V5", List.of())),
                new Named("person-auditor", "Ada Auditor"),
                AT,
                ZoneId.of("Asia/Tehran"),
                language);
    }

    private static TicketView ticket(@Nullable String title) {
        return new TicketView(
                "ticket-1",
                "T-1042",
                7,
                null,
                Status.ASSIGNED,
                null,
                null,
                title,
                "<script>alert(1)</script>\nsecond line",
                Map.of("device", "PRN-0312"),
                null,
                "fa",
                new Named("incident", "Incident"),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                Priority.HIGH,
                Channel.TELEPHONE,
                new Named("person-roya", "رویا"),
                null,
                null,
                null,
                new TicketView.Held(List.of(new Named("person-dan", "Дан")), null, null),
                TicketView.Held.BY_NOBODY,
                null,
                List.of(),
                false,
                List.of(),
                null,
                null,
                null,
                null,
                AT,
                AT,
                null,
                null,
                AT.plusSeconds(3_600),
                null,
                null,
                false,
                null,
                false,
                false,
                null,
                List.of(),
                null,
                null,
                new TicketView.Enclosures(
                        List.of(new TicketFile(
                                SHA,
                                "ticket-1",
                                "گزارش \u202egnp.exe",
                                4_711,
                                "image/png",
                                FileVisibility.PUBLIC,
                                new Named("person-roya", "رویا"),
                                AT,
                                null)),
                        null,
                        List.of(),
                        List.of()));
    }

    /** One of a record, with something in every component. */
    static <R> R one(Class<R> type) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Object[] values = Arrays.stream(components)
                    .map(component -> value(component.getName(), component.getGenericType()))
                    .toArray();
            Constructor<R> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no sample of " + type, e);
        }
    }

    private static Object value(String name, Type type) {
        if (type instanceof ParameterizedType of) {
            return of.getRawType() == Map.class
                    ? Map.of(value(name, of.getActualTypeArguments()[0]), value(name, of.getActualTypeArguments()[1]))
                    : List.of(value(name, of.getActualTypeArguments()[0]));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        if (plain == Text.class) {
            return Text.of("said in " + name);
        }
        if (plain == Money.class) {
            return new Money(new BigDecimal("3.50"), "EUR");
        }
        return switch (plain.getSimpleName()) {
            case "String" -> name.equals("sha256") ? SHA : "its-" + name;
            case "int", "Integer" -> 3;
            case "long", "Long" -> 4L;
            case "boolean", "Boolean" -> true;
            case "BigDecimal" -> new BigDecimal("1.25");
            case "Instant" -> AT;
            case "Duration" -> Duration.ofMinutes(30);
            default -> one(plain);
        };
    }
}
