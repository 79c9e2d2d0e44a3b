package daftar.query;

import daftar.messages.sla.PromiseRegister;
import org.jspecify.annotations.Nullable;

/** How people call what events name by id or code; given by the application from the reference view. */
public interface Names {

    /** What has a name. */
    enum Kind {
        PERSON,
        TEAM,
        DEPARTMENT,
        CATEGORY,
        TYPE,
        SERVICE,
        REQUEST_TYPE
    }

    /**
     * What a form called a field, or a choice of it, in this version of the request type; null where nobody knows.
     *
     * @param choice null for the field itself
     */
    default @Nullable String label(
            String requestType, int version, String field, @Nullable String choice, String language) {
        return null;
    }

    /** The versions of calendars and service levels that tickets name. */
    default PromiseRegister promises() {
        return PromiseRegister.SHIPPED;
    }

    /** The name in this language or the nearest there is; null where it is unknown or was redacted. */
    @Nullable String name(Kind kind, String id, String language);
}
