package daftar.domain.ticket;

/**
 * What somebody is to a ticket: by relation first, then by role. Where several would allow a command, the first of these
 * is named in the event's metadata.
 */
public enum Party {
    REQUESTER,
    /** Is asked for an approval in the present stage. */
    APPROVER,
    /** Has the ticket, or had the work last; by themselves or as a member of the team. */
    HOLDER,
    /** Answers to the requester. */
    OWNER,
    OBSERVER,
    /** An external provider's person while the ticket is with that provider. */
    VENDOR,
    /** The requester's supervisor, or a manager of a department above them. */
    SUPERVISOR,
    DISPATCHER,
    SPECIALIST,
    MANAGER,
    IMPORTER,
    CLOCK
}
