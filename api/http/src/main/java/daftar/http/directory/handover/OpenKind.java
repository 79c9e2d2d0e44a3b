package daftar.http.directory.handover;

/** What can be open on a person. In a request, {@code perKind} names another successor for one of them. */
public enum OpenKind {
    /** Tickets that they have, had last, or answer for to the requester. */
    TICKETS,
    /** Tickets in which they are asked for an approval. */
    APPROVALS,
    /** People whose supervisor they are. */
    SUPERVISED,
    /** Departments that they manage. */
    DEPARTMENTS,
    /** Teams that they lead. */
    LEADS,
    /** The post that they have. */
    POSTS,
    /** Delegations in which they act for others, not over yet. */
    DELEGATIONS,
    /** Vendors that they answer for. */
    VENDORS,
    /** Workflows, published or drafted, with stages that name them. */
    WORKFLOWS
}
