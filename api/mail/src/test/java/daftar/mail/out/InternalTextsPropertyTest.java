package daftar.mail.out;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Event;
import daftar.messages.Text;
import daftar.messages.outbox.LetterKind;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.Direction;
import daftar.messages.ticket.Fix;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Solution;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.ticket.Urgency;
import daftar.messages.workflow.StageKind;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Over any course that a ticket can take: what only the desk may read is never in a letter to the requester. */
class InternalTextsPropertyTest {

    private int words;

    private Text text() {
        return Text.of("word-" + words++ + "-");
    }

    @Property(tries = 400)
    void nothing_internal_is_ever_written_to_the_requester(@ForAll long seed) {
        Random random = new Random(seed);
        Told told = Told.raised();
        for (int i = 0; i < 25; i++) {
            Event[] step = new Event[1 + random.nextInt(2)];
            for (int j = 0; j < step.length; j++) {
                step[j] = event(random);
            }
            List<Letter> letters = told.letters(random.nextInt(3) == 0 ? "specialist" : "dispatcher", step);
            List<String> internal = told.now().internalTexts();
            letters.stream()
                    .filter(letter -> letter.recipient().equals("person-requester"))
                    .forEach(letter -> assertThat(internal)
                            .noneSatisfy(text ->
                                    assertThat(letter.values().toString()).contains(text)));
            assertThat(letters.stream().map(Letter::recipient)).doesNotHaveDuplicates();
            assertThat(letters.stream()
                            .filter(letter -> letter.kind() != LetterKind.RECEIVED)
                            .map(Letter::recipient))
                    .doesNotContain(told.lastStep().getFirst().actor());
        }
    }

    private Event event(Random random) {
        String person = List.of("person-requester", "person-specialist", "person-colleague", "person-lead")
                .get(random.nextInt(4));
        return switch (random.nextInt(24)) {
            case 0 -> new WorkNoteAdded(text());
            case 1 -> new CommentAdded(text(), random.nextBoolean());
            case 2 -> new TicketPutOnHold(HoldReason.REQUESTER, text(), null);
            case 3 -> new WorkResumed(Status.IN_PROGRESS, text());
            case 4 -> new TicketReferred(Holder.team("team-first"), Holder.person(person), text());
            case 5 -> new TicketReturned(Holder.team("team-first"), Holder.person(person), text());
            case 6 -> new TicketHandedOver("person-specialist", person, text());
            case 7 -> new OwnerChanged(null, person, text());
            case 8 -> new TicketMoved("work", "triage", text());
            case 9 -> new ContactLogged(Direction.values()[0], Channel.TELEPHONE, person, true, 5, text());
            case 10 -> new PriorityChanged(Impact.LOW, Urgency.LOW, Priority.LOW, text());
            case 11 -> new TicketReclassified("incident", null, null, null, null, text());
            case 12 -> new TicketEscalated("team-second", 1, text());
            case 13 -> new TicketMerged("ticket-other", text());
            case 14 -> new StageCompleted("work", "solved", text());
            case 15 -> new TicketResolved(new Solution(text(), null, text(), Fix.WORKAROUND), false);
            case 16 -> new StageEntered("work", StageKind.WORK, null, Holder.person(person), null, null);
            case 17 -> Told.confirmation();
            case 18 -> new ResolutionRejected(text());
            case 19 -> new TicketClosed(CloseReason.NO_ANSWER, text());
            case 20 -> new TicketReopened(text());
            case 21 ->
                new MajorIncidentDeclared(
                        text(),
                        java.util.Map.of("en", text()),
                        java.time.Duration.ofMinutes(30),
                        Told.BEGIN,
                        List.of(),
                        List.of());
            case 22 -> new StageEntered("approval", StageKind.APPROVAL, null, Holder.person(person), null, null);
            default -> new TicketAssigned(List.of(person), "team-second", "by-hand");
        };
    }
}
