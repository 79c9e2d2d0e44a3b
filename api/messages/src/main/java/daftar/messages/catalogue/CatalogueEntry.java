package daftar.messages.catalogue;

import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.Urgency;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that the catalogue holds, whole. Its code is unique among those of its kind and never given to another. */
public sealed interface CatalogueEntry {

    String code();

    LocalizedText name();

    EntryKind kind();

    /** A kind of ticket, such as {@code incident}. */
    record TicketType(String code, LocalizedText name) implements CatalogueEntry {
        @Override
        public EntryKind kind() {
            return EntryKind.TICKET_TYPE;
        }
    }

    /**
     * What the desk provides.
     *
     * @param team that provides it; null where nobody has said
     * @param hours when it is provided; null for around the clock
     */
    record Service(
            String code,
            LocalizedText name,
            @Nullable LocalizedText description,
            @Nullable String team,
            @Nullable ServiceHours hours)
            implements CatalogueEntry {
        @Override
        public EntryKind kind() {
            return EntryKind.SERVICE;
        }
    }

    /**
     * What can be asked for, with a form of its own.
     *
     * @param type the ticket type that such requests have
     * @param service that they are about; null for none
     * @param category that they have where the request names none
     * @param priority what they are taken for until triage; null for nothing
     * @param workflow that they run on; null for the one that the organisation's rules choose
     * @param visibleTo who may raise one; null for everybody
     * @param fields of the form, in their order
     */
    record RequestType(
            String code,
            LocalizedText name,
            @Nullable LocalizedText description,
            String type,
            @Nullable String service,
            @Nullable String category,
            @Nullable UsualPriority priority,
            @Nullable String workflow,
            @Nullable Audience visibleTo,
            List<FormField> fields)
            implements CatalogueEntry {
        public RequestType {
            fields = fields == null ? List.of() : List.copyOf(fields);
        }

        @Override
        public EntryKind kind() {
            return EntryKind.REQUEST_TYPE;
        }

        /** The field of this code, or null. */
        public @Nullable FormField field(String code) {
            for (FormField field : fields) {
                if (field.code().equals(code)) {
                    return field;
                }
            }
            return null;
        }
    }

    /** A kind of work that specialists log. */
    record Activity(String code, LocalizedText name) implements CatalogueEntry {
        @Override
        public EntryKind kind() {
            return EntryKind.ACTIVITY;
        }
    }

    /** A text that the desk answers with again and again. */
    record ReplyText(String code, LocalizedText name, LocalizedText text) implements CatalogueEntry {
        @Override
        public EntryKind kind() {
            return EntryKind.REPLY_TEXT;
        }
    }

    /** Impact and urgency of a request until triage looks at it. */
    record UsualPriority(Impact impact, Urgency urgency) {}

    /** Whoever is in one of the departments or below, or has one of the posts, or one of the roles. */
    record Audience(List<String> departments, List<String> posts, Set<Role> roles) {
        public Audience {
            departments = departments == null ? List.of() : List.copyOf(departments);
            posts = posts == null ? List.of() : List.copyOf(posts);
            roles = roles == null ? Set.of() : Set.copyOf(roles);
        }

        /** Whether nobody in particular is named, so that everybody is meant. */
        public boolean namesNobody() {
            return departments.isEmpty() && posts.isEmpty() && roles.isEmpty();
        }
    }

    /**
     * A field of a form. Each limit is of one kind of field, both ends included; null for none.
     *
     * @param code unique in the form
     * @param shortest characters of a TEXT or ASSET
     * @param longest characters of a TEXT or ASSET
     * @param least of a NUMBER
     * @param most of a NUMBER
     * @param earliest of a DATE
     * @param latest of a DATE
     * @param choices of a CHOICE
     */
    record FormField(
            String code,
            FieldKind kind,
            LocalizedText label,
            @Nullable LocalizedText help,
            boolean required,
            @Nullable Integer shortest,
            @Nullable Integer longest,
            @Nullable BigDecimal least,
            @Nullable BigDecimal most,
            @Nullable LocalDate earliest,
            @Nullable LocalDate latest,
            List<FormChoice> choices) {
        public FormField {
            choices = choices == null ? List.of() : List.copyOf(choices);
        }
    }

    /** One of the values that a CHOICE offers. @param code unique in the field; what a request sends */
    record FormChoice(String code, LocalizedText label) {}
}
