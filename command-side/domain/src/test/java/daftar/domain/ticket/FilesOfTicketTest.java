package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Event;
import daftar.messages.NothingChanged;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.file.FileLimits;
import daftar.messages.file.FileRef;
import daftar.messages.file.FileStoreAway;
import daftar.messages.file.FileVisibility;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a ticket says of files, and that their content is kept before it does. */
class FilesOfTicketTest extends TicketFixture {

    private static final FileRef PHOTO = file(1, 10);
    private static final FileRef LOG = file(2, 20);

    @BeforeEach
    void the_content_is_there() {
        files.there.add(PHOTO.sha256());
        files.there.add(LOG.sha256());
    }

    private static FileRef file(int content, long size) {
        return new FileRef("%064x".formatted(content), Text.of("n"), size, "image/png");
    }

    private static AttachFile attach(FileVisibility visibility, FileRef... files) {
        return new AttachFile(ID, List.of(files), visibility, null);
    }

    private static FileAttached attached(FileVisibility visibility, FileRef... files) {
        return new FileAttached(List.of(files), visibility);
    }

    @Test
    void the_requesters_files_are_public_and_the_desks_are_its_own_where_nobody_says() {
        when(working(), "requester", attach(null, PHOTO)).expectEvents(attached(FileVisibility.PUBLIC, PHOTO));
        when(working(), "specialist", attach(null, PHOTO)).expectEvents(attached(FileVisibility.INTERNAL, PHOTO));
        when(working(), "specialist", attach(FileVisibility.PUBLIC, PHOTO))
                .expectEvents(attached(FileVisibility.PUBLIC, PHOTO));
        refused(working(), "requester", attach(FileVisibility.INTERNAL, PHOTO), Refused.Kind.FORBIDDEN, "not-allowed");
    }

    @Test
    void what_is_said_with_files_comes_before_them_as_a_comment_or_a_note() {
        when(working(), "requester", new AttachFile(ID, List.of(PHOTO), null, text()))
                .expectEvents(new CommentAdded(text(), false), attached(FileVisibility.PUBLIC, PHOTO));
        when(working(), "specialist", new AttachFile(ID, List.of(PHOTO), null, text()))
                .expectEvents(new WorkNoteAdded(text()), attached(FileVisibility.INTERNAL, PHOTO));
        when(working(), "specialist", new AddComment(ID, text(), List.of(PHOTO, LOG)))
                .expectEvents(new CommentAdded(text(), true), attached(FileVisibility.PUBLIC, PHOTO, LOG));
        when(working(), "specialist", new AddWorkNote(ID, text(), List.of(LOG)))
                .expectEvents(new WorkNoteAdded(text()), attached(FileVisibility.INTERNAL, LOG));
    }

    @Test
    void a_picture_of_the_fault_is_an_answer_that_was_waited_for() {
        Story waiting = working().and("specialist", Story.hold(HoldReason.REQUESTER));
        List<Event> events = waiting.does("requester", attach(null, PHOTO));
        assertThat(events).contains(attached(FileVisibility.PUBLIC, PHOTO));
        assertThat(events).anyMatch(WorkResumed.class::isInstance);
        Story others = working()
                .and("requester", new AddObserver(ID, "observer"))
                .and("specialist", Story.hold(HoldReason.REQUESTER));
        assertThat(others.does("specialist", attach(FileVisibility.PUBLIC, PHOTO)))
                .containsExactly(attached(FileVisibility.PUBLIC, PHOTO));
    }

    @Test
    void the_same_content_is_added_once_for_the_same_eyes() {
        Story internal = working().and("specialist", attach(null, PHOTO));
        when(internal, "specialist", attach(null, PHOTO)).expectEvents(new NothingChanged("AttachFile"));
        when(internal, "specialist", attach(null, PHOTO, LOG, LOG))
                .expectEvents(attached(FileVisibility.INTERNAL, LOG));
        when(internal, "specialist", attach(FileVisibility.PUBLIC, PHOTO))
                .expectEvents(attached(FileVisibility.PUBLIC, PHOTO));
    }

    @Test
    void a_file_is_named_by_what_its_upload_answered() {
        refused(working(), "requester", attach(null), Refused.Kind.INVALID, "required")
                .hasFieldOrPropertyWithValue("field", "files");
        for (FileRef unknown : List.of(FileRef.named("word"), new FileRef("0A", Text.of("n"), 1, "text/plain"))) {
            refused(working(), "requester", attach(null, PHOTO, unknown), Refused.Kind.INVALID, "unknown-file")
                    .hasFieldOrPropertyWithValue("field", "files[1]");
        }
    }

    @Test
    void a_ticket_has_so_many_files_and_bytes_and_no_more_also_those_that_it_is_raised_with() {
        Story many = working();
        many.limits = new FileLimits(2, 1_000);
        refused(many, "requester", attach(null, PHOTO, LOG, file(3, 1)), Refused.Kind.CONFLICT, "too-many-files")
                .hasMessage("A ticket may have 2 files.");
        many.does("requester", attach(null, PHOTO, LOG));
        refused(many, "specialist", attach(null, file(3, 1)), Refused.Kind.CONFLICT, "too-many-files");

        Story large = working();
        large.limits = new FileLimits(10, 29);
        refused(large, "requester", attach(null, PHOTO, LOG), Refused.Kind.CONFLICT, "ticket-full");
        large.limits = new FileLimits(10, 30);
        when(large, "requester", attach(null, PHOTO, LOG)).expectEvents(attached(FileVisibility.PUBLIC, PHOTO, LOG));

        Story fresh = Story.begin();
        fresh.limits = new FileLimits(10, 29);
        refused(fresh, "requester", raising(PHOTO, LOG), Refused.Kind.CONFLICT, "ticket-full");
        fresh.limits = new FileLimits(1, 30);
        refused(fresh, "requester", raising(PHOTO, LOG), Refused.Kind.CONFLICT, "too-many-files");
        fresh.limits = FileLimits.USUAL;
        assertThat(fresh.does("requester", raising(PHOTO, LOG))).contains(attached(FileVisibility.PUBLIC, PHOTO, LOG));
        assertThat(fresh.ticket.enclosures().count()).isEqualTo(2);
        assertThat(fresh.ticket.enclosures().bytes()).isEqualTo(30);
    }

    @Test
    void as_usual_there_are_two_hundred() {
        FileRef[] usual = IntStream.range(0, 200).mapToObj(i -> file(i, 1)).toArray(FileRef[]::new);
        Story story = working();
        story.does("specialist", attach(null, usual));
        refused(story, "specialist", attach(null, file(200, 1)), Refused.Kind.CONFLICT, "too-many-files");
    }

    private static RaiseTicket raising(FileRef... files) {
        RaiseTicket raise = Story.raise(null, "incident");
        return new RaiseTicket(
                ID,
                raise.requester(),
                raise.channel(),
                raise.type(),
                null,
                null,
                null,
                null,
                raise.title(),
                null,
                null,
                List.of(),
                List.of(),
                null,
                raise.fields(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(files));
    }

    @Test
    void what_the_scanner_found_is_said_once_and_not_taken_again() {
        Story story = working().and("requester", attach(null, PHOTO));
        WithholdFile found = new WithholdFile(ID, PHOTO.sha256(), "Eicar");
        assertThat(story.does(daftar.messages.Actor.clock(), found))
                .containsExactly(new FileWithheld(PHOTO.sha256(), "Eicar"));
        assertThat(story.does(daftar.messages.Actor.clock(), found)).isEmpty();
        assertThat(story.does(daftar.messages.Actor.clock(), new WithholdFile(ID, LOG.sha256(), "Eicar")))
                .as("a file of another ticket")
                .isEmpty();
        refused(story, "specialist", attach(null, LOG, PHOTO), Refused.Kind.CONFLICT, "file-withheld")
                .hasMessageContaining("files[1]");
        refused(
                story,
                "specialist",
                new AddWorkNote(ID, text(), List.of(PHOTO)),
                Refused.Kind.CONFLICT,
                "file-withheld");
    }

    // ---- the shelf

    @Test
    void content_is_kept_for_the_ticket_before_the_ticket_says_so() {
        when(working(), "requester", new AddComment(ID, text(), List.of(PHOTO, LOG)))
                .expectEvents(new CommentAdded(text(), false), attached(FileVisibility.PUBLIC, PHOTO, LOG));
        assertThat(files.kept).containsExactly(PHOTO.sha256() + " " + ID, LOG.sha256() + " " + ID);
    }

    @Test
    void what_is_refused_keeps_nothing_and_what_is_there_already_is_not_kept_again() {
        refused(working(), "requester", attach(FileVisibility.INTERNAL, PHOTO), Refused.Kind.FORBIDDEN, "not-allowed");
        when(working().and("specialist", attach(null, PHOTO)), "specialist", attach(null, PHOTO))
                .expectEvents(new NothingChanged("AttachFile"));
        assertThat(files.kept).isEmpty();
    }

    @Test
    void content_that_was_removed_meanwhile_is_to_be_sent_again_and_nothing_is_said() {
        files.there.remove(LOG.sha256());
        refused(
                working(),
                "requester",
                new AddComment(ID, text(), List.of(PHOTO, LOG)),
                Refused.Kind.CONFLICT,
                "file-gone");
    }

    @Test
    void while_the_store_is_away_nothing_is_said() {
        files.away = true;
        Story story = working();
        ResultValidator<Ticket> result =
                fixture(story).given(events(story)).when(attach(null, PHOTO), metadata(story, "requester", "hash"));
        result.expectNoEvents().expectException(FileStoreAway.class);
    }
}
