package daftar.app.deployment;

import daftar.automations.ClockMeters;
import daftar.automations.webhook.WebhookMeters;
import daftar.domain.dispatch.CommandMeters;
import daftar.eventstore.EventStoreMeters;
import daftar.files.FileMeters;
import daftar.http.security.AccessMeters;
import daftar.ledgertree.LedgerMeters;
import daftar.mail.in.MailInMeters;
import daftar.mail.out.MailMeters;
import daftar.projectors.ProjectionMeters;
import daftar.query.QueryMeters;
import java.util.Arrays;
import java.util.stream.Stream;

/** The names of all meters that Daftar has, from the enums that document them. */
public final class DocumentedMeters {

    private DocumentedMeters() {}

    public static Stream<String> all() {
        return Stream.of(
                        Arrays.stream(CommandMeters.values()).map(CommandMeters::meterName),
                        Arrays.stream(EventStoreMeters.values()).map(EventStoreMeters::meterName),
                        Arrays.stream(ClockMeters.values()).map(ClockMeters::meterName),
                        Arrays.stream(WebhookMeters.values()).map(WebhookMeters::meterName),
                        Arrays.stream(LedgerMeters.values()).map(LedgerMeters::meterName),
                        Arrays.stream(MailInMeters.values()).map(MailInMeters::meterName),
                        Arrays.stream(AccessMeters.values()).map(AccessMeters::meterName),
                        Arrays.stream(MailMeters.values()).map(MailMeters::meterName),
                        Arrays.stream(FileMeters.values()).map(FileMeters::meterName),
                        Arrays.stream(ProjectionMeters.values()).map(ProjectionMeters::meter),
                        Arrays.stream(QueryMeters.Meter.values()).map(QueryMeters.Meter::key))
                .flatMap(names -> names);
    }
}
