package daftar.domain.dispatch;

/** Waits for the reference view, so that what somebody has just been told of is known to decisions too. */
@FunctionalInterface
public interface ReferenceAwait {

    /**
     * Returns when the view has reached the position, or when waiting longer would be pointless: the command is then
     * decided with what is known.
     *
     * @param position a commit position
     */
    void await(long position);
}
