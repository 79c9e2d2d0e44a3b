package daftar.domain.workflow;

import static daftar.messages.workflow.Outcome.APPROVED;
import static daftar.messages.workflow.Outcome.CONFIRMED;
import static daftar.messages.workflow.Outcome.DECLINED;
import static daftar.messages.workflow.Outcome.REJECTED;
import static daftar.messages.workflow.Outcome.SOLVED;
import static daftar.messages.workflow.Outcome.TRIAGED;

import daftar.messages.Command;
import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.directory.DirectoryCommand.FormTeam;
import daftar.messages.ticket.Status;
import daftar.messages.workflow.HolderRule;
import daftar.messages.workflow.HolderRule.ChosenByTriage;
import daftar.messages.workflow.HolderRule.FirstOf;
import daftar.messages.workflow.HolderRule.HolderOfRole;
import daftar.messages.workflow.HolderRule.ManagerOfDepartment;
import daftar.messages.workflow.HolderRule.Nobody;
import daftar.messages.workflow.HolderRule.OwnerOfCategory;
import daftar.messages.workflow.HolderRule.Provider;
import daftar.messages.workflow.HolderRule.QueueOfTeam;
import daftar.messages.workflow.HolderRule.Quorum;
import daftar.messages.workflow.HolderRule.Supervisor;
import daftar.messages.workflow.HolderRule.TheRequester;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import daftar.messages.workflow.WorkflowCommand.PublishWorkflow;
import daftar.messages.workflow.WorkflowCommand.SetWorkflowChoices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The workflows that Daftar comes with. They are data like any that an organisation draws: published as events at the
 * first start, and replaced by publishing a next version.
 *
 * <p>Triage is the queue of the team that owns the ticket's category, else of the first line. It may solve at first
 * contact. Where somebody has no supervisor, the department's manager is asked, then whoever manages the desk, so that no
 * request waits for nobody.
 */
public final class ShippedWorkflows {

    /** The first line: the team that triages what no category's owner takes. */
    public static final String FIRST_LINE = "team-service-desk";

    private static final Duration TO_APPROVE = Duration.ofDays(2);
    private static final Duration TO_TRIAGE = Duration.ofMinutes(30);
    private static final Duration TO_DELIVER = Duration.ofDays(14);
    private static final Duration TO_CONFIRM = Duration.ofDays(7);
    private static final Duration TO_REOPEN = Duration.ofDays(14);

    private static final HolderRule MANAGERS = new HolderOfRole(Role.MANAGER.name());
    private static final HolderRule DEPARTMENT = new FirstOf(List.of(new ManagerOfDepartment(), MANAGERS));
    private static final HolderRule SUPERVISOR =
            new FirstOf(List.of(new Supervisor(), new ManagerOfDepartment(), MANAGERS));
    private static final HolderRule SECURITY =
            new FirstOf(List.of(new HolderOfRole(Role.SECURITY_OFFICER.name()), MANAGERS));
    private static final HolderRule TRIAGE_TEAM =
            new FirstOf(List.of(new OwnerOfCategory(), new QueueOfTeam(FIRST_LINE)));

    private ShippedWorkflows() {}

    /** All of them, in version 1. */
    public static List<Workflow> all() {
        return List.of(incident(), request(), purchase(), access());
    }

    /** Something is broken: triage → work → confirmation → end. */
    public static Workflow incident() {
        return workflow(
                "incident",
                text("Incident", "Störung", "رخداد", "Инцидент", "事件"),
                triage(),
                work("confirmation"),
                confirmation(),
                closed());
    }

    /** Something is wanted: supervisor → triage → work → confirmation → end. */
    public static Workflow request() {
        return workflow(
                "request",
                text("Service request", "Serviceanfrage", "درخواست خدمت", "Запрос на обслуживание", "服务请求"),
                supervisor("triage"),
                triage(),
                work("confirmation"),
                confirmation(),
                closed(),
                declined());
    }

    /** Something is to be bought: supervisor → department manager → triage → work → vendor → confirmation → end. */
    public static Workflow purchase() {
        return workflow(
                "purchase",
                text("Purchase", "Beschaffung", "خرید", "Закупка", "采购"),
                supervisor("department-approval"),
                approval(
                        "department-approval",
                        text(
                                "Approval by the department's manager",
                                "Genehmigung der Abteilungsleitung",
                                "تأیید مدیر واحد",
                                "Согласование с руководителем отдела",
                                "部门经理审批"),
                        DEPARTMENT,
                        "triage"),
                triage(),
                work("vendor"),
                stage(
                        "vendor",
                        text("Delivery by the vendor", "Lieferung", "تحویل از فروشنده", "Поставка", "供应商交付"),
                        StageKind.EXTERNAL,
                        new Provider("vendor-procurement"),
                        TO_DELIVER,
                        Map.of("delivered", "confirmation", "returned", "work", SOLVED, "confirmation")),
                confirmation(),
                closed(),
                declined());
    }

    /** A right is wanted: supervisor → security → triage → work → confirmation → end. */
    public static Workflow access() {
        return workflow(
                "access",
                text("Access", "Zugriff", "دسترسی", "Доступ", "访问权限"),
                supervisor("security-approval"),
                approval(
                        "security-approval",
                        text(
                                "Approval by security",
                                "Genehmigung der Sicherheit",
                                "تأیید حراست",
                                "Согласование со службой безопасности",
                                "安全审批"),
                        SECURITY,
                        "triage"),
                triage(),
                work("confirmation"),
                confirmation(),
                closed(),
                declined());
    }

    /** The rules that choose one of them by the ticket's type; what no rule names is an incident. */
    public static List<WorkflowChoice> choices() {
        return List.of(
                byType("incident", "incident"),
                byType("complaint", "incident"),
                byType("problem", "incident"),
                byType("information-request", "incident"),
                byType("documentation-request", "incident"),
                byType("internal-task", "incident"),
                byType("service-request", "request"),
                byType("change-request", "request"),
                byType("purchase-request", "purchase"),
                byType("access-request", "access"),
                new WorkflowChoice(null, null, null, "incident"));
    }

    /**
     * What a new installation is told, in this order. A command knows what the ones before it did only where the
     * reference view has reached their position: send each with the position of the receipt before it.
     */
    public static List<Command> founding() {
        List<Command> commands = new ArrayList<>();
        LocalizedText firstLine = text("Service desk", "Service-Desk", "میز خدمت", "Служба поддержки", "服务台");
        commands.add(new FormTeam(FIRST_LINE, firstLine, null, List.of()));
        all().forEach(workflow -> commands.add(new PublishWorkflow(workflow)));
        commands.add(new SetWorkflowChoices(choices()));
        return List.copyOf(commands);
    }

    private static WorkflowChoice byType(String type, String workflow) {
        return new WorkflowChoice(type, null, null, workflow);
    }

    private static Stage supervisor(String next) {
        LocalizedText name = text(
                "Approval by the supervisor",
                "Genehmigung der Vorgesetzten",
                "تأیید سرپرست",
                "Согласование с руководителем",
                "主管审批");
        return approval("supervisor-approval", name, SUPERVISOR, next);
    }

    private static Stage approval(String code, LocalizedText name, HolderRule holder, String next) {
        Map<String, String> outcomes = Map.of(APPROVED, next, DECLINED, "declined");
        return new Stage(code, name, StageKind.APPROVAL, holder, Quorum.ANY, TO_APPROVE, outcomes, null);
    }

    private static Stage triage() {
        return stage(
                "triage",
                text("Triage", "Einstufung", "بررسی اولیه", "Классификация", "分诊"),
                StageKind.TRIAGE,
                TRIAGE_TEAM,
                TO_TRIAGE,
                Map.of(TRIAGED, "work", SOLVED, "confirmation"));
    }

    /** Without a due time of its own: the ticket's resolution target says when it must be done. */
    private static Stage work(String next) {
        return stage(
                "work",
                text("Work", "Bearbeitung", "انجام کار", "Работа", "处理"),
                StageKind.WORK,
                new ChosenByTriage(),
                null,
                Map.of(SOLVED, next));
    }

    private static Stage confirmation() {
        return stage(
                "confirmation",
                text("Confirmation", "Bestätigung", "تأیید درخواست‌کننده", "Подтверждение", "确认"),
                StageKind.CONFIRMATION,
                new TheRequester(),
                TO_CONFIRM,
                Map.of(CONFIRMED, "closed", REJECTED, "work"));
    }

    private static Stage closed() {
        return end("closed", text("Closed", "Abgeschlossen", "بسته شد", "Закрыто", "已关闭"), Status.CLOSED);
    }

    private static Stage declined() {
        return end("declined", text("Declined", "Abgelehnt", "رد شد", "Отклонено", "已拒绝"), Status.DECLINED);
    }

    private static Stage end(String code, LocalizedText name, Status status) {
        return new Stage(code, name, StageKind.END, new Nobody(), null, null, Map.of(), status);
    }

    private static Stage stage(
            String code,
            LocalizedText name,
            StageKind kind,
            HolderRule holder,
            @Nullable Duration due,
            Map<String, String> outcomes) {
        return new Stage(code, name, kind, holder, null, due, outcomes, null);
    }

    private static Workflow workflow(String name, LocalizedText title, Stage... stages) {
        return new Workflow(name, 1, title, List.of(stages), TO_REOPEN);
    }

    private static LocalizedText text(String en, String de, String fa, String ru, String zh) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("en", en);
        texts.put("de", de);
        texts.put("fa", fa);
        texts.put("ru", ru);
        texts.put("zh", zh);
        return new LocalizedText(texts);
    }
}
