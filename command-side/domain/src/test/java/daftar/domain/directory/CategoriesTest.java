package daftar.domain.directory;

import static daftar.domain.directory.Organisation.REFERENCE;
import static daftar.domain.directory.Organisation.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.domain.Caller;
import daftar.domain.Decision;
import daftar.domain.DirectoryDesk;
import daftar.domain.RecordingSealing;
import daftar.domain.StreamOfCommand;
import daftar.messages.LocalizedText;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.catalogue.CatalogueEntry.RequestType;
import daftar.messages.catalogue.CatalogueEvent.CatalogueEntryRetired;
import daftar.messages.catalogue.CatalogueEvent.RequestTypeDefined;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.directory.DirectoryCommand;
import daftar.messages.directory.DirectoryCommand.DefineCategory;
import daftar.messages.directory.DirectoryCommand.MoveCategory;
import daftar.messages.directory.DirectoryCommand.RenameCategory;
import daftar.messages.directory.DirectoryCommand.RestoreCategory;
import daftar.messages.directory.DirectoryCommand.RetireCategory;
import daftar.messages.directory.DirectoryEvent.CategoryDefined;
import daftar.messages.directory.DirectoryEvent.CategoryRestored;
import daftar.messages.directory.DirectoryEvent.CategoryRetired;
import daftar.messages.directory.Reference;
import daftar.reference.ReferenceState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Categories are renamed, moved, retired and restored; none that is offered hangs below a retired one. */
class CategoriesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Map<String, Object> ADMIN = Caller.with(Role.ADMINISTRATOR);
    private static final Entry NETWORK = new Entry.Category(name("Network"), "hardware", "team-network", false);
    private static final Reference WITHOUT_NETWORK = Organisation.and(REFERENCE, new CategoryRetired("network"));

    @Test
    void a_retired_category_is_restored_and_asked_again_it_is_not() {
        CategoryDefined defined = new CategoryDefined("x", name("X"), "hardware", null);
        fixture()
                .given(defined, new CategoryRetired("x"))
                .when(new RestoreCategory("x"), ADMIN)
                .expectEvents(new CategoryRestored("x"));
        fixture()
                .given(defined, new CategoryRetired("x"), new CategoryRestored("x"))
                .when(new RestoreCategory("x"), ADMIN)
                .expectNoEvents();
    }

    @Test
    void what_is_unknown_is_said() {
        refused(null, new RenameCategory("no", name("N")), REFERENCE, Refused.Kind.NOT_FOUND, "unknown-category");
        refused(null, new MoveCategory("no", null), REFERENCE, Refused.Kind.NOT_FOUND, "unknown-category");
        refused(null, new RetireCategory("no"), REFERENCE, Refused.Kind.NOT_FOUND, "unknown-category");
        refused(null, new RestoreCategory("no"), REFERENCE, Refused.Kind.NOT_FOUND, "unknown-category");
        Refused parent = refused(
                NETWORK, new MoveCategory("network", "no"), REFERENCE, Refused.Kind.INVALID, "unknown-category");
        assertThat(parent.field()).isEqualTo("parent");
        refused(NETWORK, new RenameCategory("network", name(" ")), REFERENCE, Refused.Kind.INVALID, "malformed-name");
    }

    @Test
    void a_category_is_not_put_below_itself() {
        Entry hardware = new Entry.Category(name("Hardware"), null, null, false);
        Refused cycle = refused(
                hardware, new MoveCategory("hardware", "network"), REFERENCE, Refused.Kind.CONFLICT, "category-cycle");
        assertThat(cycle.field()).isEqualTo("parent");
        assertThat(cycle).hasMessageContaining("hardware → network → hardware");
    }

    @Test
    void nothing_is_put_below_a_retired_category() {
        Entry hardware = new Entry.Category(name("X"), null, null, false);
        for (DirectoryCommand command :
                List.of(new MoveCategory("x", "network"), new DefineCategory("x", name("X"), "network", null))) {
            Refused refused = refused(
                    command instanceof MoveCategory ? hardware : null,
                    command,
                    WITHOUT_NETWORK,
                    Refused.Kind.INVALID,
                    "category-retired");
            assertThat(refused.field()).isEqualTo("parent");
            assertThat(refused).hasMessageContaining("network");
        }
    }

    @Test
    void a_category_with_offered_ones_below_it_stays_and_comes_back_before_them() {
        Entry hardware = new Entry.Category(name("Hardware"), null, null, false);
        assertThat(refused(
                        hardware,
                        new RetireCategory("hardware"),
                        REFERENCE,
                        Refused.Kind.CONFLICT,
                        "category-not-empty"))
                .hasMessageContaining("network");
        assertThat(decide(hardware, new RetireCategory("hardware"), WITHOUT_NETWORK)
                        .events())
                .containsExactly(new CategoryRetired("hardware"));
        Reference without =
                Organisation.and(REFERENCE, new CategoryRetired("network"), new CategoryRetired("hardware"));
        assertThat(refused(
                        new Entry.Category(name("Network"), "hardware", null, true),
                        new RestoreCategory("network"),
                        without,
                        Refused.Kind.CONFLICT,
                        "category-retired"))
                .hasMessageContaining("hardware");
    }

    @Test
    void a_category_that_an_offered_request_type_uses_is_not_retired() {
        ReferenceState using = Organisation.and(
                REFERENCE,
                new RequestTypeDefined(new RequestType(
                        "new-port",
                        LocalizedText.of("en", "New port"),
                        null,
                        "service-request",
                        null,
                        "network",
                        null,
                        null,
                        null,
                        List.of())));
        assertThat(refused(NETWORK, new RetireCategory("network"), using, Refused.Kind.CONFLICT, "category-used"))
                .hasMessageContaining("new-port");
        Reference retired = Organisation.and(using, new CatalogueEntryRetired(EntryKind.REQUEST_TYPE, "new-port"));
        assertThat(decide(NETWORK, new RetireCategory("network"), retired).events())
                .containsExactly(new CategoryRetired("network"));
    }

    private static AggregateTestFixture<DirectoryStream> fixture() {
        AggregateTestFixture<DirectoryStream> fixture = new AggregateTestFixture<>(DirectoryStream.class);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(
                new DirectoryDesk(REFERENCE, new RecordingSealing(), InstantSource.fixed(NOW)));
        return fixture;
    }

    private static Decision decide(@Nullable Entry entry, DirectoryCommand command, Reference reference) {
        return Directory.decide(entry, command, Caller.actor(Role.ADMINISTRATOR), reference, NOW);
    }

    private static Refused refused(
            @Nullable Entry entry, DirectoryCommand command, Reference reference, Refused.Kind kind, String code) {
        Refused refused = catchThrowableOfType(Refused.class, () -> decide(entry, command, reference));
        assertThat(refused).as(command.toString()).isNotNull();
        assertThat(refused.kind()).isEqualTo(kind);
        assertThat(refused.code()).isEqualTo(code);
        return refused;
    }
}
