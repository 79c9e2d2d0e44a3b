package daftar.domain.ticket;

import daftar.messages.catalogue.Catalogue;
import daftar.messages.catalogue.CatalogueEntry.Service;
import daftar.messages.catalogue.PriorityRules;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.PriorityBasis;
import daftar.messages.ticket.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * The priority of a ticket, by the organisation's matrix, by who asks and by whether the service is provided now.
 *
 * @param basis null where the matrix that comes with Daftar decided alone
 */
record Prioritising(Priority priority, @Nullable PriorityBasis basis) {

    /** @param service that the ticket is about; null for none */
    static Prioritising decide(
            DecisionContext context, String requester, @Nullable String service, Impact impact, Urgency urgency) {
        Catalogue catalogue = context.reference().catalogue();
        if (catalogue.prioritiesVersion() == 0) {
            return new Prioritising(Priority.of(impact, urgency), null);
        }
        PriorityRules rules = catalogue.priorities();
        boolean vip = rules.isVip(requester, context.reference());
        Service known = service == null ? null : catalogue.service(service);
        boolean outside =
                known != null && known.hours() != null && !known.hours().isOpen(context.now());
        return new Prioritising(
                rules.decide(impact, urgency, vip, outside),
                new PriorityBasis(catalogue.prioritiesVersion(), rules.byMatrix(impact, urgency), vip, outside));
    }
}
