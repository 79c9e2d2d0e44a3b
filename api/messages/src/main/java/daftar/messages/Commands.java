package daftar.messages;

/** The way into the command side. */
public interface Commands {

    /**
     * Carries a command out and returns when its events are durable. A lost race is retried from a fresh load; an append
     * whose outcome is unknown is looked up, never reported as failed.
     *
     * @throws Refused if it was not carried out; nothing was appended
     */
    Receipt send(Command command, Envelope envelope);
}
