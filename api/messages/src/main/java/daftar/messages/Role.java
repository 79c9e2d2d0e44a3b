package daftar.messages;

/** What a person is in the organisation (design §1). A person may have several. */
public enum Role {
    REQUESTER,
    SUPERVISOR,
    DEPARTMENT_MANAGER,
    SECURITY_OFFICER,
    DISPATCHER,
    SPECIALIST,
    VENDOR,
    MANAGER,
    AUDITOR,
    ANALYST,
    ADMINISTRATOR,
    /** Has secrets and personal data made unreadable for ever; two of them agree on each. */
    REDACTOR,
    /** Brings in another desk's tickets; the only one who may set a past business time. */
    IMPORTER,
    /** An identity provider's client (SCIM): keeps people and teams current, and gives nobody a right. */
    PROVISIONER,
    /** Daftar itself, acting when something is due. */
    CLOCK
}
