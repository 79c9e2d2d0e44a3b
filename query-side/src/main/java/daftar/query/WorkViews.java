package daftar.query;

import daftar.messages.Money;
import daftar.messages.query.WorkView;
import daftar.messages.ticket.CostApproval;
import daftar.messages.ticket.Labour;
import daftar.readmodel.Expense;
import daftar.readmodel.WorkDocument;
import daftar.readmodel.WorkEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Work entries as they are shown. Pure. */
final class WorkViews {

    private WorkViews() {}

    static WorkView of(WorkEntry work, Naming naming) {
        return new WorkView(
                work.entry(),
                naming.person(work.performer()),
                work.performedAt(),
                work.loggedAt(),
                naming.person(work.loggedBy()),
                work.minutes(),
                work.activity(),
                work.stage(),
                naming.team(work.team()),
                work.note(),
                lines(work.costs()),
                cost(work.labour()),
                approval(work.approval(), naming),
                work.struckOut(),
                corrections(work.earlier(), naming));
    }

    static WorkView of(WorkDocument work, Naming naming) {
        return new WorkView(
                work.entry(),
                naming.person(work.performer()),
                work.performedAt(),
                work.loggedAt(),
                naming.person(work.loggedBy()),
                work.minutes(),
                work.activity(),
                work.stage(),
                naming.team(work.team()),
                work.note(),
                lines(work.costs()),
                cost(work.labour()),
                approval(work.decision(), naming),
                work.struckOut(),
                corrections(work.earlier(), naming));
    }

    private static List<WorkView.Line> lines(List<Expense> costs) {
        return costs.stream()
                .map(line -> new WorkView.Line(
                        line.kind(),
                        line.quantity(),
                        line.cost(),
                        line.unitPrice(),
                        line.description(),
                        line.receipt()))
                .toList();
    }

    private static WorkView.Approval approval(WorkEntry.Approval approval, Naming naming) {
        return new WorkView.Approval(
                approval.state(),
                naming.people(approval.approvers()),
                approval.askedAt(),
                naming.personOrNull(approval.decidedBy()),
                naming.personOrNull(approval.approver()),
                approval.decidedAt(),
                approval.remark());
    }

    private static List<WorkView.Correction> corrections(List<WorkEntry.Version> earlier, Naming naming) {
        return earlier.stream()
                .map(version -> new WorkView.Correction(
                        version.performedAt(),
                        version.minutes(),
                        version.activity(),
                        lines(version.costs()),
                        cost(version.labour()),
                        version.approval() == null
                                ? CostApproval.NOT_ASKED
                                : version.approval().state(),
                        version.note(),
                        version.correctedAt(),
                        naming.person(version.correctedBy()),
                        version.reason()))
                .toList();
    }

    private static @Nullable Money cost(@Nullable Labour labour) {
        return labour == null ? null : labour.cost();
    }
}
