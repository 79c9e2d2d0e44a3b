package daftar.http.read;

/** Nobody listens to a stream any more. */
final class ListenerGone extends Exception {

    private static final long serialVersionUID = 1;

    ListenerGone(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
