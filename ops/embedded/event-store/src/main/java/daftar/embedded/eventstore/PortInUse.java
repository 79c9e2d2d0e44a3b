package daftar.embedded.eventstore;

/** The port that the event store was told to listen on is taken, or may not be used. */
public final class PortInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int port;

    PortInUse(int port, Throwable cause) {
        super("Port " + port + " of 127.0.0.1 is in use: the event store cannot listen there.", cause);
        this.port = port;
    }

    /** The port that was asked for. */
    public int port() {
        return port;
    }
}
