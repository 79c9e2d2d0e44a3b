package daftar.messages;

/**
 * A command was carried out and found everything as it wished. Appended, to the stream of any kind that the command was
 * for, only where the client gave an Idempotency-Key: the log then knows the command, and answers a retry as it answered
 * the first request, whatever has changed since. No fold makes anything of it but its revision.
 *
 * @param command the command's name, e.g. {@code AddObserver}
 */
public record NothingChanged(String command) implements Event {}
