package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.file.FileLimits;
import daftar.messages.file.FileRef;
import daftar.messages.file.FileVisibility;
import daftar.messages.ticket.TicketCommand.AddComment;
import daftar.messages.ticket.TicketCommand.AddWorkNote;
import daftar.messages.ticket.TicketCommand.AttachFile;
import daftar.messages.ticket.TicketCommand.WithholdFile;
import daftar.messages.ticket.TicketEvent.FileAttached;
import daftar.messages.ticket.TicketEvent.FileWithheld;
import daftar.messages.ticket.TicketEvent.WorkNoteAdded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The files of a ticket. */
final class Filing {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private Filing() {}

    /** Whoever may comment sends what the requester sees; whoever may write work notes, what the desk keeps to itself. */
    static void attach(Course course, AttachFile command, Set<Party> parties) {
        if (command.files().isEmpty()) {
            throw Refused.invalid("required", "files", "Name at least one file, as POST /api/files answered it.");
        }
        check(course, command.files());
        TicketState ticket = course.ticket();
        boolean byRequester = course.context.who().equals(ticket.origin().requester());
        FileVisibility visibility = command.visibility();
        if (visibility == null) {
            visibility = !byRequester && TicketRules.allows(AddWorkNote.class, ticket.status(), parties)
                    ? FileVisibility.INTERNAL
                    : FileVisibility.PUBLIC;
        }
        switch (visibility) {
            case PUBLIC -> {
                Party party = TicketRules.allow(AddComment.class, ticket.status(), parties);
                if (command.comment() != null) {
                    Conversation.comment(course, command.comment(), party);
                }
                add(course, command.files(), visibility);
                if (command.comment() == null && byRequester) {
                    Conversation.answered(course); // a picture of the fault is an answer, too
                }
            }
            case INTERNAL -> {
                Party unused = TicketRules.allow(AddWorkNote.class, ticket.status(), parties);
                if (command.comment() != null) {
                    course.append(new WorkNoteAdded(command.comment()));
                }
                add(course, command.files(), visibility);
            }
        }
    }

    /** What can be said of files before there is a ticket. */
    static void check(DecisionContext context, List<FileRef> files) {
        checkEach(files);
        checkTogether(
                context.files(),
                files.size(),
                files.stream().mapToLong(FileRef::size).sum());
    }

    private static void checkEach(List<FileRef> files) {
        for (int i = 0; i < files.size(); i++) {
            FileRef file = files.get(i);
            if (!file.redeemed() || !SHA256.matcher(file.sha256()).matches()) {
                throw Refused.invalid(
                        "unknown-file",
                        "files[" + i + "]",
                        "Send the file first, and name it as POST /api/files does.");
            }
        }
    }

    static void check(Course course, List<FileRef> files) {
        checkEach(files);
        TicketState.Enclosures there = course.ticket().enclosures();
        long bytes = there.bytes();
        for (int i = 0; i < files.size(); i++) {
            bytes += files.get(i).size();
            if (there.withheld().contains(files.get(i).sha256())) {
                throw Refused.conflict(
                        "file-withheld",
                        "The virus scanner found something in files[" + i + "]; it is not taken again.");
            }
        }
        checkTogether(course.context.files(), there.count() + files.size(), bytes);
    }

    private static void checkTogether(FileLimits limits, int count, long bytes) {
        if (count > limits.files()) {
            throw Refused.conflict("too-many-files", "A ticket may have " + limits.files() + " files.");
        }
        if (bytes > limits.bytes()) {
            throw Refused.conflict(
                    "ticket-full",
                    "The files of a ticket may have " + limits.bytes() + " bytes together; these would be " + bytes
                            + ".");
        }
    }

    /** What the same eyes can read already is not added again. */
    static void add(Course course, List<FileRef> files, FileVisibility visibility) {
        List<FileRef> added = new ArrayList<>();
        for (FileRef file : files) {
            boolean there = Past.find(
                            course.ticket().enclosures().files(),
                            new TicketState.Enclosed(file.sha256(), visibility)::equals)
                    != null;
            if (!there && added.stream().noneMatch(one -> one.sha256().equals(file.sha256()))) {
                added.add(file);
            }
        }
        if (!added.isEmpty()) {
            course.append(new FileAttached(added, visibility));
        }
    }

    static void withhold(Course course, WithholdFile command) {
        TicketState.Enclosures there = course.ticket().enclosures();
        if (there.has(command.sha256()) && !there.withheld().contains(command.sha256())) {
            course.append(new FileWithheld(command.sha256(), command.finding()));
        }
    }
}
