package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.ticket.TicketCommand.AnswerStage;
import daftar.messages.ticket.TicketEvent.StageAnswered;
import daftar.messages.workflow.Guidance;
import daftar.messages.workflow.Stage;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a stage asks of whoever has the ticket, and what it must know before it is left. */
final class Answering {

    private Answering() {}

    static void answer(Course course, AnswerStage command) {
        Stage stage = Stages.present(course);
        Guidance guidance = stage == null ? null : stage.guidance();
        command.answers().keySet().forEach(code -> asked("answers." + code, code, of(guidance, true)));
        for (int i = 0; i < command.done().size(); i++) {
            asked("done[" + i + "]", command.done().get(i), of(guidance, false));
        }
        if (command.answers().isEmpty() && command.done().isEmpty()) {
            throw Refused.invalid("nothing-answered", "answers", "Answer a question, or tick off a point, at least.");
        }
        Set<String> given = course.ticket().place().given();
        if (!command.answers().isEmpty() || !given.containsAll(command.done())) {
            course.append(new StageAnswered(course.ticket().place().stage(), command.answers(), command.done()));
        }
    }

    private static List<String> of(@Nullable Guidance guidance, boolean questions) {
        if (guidance == null) {
            return List.of();
        }
        Stream<Guidance.Item> items = (questions ? guidance.questions() : guidance.checklist()).stream();
        return items.map(Guidance.Item::code).toList();
    }

    private static void asked(String field, String code, List<String> known) {
        if (!known.contains(code)) {
            throw Refused.invalid(
                    "not-asked",
                    field,
                    "This stage does not ask for " + code + "; it asks for "
                            + (known.isEmpty() ? "nothing of this kind" : String.join(", ", known)) + ".");
        }
    }

    /**
     * Refuses to leave the present stage by an outcome while something that it requires is missing. The clock, which has
     * nobody to ask, and the importer, whose desk had other rules, are let through.
     *
     * @param outcome null where the stage is left by none, as by a manager's move
     */
    static void mayLeave(Course course, @Nullable String outcome) {
        if (outcome == null || course.context.actor().isAny(Role.CLOCK, Role.IMPORTER)) {
            return;
        }
        Stage stage = Stages.present(course);
        Guidance guidance = stage == null ? null : stage.guidance();
        if (stage == null || guidance == null) {
            return;
        }
        for (String name : guidance.required().getOrDefault(outcome, List.of())) {
            if (!isThere(name, course.ticket())) {
                String field = Guidance.FIELDS.contains(name)
                        ? name
                        : (of(guidance, true).contains(name) ? "answers." : "done.") + name;
                throw Refused.invalid(
                        "required-by-stage",
                        field,
                        "Stage " + stage.code() + " cannot be left as \"" + outcome + "\" without " + name + "; "
                                + (Guidance.FIELDS.contains(name) ? "give it first." : "answer it first."));
            }
        }
    }

    private static boolean isThere(String name, TicketState ticket) {
        TicketState.Subject subject = ticket.subject();
        return switch (name) {
            case "category" -> subject.category() != null;
            case "service" -> subject.service() != null;
            case "symptom" -> subject.symptom() != null;
            case "location" -> subject.location() != null;
            case "priority" -> subject.priority() != null;
            case "work" -> Past.find(ticket.journal().work(), entry -> stands(entry, ticket)) != null;
            default -> ticket.place().given().contains(name);
        };
    }

    /** Whether this is the entry as it stands: not struck out, and not corrected since. */
    private static boolean stands(TicketState.Entry entry, TicketState ticket) {
        TicketState.Entry newest =
                Past.find(ticket.journal().work(), other -> other.id().equals(entry.id()));
        return newest != null && !newest.struckOut();
    }
}
