package daftar.domain.ticket;

/**
 * What somebody is to a ticket: by relation first, then by role. Where several would allow a command, the first of these
 * is named in the event's metadata.
 */
public enum Party {
    REQUESTER,
    /** Is asked for an approval in the present stage. */
    APPROVER,
    /** Has the ticket, or had the work last, by name. */
    HOLDER,
    /** Is a member of the team that has the ticket, or had the work last. */
    TEAM,
    /** Answers to the requester. */
    OWNER,
    /** Registered it in the requester's name. */
    ON_BEHALF,
    OBSERVER,
    /** Is named as one who may see it although it is confidential. */
    NAMED,
    /** An external provider's person while the ticket is with that provider. */
    VENDOR,
    /** The requester's supervisor. */
    SUPERVISOR,
    /** Manages the ticket's department, or one above it. */
    DEPARTMENT_MANAGER,
    /** Is asked whether what a work entry cost may be spent, or acts for somebody who is. */
    COST_APPROVER,
    DISPATCHER,
    SPECIALIST,
    MANAGER,
    SECURITY,
    IMPORTER,
    CLOCK,
    /** Knows no ticket; hands over what is on somebody who leaves. */
    ADMINISTRATOR
}
