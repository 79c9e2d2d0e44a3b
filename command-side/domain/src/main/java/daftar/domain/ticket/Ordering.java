package daftar.domain.ticket;

import daftar.domain.catalogue.FormValues;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.catalogue.Catalogue.Kept;
import daftar.messages.catalogue.CatalogueEntry.RequestType;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.catalogue.FieldKind;
import daftar.messages.catalogue.Offering;
import daftar.messages.directory.Reference;
import daftar.messages.ticket.RaisedForm;
import daftar.messages.ticket.TicketCommand.RaiseTicket;
import daftar.messages.workflow.Workflow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request by one of the catalogue's request types: its form is filled in, and it says what the request leaves out. */
record Ordering(RequestType requestType, int version) {

    /**
     * What is ordered; null where the request names no request type.
     *
     * @throws Refused where it is not offered to the requester, or its form is not filled in as it takes
     */
    static @Nullable Ordering of(RaiseTicket command, Reference.Person requester, DecisionContext context) {
        String code = command.requestType();
        if (code == null) {
            return null;
        }
        Reference reference = context.reference();
        Ordering ordering = offered(code, command.type(), requester, context.byDesk(), reference);
        List<Refused.Wrong> wrong = FormValues.wrong(ordering.requestType, readable(command.fields()), reference);
        if (!wrong.isEmpty()) {
            throw Refused.invalid(wrong);
        }
        return ordering;
    }

    /**
     * The request type of this code in its newest version.
     *
     * @param type that the request names besides; null for none
     * @param byDesk whether the desk asks, for the requester or itself
     * @throws Refused where it is not offered to the requester, or has another type
     */
    static Ordering offered(
            String code, @Nullable String type, Reference.Person requester, boolean byDesk, Reference reference) {
        Kept kept = reference.catalogue().find(EntryKind.REQUEST_TYPE, code);
        if (kept == null || !(kept.entry() instanceof RequestType requestType)) {
            throw Refused.invalid("unknown-request-type", "requestType", "There is no request type " + code + ".");
        }
        // the desk registers what it is told, for whomever
        if (!byDesk && !Offering.isVisible(requestType, requester.id(), requester.roles(), reference)) {
            throw new Refused(
                    Refused.Kind.FORBIDDEN,
                    "request-type-not-offered",
                    "requestType",
                    "The request type " + code + " is not offered to " + requester.id()
                            + "; GET /api/catalogue lists those that are.");
        }
        if (kept.retired()) {
            throw new Refused(
                    Refused.Kind.CONFLICT,
                    "request-type-retired",
                    "requestType",
                    "The request type " + code + " is retired; choose another.");
        }
        if (type != null && !type.equals(requestType.type())) {
            throw Refused.invalid(
                    "type-of-request-type",
                    "type",
                    "Requests of this request type have the type " + requestType.type() + "; leave type out.");
        }
        return new Ordering(requestType, kept.version());
    }

    /** The workflow that it names, in its newest version; null where that is left to the organisation's rules. */
    @Nullable Workflow workflow(Reference reference) {
        String name = requestType.workflow();
        if (name == null) {
            return null;
        }
        Workflow newest = reference.workflowRegister().newest(name);
        if (newest == null || reference.workflowRegister().isRetired(name)) {
            throw new Refused(
                    Refused.Kind.CONFLICT,
                    "retired-workflow",
                    "requestType",
                    "The request type " + requestType.code() + " runs on the workflow " + name
                            + ", which is retired; tell an administrator.");
        }
        return newest;
    }

    /** What is pinned in the ticket, so that it can be read whatever becomes of the catalogue. */
    RaisedForm pinned(Map<String, Text> fields) {
        Map<String, FieldKind> kinds = new LinkedHashMap<>();
        requestType.fields().forEach(field -> {
            if (fields.containsKey(field.code())) {
                kinds.put(field.code(), field.kind());
            }
        });
        return new RaisedForm(requestType.code(), version, kinds);
    }

    private static Map<String, String> readable(Map<String, Text> fields) {
        Map<String, String> values = new LinkedHashMap<>();
        fields.forEach((code, text) -> {
            String value = Text.read(text);
            values.put(code, value == null ? "" : value);
        });
        return values;
    }
}
