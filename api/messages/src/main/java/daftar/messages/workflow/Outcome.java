package daftar.messages.workflow;

/** The outcomes that commands of their own stand for; a workflow may name others for {@code CompleteStage}. */
public final class Outcome {

    public static final String APPROVED = "approved";
    public static final String DECLINED = "declined";
    public static final String TRIAGED = "triaged";
    public static final String SOLVED = "solved";
    public static final String CONFIRMED = "confirmed";
    public static final String REJECTED = "rejected";

    private Outcome() {}
}
