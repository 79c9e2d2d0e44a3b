package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.OTHER;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.file.FileRef;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Every status × every command × every party, against the table in {@code rules.txt}. */
class RulesTableTest {

    private static final FileRef FILE = new FileRef("0a".repeat(32), text(), 1, "text/plain");

    private static final String TEAM = "team-of-holder";
    private static final Map<String, TicketCommand> COMMANDS = commands();
    private static final Map<Character, Supplier<Story>> STORIES = stories("requester");
    /** The same, registered by one of the desk in the requester's name. */
    private static final Map<Character, Supplier<Story>> ON_BEHALF = stories("outsider");

    @Test
    void every_command_in_every_status_for_every_party_is_as_the_table_says() throws IOException {
        List<String> lines = table();
        List<String> parties = cells(lines.getFirst());
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (String line : lines.subList(1, lines.size())) {
            List<String> row = cells(line);
            for (int column = 1; column < row.size(); column++) {
                for (char status : STORIES.keySet()) {
                    String expected = expected(row.getFirst(), row.get(column), status);
                    String actual = actual(row.getFirst(), status, parties.get(column));
                    boolean asExpected = expected.equals(actual)
                            // who stands in a relation only in some statuses is a stranger in the others
                            || expected.equals("wrong-status")
                                    && actual.equals("not-allowed")
                                    && isRelation(parties.get(column));
                    if (!asExpected) {
                        wrong.add(row.getFirst() + " in " + status + " by " + parties.get(column) + ": expected "
                                + expected + " but was " + actual);
                    }
                    checked++;
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(checked).isEqualTo(65 * 10 * 20);
    }

    @Test
    void the_table_has_every_command_once() throws IOException {
        List<String> named =
                table().stream().skip(1).map(line -> cells(line).getFirst()).toList();
        assertThat(named).containsExactlyInAnyOrderElementsOf(COMMANDS.keySet());
        assertThat(COMMANDS.values().stream().map(Object::getClass).distinct()).hasSize(65);
        assertThat(Arrays.stream(TicketCommand.class.getPermittedSubclasses())).hasSize(65);
    }

    private static String expected(String command, String cell, char status) {
        if (!command.equals("raise") && status == '0') {
            return "no-such-ticket";
        }
        if (cell.equals(".")) {
            return "not-allowed";
        }
        if (command.equals("raise") && status != '0') {
            return "ticket-exists";
        }
        return cell.indexOf(status) >= 0 ? "allowed" : "wrong-status";
    }

    private static String actual(String command, char status, String party) {
        Story story =
                (party.equals("ON_BEHALF") ? ON_BEHALF : STORIES).get(status).get();
        if (party.equals("NAMED") && status != '0') {
            story.does("manager", new MakeConfidential(ID, List.of("named"), null));
        }
        if (party.equals("SUPERVISOR")) {
            // the supervisor of the story is asked for the approval, too
            story.house.person("requester", "department-sales", "deputy", Role.REQUESTER);
        }
        if (party.equals("VENDOR") && status == 'H') {
            story.does("manager", Story.referToVendor("vendor"));
        }
        try {
            story.decide(actor(story, party, command), COMMANDS.get(command));
            return "allowed";
        } catch (Refused refused) {
            return switch (refused.code()) {
                case "wrong-status", "not-allowed", "ticket-exists", "no-such-ticket" -> refused.code();
                // the table allows it; what was asked does not fit for another reason
                default -> "allowed";
            };
        }
    }

    private static boolean isRelation(String party) {
        return List.of("APPROVER", "HOLDER", "TEAM", "OWNER", "OBSERVER", "VENDOR")
                .contains(party);
    }

    private static Actor actor(Story story, String party, String command) {
        return switch (party) {
            case "CLOCK" -> Actor.clock();
            // an approver is nothing to what they were not asked about; the supervisor who is asked here raises for
            // others
            case "APPROVER" ->
                command.equals("raise")
                        ? story.house.actor("security")
                        : new Actor("supervisor", Set.of(Role.REQUESTER), "api", null);
            case "SUPERVISOR" -> new Actor("deputy", Set.of(Role.SUPERVISOR), "api", null);
            case "DEPARTMENT_MANAGER" -> story.house.actor("chief");
            case "TEAM" -> story.house.actor("mate");
            case "ON_BEHALF" -> new Actor("outsider", Set.of(Role.REQUESTER), "api", null);
            case "SPECIALIST" -> story.house.actor("outsider");
            // not in the team that has the ticket
            case "DISPATCHER" ->
                new Actor("somebody", story.house.actor("dispatcher").roles(), "api", null);
            default -> story.house.actor(party.toLowerCase(java.util.Locale.ROOT));
        };
    }

    private static Map<Character, Supplier<Story>> stories(String by) {
        Map<Character, Supplier<Story>> stories = new LinkedHashMap<>();
        stories.put('0', Story::begin);
        stories.put('W', () -> raised(by, "service-request"));
        stories.put(
                'N', () -> raised(by, "incident").and("manager", new ReferTicket(ID, "holder", TEAM, null, text())));
        stories.put('A', () -> assigned(by));
        stories.put('I', () -> assigned(by).and("holder", new StartWork(ID)));
        stories.put('H', () -> assigned(by).and("holder", Story.hold(HoldReason.PARTS)));
        stories.put('R', () -> resolved(by));
        stories.put('C', () -> resolved(by).and("requester", new ConfirmResolution(ID, 5, null)));
        stories.put('D', () -> raised(by, "service-request").and("supervisor", new Decline(ID, text())));
        stories.put('X', () -> assigned(by).and("requester", new CancelTicket(ID, text())));
        return stories;
    }

    private static Story raised(String by, String type) {
        return Story.begin()
                .and(by, Story.raise("requester", type))
                .and("manager", new ChangeOwner(ID, "owner", null))
                .and("manager", new AddObserver(ID, "observer"));
    }

    private static Story assigned(String by) {
        return raised(by, "incident").and("manager", new AssignTicket(ID, List.of("holder"), TEAM));
    }

    private static Story resolved(String by) {
        return assigned(by).and("holder", new ResolveTicket(ID, Story.solution()));
    }

    private static Map<String, TicketCommand> commands() {
        Map<String, TicketCommand> commands = new LinkedHashMap<>();
        commands.put("raise", Story.raise("requester", "incident"));
        commands.put("approve", new Approve(ID, null));
        commands.put("decline", new Decline(ID, text()));
        commands.put("triage", Story.triage());
        commands.put("assign", Story.assign("specialist"));
        commands.put("refer", Story.referToPerson("specialist"));
        commands.put("own", new ChangeOwner(ID, "dispatcher", null));
        commands.put("return", new ReturnTicket(ID, "specialist", text()));
        commands.put("migrate", new MigrateTicket(ID, 2, Map.of(), text()));
        commands.put("answer", new AnswerStage(ID, Map.of("q", text()), List.of()));
        commands.put("move", new MoveToStage(ID, "triage", text()));
        commands.put("start", new StartWork(ID));
        commands.put("hold", Story.hold(HoldReason.EVIDENCE));
        commands.put("resume", new ResumeWork(ID, null));
        commands.put("log-work", new LogWork(ID, null, Story.work(5)));
        commands.put("correct-work", new CorrectWork(ID, "entry-1", null, text()));
        commands.put("contact", new LogContact(ID, Direction.OUTBOUND, Channel.TELEPHONE, null, true, 3, null));
        commands.put("comment", new AddComment(ID, text()));
        commands.put("note", new AddWorkNote(ID, text()));
        commands.put("prioritise", new ChangePriority(ID, Impact.HIGH, Urgency.HIGH, null));
        commands.put("reclassify", new Reclassify(ID, null, "mail", null, null, null, null));
        commands.put("escalate", new Escalate(ID, null, text()));
        commands.put("observe", new AddObserver(ID, "stranger"));
        commands.put("unobserve", new RemoveObserver(ID, "observer"));
        commands.put("attach", new AttachFile(ID, List.of(FILE), null, null));
        commands.put("withhold", new WithholdFile(ID, FILE.sha256(), "Eicar-Test-Signature"));
        commands.put("unlink", new UnlinkTicket(ID, LinkKind.RELATES, OTHER));
        commands.put("unmerge", new UnmergeTicket(ID, text()));
        commands.put("absorb", new AbsorbTicket(ID, OTHER, List.of()));
        commands.put("release", new ReleaseTicket(ID, OTHER, List.of()));
        commands.put("link", new LinkTicket(ID, LinkKind.RELATES, OTHER));
        commands.put("merge", new MergeTicket(ID, OTHER, null));
        commands.put("complete", new CompleteStage(ID, "delivered", null));
        commands.put("resolve", new ResolveTicket(ID, Story.solution()));
        commands.put("confirm", new ConfirmResolution(ID, null, null));
        commands.put("reject", new RejectResolution(ID, text()));
        commands.put("close", new CloseTicket(ID, CloseReason.VOID, null));
        commands.put("close-unconfirmed", new CloseUnconfirmed(ID));
        commands.put("reopen", new ReopenTicket(ID, text()));
        commands.put("cancel", new CancelTicket(ID, text()));
        commands.put("take", new TakeTicket(ID));
        commands.put("make-confidential", new MakeConfidential(ID, List.of("observer"), null));
        commands.put("lift-confidentiality", new LiftConfidentiality(ID, text()));
        commands.put("pin-department", new PinDepartment(ID));
        commands.put("delegate-approval", new DelegateApproval(ID));
        commands.put("hand-over", new HandOverTicket(ID, "holder", "specialist", text()));
        commands.put("workaround", new RecordWorkaround(ID, text(), true));
        commands.put(
                "declare-major",
                new DeclareMajorIncident(ID, text(), Map.of("en", text()), null, List.of(), List.of()));
        commands.put("update", new PostUpdate(ID, Map.of("en", text())));
        commands.put("stand-down", new StandDown(ID, text()));
        commands.put("note-overdue-update", new NoteOverdueUpdate(ID));
        commands.put("tell-solved", new TellSolved(ID, LinkKind.CHILD_OF, OTHER, Instant.EPOCH, null));
        commands.put("follow-up", new FollowUp(ID));
        commands.put("note-stage-overdue", new NoteStageOverdue(ID));
        commands.put("note-target-point", new NoteTargetPoint(ID));
        commands.put("apply-service-levels", new ApplyServiceLevels(ID));
        commands.put("start-timer", new StartTimer(ID, "diagnosis", null));
        commands.put("stop-timer", new StopTimer(ID, null, null, List.of(), null));
        commands.put("discard-timer", new DiscardTimer(ID, null, null));
        commands.put("note-forgotten-timers", new NoteForgottenTimers(ID));
        commands.put("follow-up-costs", new FollowUpCosts(ID));
        commands.put("approve-cost", new ApproveCost(ID, "entry-1", null));
        commands.put("decline-cost", new DeclineCost(ID, "entry-1", text()));
        commands.put("ask-survey", new AskSurvey(ID));
        commands.put("answer-survey", new AnswerSurvey(ID, 5, null));
        return commands;
    }

    private static List<String> table() throws IOException {
        try (InputStream in = RulesTableTest.class.getResourceAsStream("rules.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    private static List<String> cells(String line) {
        return List.of(line.trim().split("\\s+"));
    }
}
