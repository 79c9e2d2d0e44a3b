package daftar.mail.out;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.mail.out.PostOffice.Outcome;
import daftar.mail.out.PostOffice.Parcel;
import daftar.messages.Text;
import daftar.messages.outbox.LetterChannel;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.OutboxEvent.DropReason;
import daftar.messages.outbox.OutboxEvent.LetterDropped;
import daftar.messages.outbox.OutboxEvent.LetterFailed;
import daftar.messages.outbox.OutboxEvent.LetterGivenUp;
import daftar.messages.outbox.OutboxEvent.LetterQueued;
import daftar.messages.outbox.OutboxEvent.LetterSent;
import daftar.messages.outbox.Preferences;
import daftar.messages.ticket.TicketEvent.CommentAdded;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailerTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Told.BEGIN.plusSeconds(3_600));
    private final Book book = new Book(now::get);
    private final House house = new House();
    private final List<Parcel> delivered = new CopyOnWriteArrayList<>();
    private Function<Parcel, Outcome> answer = parcel -> new Outcome.Accepted("<" + parcel.key() + "@desk>");
    private Mailer mailer;

    @AfterEach
    void stop() {
        if (mailer != null) {
            mailer.close();
        }
    }

    private Mailer mailer(boolean fromTheStart, BooleanSupplier lease) {
        PostOffice office = new PostOffice() {
            @Override
            public LetterChannel channel() {
                return LetterChannel.MAIL;
            }

            @Override
            public Outcome deliver(Parcel parcel) {
                Outcome outcome = answer.apply(parcel);
                if (outcome instanceof Outcome.Accepted) {
                    delivered.add(parcel);
                }
                return outcome;
            }

            @Override
            public void close() {}
        };
        return new Mailer(
                book,
                new Mailer.Lease() {
                    @Override
                    public boolean hold() {
                        return lease.getAsBoolean();
                    }

                    @Override
                    public void release() {}
                },
                book,
                house,
                new Drafting(Set.of(LetterChannel.MAIL), "Desk", null, true),
                new Sending.Setup(
                        List.of(PostOffice.Maker.of(LetterChannel.MAIL, () -> office)),
                        2,
                        0,
                        Duration.ofDays(3),
                        URI.create("https://desk.example"),
                        true,
                        null,
                        new SignedLinks(new byte[32]),
                        Map.of()),
                now::get,
                new SimpleMeterRegistry(),
                fromTheStart);
    }

    private void start(boolean fromTheStart) {
        mailer = mailer(fromTheStart, () -> true);
        mailer.start();
    }

    /** At once, as one append is. */
    private void raise(int ticket) {
        String id = Told.ID.substring(0, Told.ID.length() - 4) + "%04d".formatted(ticket);
        synchronized (book) {
            Told.raised().all().forEach(recorded -> book.append(id, recorded.metadata(), recorded.event()));
        }
    }

    /** Looks again and again until it is so; the clock of the letters moves on meanwhile. */
    private void await(BooleanSupplier so) {
        for (int i = 0; i < 2_000 && !so.getAsBoolean(); i++) {
            now.updateAndGet(at -> at.plusMillis(20));
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(so.getAsBoolean()).isTrue();
    }

    @Test
    void the_past_of_an_old_register_is_not_told_unless_somebody_asks_for_it() {
        raise(1);
        start(false);
        await(() -> mailer.state().active());
        raise(2);
        await(() -> delivered.size() == 2);
        assertThat(delivered).allMatch(parcel -> parcel.about().endsWith("0002"));
    }

    @Test
    void what_is_sent_is_recorded_and_its_links_are_in_no_event() {
        start(true);
        raise(1);
        await(() -> book.events(LetterSent.class).size() == 2);
        assertThat(book.events(LetterQueued.class))
                .extracting(LetterQueued::kind)
                .containsExactlyInAnyOrder(LetterKind.RECEIVED, LetterKind.QUEUED);
        assertThat(delivered).allSatisfy(parcel -> {
            assertThat(parcel.unsubscribe()).asString().startsWith("https://desk.example/api/links/");
            assertThat(book.everything().toString()).doesNotContain("/api/links/");
            assertThat(parcel.html()).isNotNull();
        });
    }

    @Test
    void a_crash_at_any_moment_loses_nothing_and_queues_nothing_twice() {
        AtomicInteger count = new AtomicInteger();
        start(true);
        int tickets = 60;
        for (int i = 0; i < tickets; i++) {
            raise(i);
            if (i % 15 == 7) {
                // as a crash leaves it: the mark of some while ago, and whatever was recorded meanwhile
                LetterLog.Mark old = book.mark;
                mailer.close();
                book.mark = old;
                count.incrementAndGet();
                start(true);
            }
        }
        await(() -> book.events(LetterSent.class).stream().map(LetterSent::key).count() >= 2L * tickets);
        assertThat(count).hasValue(4);
        assertThat(book.everything().stream()
                        .filter(each -> each.event() instanceof LetterQueued)
                        .map(each -> each.stream() + ((LetterQueued) each.event()).key()))
                .hasSize(2 * tickets)
                .doesNotHaveDuplicates();
        // this office accepts and records within one breath, so here none at all is doubled
        assertThat(delivered).hasSize(2 * tickets);
    }

    @Test
    void an_accepted_letter_that_was_not_recorded_is_sent_again_with_the_same_key() {
        CountDownLatch accepted = new CountDownLatch(1);
        answer = parcel -> {
            accepted.countDown();
            throw new IllegalStateException("the process ends here");
        };
        start(true);
        raise(1);
        await(() -> accepted.getCount() == 0);
        mailer.close();
        assertThat(book.events(LetterSent.class)).isEmpty();
        answer = parcel -> new Outcome.Accepted("<" + parcel.key() + "@desk>");
        start(true);
        await(() -> book.events(LetterSent.class).size() == 2);
        assertThat(delivered)
                .extracting(Parcel::key)
                .containsExactlyInAnyOrder("0.RECEIVED.person-requester", "0.QUEUED.person-lead");
    }

    @Test
    void what_is_not_accepted_comes_again_later_and_is_given_up_in_the_end() {
        answer = parcel -> new Outcome.Later("451 greylisted");
        start(true);
        raise(1);
        await(() -> book.events(LetterFailed.class).size() >= 2);
        LetterFailed failed = book.events(LetterFailed.class).getFirst();
        assertThat(failed.attempt()).isEqualTo(1);
        assertThat(failed.retryAt()).isAfter(now.get());
        now.updateAndGet(at -> at.plus(Duration.ofDays(4)));
        await(() -> book.events(LetterGivenUp.class).size() == 2);
        assertThat(delivered).isEmpty();
        await(() -> mailer.state().waiting() == 0);
    }

    @Test
    void while_the_server_is_away_nothing_is_noted_on_each_letter_and_all_go_when_it_is_back() {
        answer = parcel -> new Outcome.Away("connection refused");
        start(true);
        for (int i = 0; i < 20; i++) {
            raise(i);
        }
        await(() -> mailer.state().trouble() != null
                && book.events(LetterQueued.class).size() == 40);
        assertThat(book.events(LetterFailed.class)).isEmpty();
        answer = parcel -> new Outcome.Accepted("<x@desk>");
        now.updateAndGet(at -> at.plusSeconds(120));
        await(() -> delivered.size() == 40);
        await(() -> mailer.state().trouble() == null);
    }

    @Test
    void a_digest_is_one_letter_and_each_that_was_in_it_is_recorded() {
        house.preferences.put(
                "person-requester",
                new Preferences(Map.of(), Preferences.Digest.DAILY, LocalTime.of(18, 0), null, LetterChannel.MAIL));
        start(true);
        raise(1);
        raise(2);
        raise(3);
        await(() -> book.events(LetterQueued.class).size() == 6 && delivered.size() == 3);
        assertThat(delivered).extracting(Parcel::address).containsOnly("lead@house.example");
        now.updateAndGet(at -> at.plus(Duration.ofHours(12)));
        await(() -> book.events(LetterSent.class).size() == 6);
        assertThat(delivered).hasSize(4);
        Parcel digest = delivered.getLast();
        assertThat(digest.subject()).contains("3");
        assertThat(digest.bulk()).isTrue();
        assertThat(digest.text()).contains("T-1042 درخواست شما ثبت شد");
    }

    @Test
    void who_does_not_want_it_any_more_or_has_gone_gets_nothing() {
        house.preferences.put(
                "person-requester",
                new Preferences(Map.of(), Preferences.Digest.DAILY, LocalTime.of(18, 0), null, LetterChannel.MAIL));
        start(true);
        raise(1);
        await(() -> book.events(LetterQueued.class).size() == 2);
        house.preferences.put(
                "person-requester",
                new Preferences(
                        Map.of(LetterKind.RECEIVED, false),
                        Preferences.Digest.NONE,
                        LocalTime.NOON,
                        null,
                        LetterChannel.MAIL));
        now.updateAndGet(at -> at.plus(Duration.ofHours(12)));
        await(() -> book.events(LetterDropped.class).size() == 1);
        assertThat(book.events(LetterDropped.class).getFirst().reason()).isEqualTo(DropReason.NOT_WANTED);
    }

    @Test
    void a_node_without_the_claim_sends_nothing_and_takes_over_when_it_gets_it() {
        boolean[] mine = {false};
        mailer = mailer(true, () -> mine[0]);
        mailer.start();
        raise(1);
        for (int i = 0; i < 50; i++) {
            now.updateAndGet(at -> at.plusMillis(200));
            Thread.onSpinWait();
        }
        assertThat(mailer.state().active()).isFalse();
        assertThat(delivered).isEmpty();
        mine[0] = true;
        await(() -> delivered.size() == 2);
        mine[0] = false;
        await(() -> !mailer.state().active());
        assertThat(book.mark).isNotNull();
    }

    @Test
    void a_comment_in_a_running_ticket_is_folded_from_the_log() {
        raise(7);
        start(false);
        await(() -> mailer.state().active());
        String ticket = book.everything().getFirst().stream();
        book.append(
                ticket,
                Map.of(
                        daftar.messages.Meta.ACTOR, "person-dispatcher",
                        daftar.messages.Meta.CLIENT, "api",
                        daftar.messages.Meta.COMMAND_ID, "c9",
                        daftar.messages.Meta.OCCURRED_AT, now.get().toString()),
                new CommentAdded(Text.of("Which printer?"), true));
        await(() -> delivered.size() == 1);
        assertThat(delivered.getFirst().text()).contains("> Which printer?");
        await(() -> book.events(LetterSent.class).size() == 1);
    }
}
