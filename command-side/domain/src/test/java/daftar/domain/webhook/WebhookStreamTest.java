package daftar.domain.webhook;

import static daftar.domain.directory.Organisation.REFERENCE;
import static daftar.domain.directory.Organisation.person;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.domain.Caller;
import daftar.domain.DirectoryDesk;
import daftar.domain.RecordingSealing;
import daftar.domain.StreamOfCommand;
import daftar.domain.directory.Organisation;
import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.webhook.PauseReason;
import daftar.messages.webhook.WebhookCommand;
import daftar.messages.webhook.WebhookCommand.*;
import daftar.messages.webhook.WebhookEvent.*;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookStreamTest {

    private static final String ID = "webhook-1";
    private static final String ROBOT = "person-robot";
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Text URL = Text.of("https://hooks.example.org/daftar?token=s3cret");
    private static final Text SECRET = Text.of("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
    private static final Text NEW_SECRET = Text.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private final RecordingSealing sealing = new RecordingSealing();
    private AggregateTestFixture<WebhookStream> fixture;

    @BeforeEach
    void webhooks() {
        fixture = new AggregateTestFixture<>(WebhookStream.class);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(new DirectoryDesk(
                Organisation.and(REFERENCE, person(ROBOT, null, Role.SPECIALIST)), sealing, InstantSource.fixed(NOW)));
    }

    @Test
    void an_administrator_registers_one_for_an_integrations_person() {
        fixture.givenNoPriorActivity()
                .when(register(ROBOT), Caller.with(Role.ADMINISTRATOR))
                .expectResultMessagePayload(new Receipt(ID, null, 0, -1, false))
                .expectEvents(registered(ROBOT));
        assertThat(sealing.prepared).containsExactly(ID);
    }

    @Test
    void what_the_ledger_says_is_sent_to_whom_asks_for_it_beside_events_of_tickets() {
        List<String> types = List.of("TreeHeadSigned", "LedgerKeyRotated", "TicketRaised");
        fixture.givenNoPriorActivity()
                .when(new RegisterWebhook(ID, ROBOT, URL, types, null, SECRET), by("person-admin", Role.ADMINISTRATOR))
                .expectEvents(new WebhookRegistered(ROBOT, URL, types, null, SECRET));
    }

    @Test
    void nobody_aims_the_sight_of_those_who_approve_oversee_or_administer_but_themselves() {
        refused("webhook-not-yours-to-aim", by("person-admin", Role.ADMINISTRATOR), register("person-boss"));
        refused(
                "webhook-not-yours-to-aim",
                by("person-admin", Role.ADMINISTRATOR),
                new ChangeWebhook(ID, URL, List.of(), null),
                registered("person-boss"));
        refused(
                "webhook-not-yours-to-aim",
                by("person-admin", Role.ADMINISTRATOR),
                new RotateSecret(ID, NEW_SECRET),
                registered("person-boss"));
        fixture.givenNoPriorActivity()
                .when(register("person-boss"), by("person-boss", Role.MANAGER))
                .expectEvents(registered("person-boss"));
        webhooks();
        fixture.givenCurrentTime(NOW)
                .andGiven(registered("person-boss"))
                .when(new RemoveWebhook(ID), by("person-admin", Role.ADMINISTRATOR))
                .expectEvents(new WebhookRemoved());
    }

    @Test
    void a_manager_has_their_own_and_knows_of_no_other() {
        refused("not-yours", by("person-boss", Role.MANAGER), register(ROBOT));
        refused("unknown-webhook", by("person-boss", Role.MANAGER), new RemoveWebhook(ID), registered(ROBOT));
        refused("unknown-webhook", by("person-boss", Role.MANAGER), new RemoveWebhook(ID));
    }

    @Test
    void all_others_are_refused_whether_there_is_one_or_not() {
        for (Role role : Role.values()) {
            if (role != Role.ADMINISTRATOR && role != Role.MANAGER && role != Role.CLOCK) {
                refused("not-allowed", by("person-x", role), new ResumeWebhook(ID), registered(ROBOT));
                refused("not-allowed", by("person-x", role), new ResumeWebhook(ID));
                refused("not-allowed", by("person-x", role), register("person-x"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks.example.org",
                "ftp://hooks.example.org/",
                "https:///path",
                "https://u:p@hooks.example.org/",
                "https://hooks.example.org/#part",
                "https://hooks example.org/",
                "file:///etc/passwd",
                "mailto:a@b.example",
                "https://hooks.example.org:99999/"
            })
    void an_address_that_is_none_is_refused(String url) {
        refused(
                "malformed-url",
                by("person-admin", Role.ADMINISTRATOR),
                new RegisterWebhook(ID, ROBOT, Text.of(url), List.of(), null, SECRET));
    }

    @Test
    void what_makes_no_sense_is_refused_with_its_field() {
        var admin = by("person-admin", Role.ADMINISTRATOR);
        refused("unknown-person", admin, register("person-nobody"));
        refused(
                "unknown-type",
                admin,
                new RegisterWebhook(ID, ROBOT, URL, List.of("TicketRaised", "TicketUpdated"), null, SECRET));
        refused(
                "named-twice",
                admin,
                new RegisterWebhook(ID, ROBOT, URL, List.of("TicketRaised", "TicketRaised"), null, SECRET));
        refused(
                "malformed-description",
                admin,
                new RegisterWebhook(ID, ROBOT, URL, List.of(), Text.of("x".repeat(1_000)), SECRET));
        refused(
                "missing-reason",
                admin,
                new SkipWebhookEvent(ID, UUID.randomUUID().toString(), Text.of(" ")),
                registered(ROBOT));
        refused("webhook-exists", admin, register(ROBOT), registered(ROBOT));
        refused("unknown-webhook", admin, new ResumeWebhook(ID), registered(ROBOT), new WebhookRemoved());
    }

    @Test
    void it_is_paused_once_and_only_the_receiver_says_that_it_is_gone() {
        var admin = by("person-admin", Role.ADMINISTRATOR);
        refused("not-allowed", admin, new PauseWebhook(ID, PauseReason.GONE, null), registered(ROBOT));
        fixture.givenCurrentTime(NOW)
                .andGiven(registered(ROBOT))
                .when(new PauseWebhook(ID, PauseReason.GONE, null), clock())
                .expectEvents(new WebhookPaused(PauseReason.GONE, null));
        webhooks();
        fixture.givenCurrentTime(NOW)
                .andGiven(registered(ROBOT), new WebhookPaused(PauseReason.GONE, null))
                .when(new PauseWebhook(ID, PauseReason.ASKED, null), admin)
                .expectNoEvents();
        webhooks();
        fixture.givenCurrentTime(NOW)
                .andGiven(registered(ROBOT), new WebhookPaused(PauseReason.GONE, null))
                .when(new ResumeWebhook(ID), admin)
                .expectEvents(new WebhookResumed());
    }

    @Test
    void the_key_before_signs_for_a_day_beside_the_new_one() {
        fixture.givenCurrentTime(NOW)
                .andGiven(registered(ROBOT))
                .when(new RotateSecret(ID, NEW_SECRET), Caller.with(Role.ADMINISTRATOR))
                .expectEvents(new WebhookSecretRotated(NEW_SECRET, NOW.plus(WebhookRules.OLD_KEY)));
    }

    private void refused(String code, Map<String, Object> caller, WebhookCommand command, Event... before) {
        webhooks();
        fixture.givenCurrentTime(NOW)
                .andGiven((Object[]) before)
                .when(command, caller)
                .expectException(Refused.class)
                .expectException(new org.hamcrest.CustomMatcher<Refused>("refused as " + code) {
                    @Override
                    public boolean matches(Object refused) {
                        return refused instanceof Refused r && r.code().equals(code);
                    }
                })
                .expectNoEvents();
    }

    private static RegisterWebhook register(String owner) {
        return new RegisterWebhook(ID, owner, URL, List.of("TicketRaised"), Text.of("The board"), SECRET);
    }

    private static WebhookRegistered registered(String owner) {
        return new WebhookRegistered(owner, URL, List.of("TicketRaised"), Text.of("The board"), SECRET);
    }

    private static Map<String, Object> by(String person, Role role) {
        return Caller.of(new Actor(person, Set.of(role), "api", null), UUID.randomUUID(), "hash");
    }

    private static Map<String, Object> clock() {
        return Caller.of(Actor.clock(), UUID.randomUUID(), "");
    }
}
