package daftar.messages.ticket;

import daftar.messages.catalogue.FieldKind;
import java.util.Map;

/**
 * By which request type a ticket was raised. The values are among the ticket's fields.
 *
 * @param requestType its code in the catalogue
 * @param version of it that the ticket keeps
 * @param kinds field's code → what it took, of the fields that were filled in
 */
public record RaisedForm(String requestType, int version, Map<String, FieldKind> kinds) {
    public RaisedForm {
        kinds = Lists.orEmpty(kinds);
    }
}
