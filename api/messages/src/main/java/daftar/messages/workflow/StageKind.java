package daftar.messages.workflow;

/** What a stage is for (design §5). */
public enum StageKind {
    APPROVAL,
    TRIAGE,
    WORK,
    EXTERNAL,
    CONFIRMATION,
    END
}
