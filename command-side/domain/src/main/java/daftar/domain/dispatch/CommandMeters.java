package daftar.domain.dispatch;

/** Every number that the command side publishes. No meter has an identifier as a tag. */
public enum CommandMeters {

    /**
     * Timer: commands, from the call to the answer, waiting for the reference view and all repetitions included. Tags: {@code
     * command}, the command's name; {@code outcome}: {@code done}, {@code repeated} (answered from an earlier request under
     * the same key), {@code failed} (a fault, or the store is away), or why it was refused, a {@link
     * daftar.messages.Refused.Kind} in lower case.
     */
    COMMANDS("daftar.commands", "Commands by type and outcome, with all their repetitions"),

    /** Counter: commands sent again. Tag {@code reason}: {@code race} for a lost race, {@code store} for a store that failed. */
    RETRIES("daftar.commands.retries", "Commands that were sent again");

    private final String meterName;
    private final String description;

    CommandMeters(String meterName, String description) {
        this.meterName = meterName;
        this.description = description;
    }

    /** The name under which it is registered. */
    public String meterName() {
        return meterName;
    }

    /** One sentence for dashboards. */
    public String description() {
        return description;
    }
}
