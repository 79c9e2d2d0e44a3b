package daftar.messages;

/**
 * A wish that may be refused ({@link Refused}). Handling one appends events to exactly one stream, or nothing.
 *
 * <p>A component that is not {@code @Nullable} is required; whoever takes commands in from outside checks that, and the
 * limits of {@link Limits}, before a decider sees them.
 */
public interface Command {

    /** The stream that the command's events are appended to; it is also the aggregate's identifier. */
    String stream();
}
