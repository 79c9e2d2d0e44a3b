package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.OTHER;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.file.FileRef;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two tickets of the same matter: merged, told of, taken back; and links that are taken away. */
class MergedTicketsTest extends TicketFixture {

    private static final MergeTicket MERGE = new MergeTicket(ID, OTHER, null);
    private static final UnmergeTicket UNMERGE = new UnmergeTicket(ID, text());
    private static final FileRef FILE = new FileRef("0a".repeat(32), text(), 1, "text/plain");

    private static Story merged() {
        return working().and("specialist", MERGE);
    }

    @Test
    void nothing_is_merged_into_itself_or_twice() {
        refused(working(), "specialist", new MergeTicket(ID, ID, null), Refused.Kind.INVALID, "same-ticket")
                .hasFieldOrPropertyWithValue("field", "into");
        refused(working(), "specialist", new MergeTicket(ID, "T-1", null), Refused.Kind.INVALID, "unknown-ticket");
        refused(merged(), "specialist", MERGE, Refused.Kind.CONFLICT, "merged");
    }

    @Test
    void a_merged_ticket_takes_nothing_more_and_says_that_it_goes_on_elsewhere_and_not_in_which_ticket() {
        for (TicketCommand command : List.of(
                new StartWork(ID),
                new AddComment(ID, text()),
                new AddWorkNote(ID, text()),
                new AttachFile(ID, List.of(FILE), null, null),
                new CloseTicket(ID, CloseReason.VOID, null),
                new ReopenTicket(ID, text()))) {
            refused(merged(), "dispatcher", command, Refused.Kind.CONFLICT, "merged")
                    .hasMessage("This ticket was merged into another; go on there.");
        }
        refused(merged(), "stranger", new StartWork(ID), Refused.Kind.FORBIDDEN, "not-allowed");
    }

    @Test
    void a_merge_that_is_taken_back_goes_back_to_work_and_may_be_made_again() {
        var events = merged().does("dispatcher", UNMERGE);
        assertThat(events.getFirst()).isEqualTo(new TicketUnmerged(OTHER, text()));
        assertThat(events)
                .filteredOn(StageEntered.class::isInstance)
                .singleElement()
                .extracting(event -> ((StageEntered) event).stage())
                .isEqualTo("work");
        Story again = merged().and("dispatcher", UNMERGE);
        assertThat(again.status()).isEqualTo(Status.ASSIGNED);
        refused(again, "dispatcher", UNMERGE, Refused.Kind.CONFLICT, "wrong-status");
        again.does("dispatcher", new AddComment(ID, text()));
        when(again, "specialist", MERGE)
                .expectEvents(
                        new TicketMerged(OTHER, null),
                        new TicketClosed(CloseReason.DUPLICATE, null),
                        end("closed", null));
    }

    @Test
    void what_ended_otherwise_is_reopened_not_unmerged() {
        refused(closed(), "dispatcher", UNMERGE, Refused.Kind.CONFLICT, "not-merged");
    }

    @Test
    void the_other_is_told_once_and_who_looked_on_there_looks_on_here() {
        Story story = working().and("requester", new AddObserver(ID, "observer"));
        AbsorbTicket absorb =
                new AbsorbTicket(ID, OTHER, List.of("holder", "observer", "requester", "nobody", "holder"));
        assertThat(story.does(Actor.clock(), absorb)).containsExactly(new TicketAbsorbed(OTHER, List.of("holder")));
        assertThat(story.ticket.hands().observers()).containsExactlyInAnyOrder("observer", "holder");
        assertThat(story.does(Actor.clock(), absorb)).isEmpty();
        refused(story, "specialist", MERGE, Refused.Kind.CONFLICT, "merge-ring");
    }

    @Test
    void the_other_is_told_of_the_end_of_it_and_who_came_with_it_goes_with_it() {
        Story story = working().and("requester", new AddObserver(ID, "observer"));
        story.does(Actor.clock(), new AbsorbTicket(ID, OTHER, List.of("holder", "mate", "observer")));
        ReleaseTicket release = new ReleaseTicket(ID, OTHER, List.of("mate"));
        assertThat(story.does(Actor.clock(), release)).containsExactly(new TicketReleased(OTHER, List.of("holder")));
        assertThat(story.ticket.hands().observers()).containsExactlyInAnyOrder("observer", "mate");
        assertThat(story.does(Actor.clock(), release)).isEmpty();
    }

    @Test
    void what_was_merged_the_wrong_way_round_is_taken_back_and_merged_the_other_way() {
        Story other = working();
        other.does(Actor.clock(), new AbsorbTicket(ID, OTHER, List.of()));
        other.does(Actor.clock(), new ReleaseTicket(ID, OTHER, List.of()));
        when(other, "specialist", MERGE)
                .expectEvents(
                        new TicketMerged(OTHER, null),
                        new TicketClosed(CloseReason.DUPLICATE, null),
                        end("closed", null));
        other.does(Actor.clock(), new AbsorbTicket(ID, OTHER, List.of("holder")));
        assertThat(other.ticket.enclosures().tickets()).containsOnlyKeys(OTHER);
    }

    @Test
    void who_left_by_themselves_is_not_taken_away_again() {
        Story story = working();
        story.does(Actor.clock(), new AbsorbTicket(ID, OTHER, List.of("observer")));
        story.does("observer", new RemoveObserver(ID, "observer"));
        assertThat(story.does(Actor.clock(), new ReleaseTicket(ID, OTHER, List.of())))
                .containsExactly(new TicketReleased(OTHER, List.of()));
    }

    // ---- links

    @Test
    void a_link_is_taken_away_from_where_it_was_made_and_can_be_made_again() {
        LinkTicket link = new LinkTicket(ID, LinkKind.CAUSED_BY, OTHER);
        UnlinkTicket unlink = new UnlinkTicket(ID, LinkKind.CAUSED_BY, OTHER);
        Story linked = working().and("specialist", link);
        when(linked, "specialist", unlink).expectEvents(new TicketUnlinked(LinkKind.CAUSED_BY, OTHER));
        refused(
                        linked,
                        "specialist",
                        new UnlinkTicket(ID, LinkKind.RELATES, OTHER),
                        Refused.Kind.CONFLICT,
                        "not-linked")
                .hasMessageContaining("RELATES " + OTHER);
        refused(linked, "requester", unlink, Refused.Kind.FORBIDDEN, "not-allowed");
        Story without = linked.and("specialist", unlink);
        refused(without, "specialist", unlink, Refused.Kind.CONFLICT, "not-linked");
        when(without, "specialist", link).expectEvents(new TicketLinked(LinkKind.CAUSED_BY, OTHER));
    }

    @Test
    void of_several_links_one_is_taken_away() {
        Story story = working()
                .and("specialist", new LinkTicket(ID, LinkKind.CAUSED_BY, OTHER))
                .and("specialist", new LinkTicket(ID, LinkKind.RELATES, OTHER))
                .and("specialist", new UnlinkTicket(ID, LinkKind.CAUSED_BY, OTHER));
        refused(
                story,
                "specialist",
                new LinkTicket(ID, LinkKind.RELATES, OTHER),
                Refused.Kind.CONFLICT,
                "already-linked");
    }
}
