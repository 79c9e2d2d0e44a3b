package daftar.messages.redaction;

/**
 * One sealed text, named without saying anything of it.
 *
 * @param revision of the event that holds it
 * @param key the name of its key ({@link daftar.messages.Text.Sealed#key()})
 */
public record RedactedText(long revision, String key) {}
