package daftar.projectors;

/** The meters of the projections. None has ids as tags. */
public enum ProjectionMeters {
    /**
     * Gauge: how far the slowest segment is behind the end of the log, as a difference of positions. With the embedded event
     * store that is a number of events; a cluster counts positions in bytes of its log.
     */
    LAG_EVENTS("daftar.projection.lag.events"),
    /** Gauge, seconds: how long ago the oldest event was recorded that a segment is at work on; 0 when all are idle. */
    LAG_SECONDS("daftar.projection.lag.seconds"),
    /** Distribution summary: events per batch. */
    BATCH_SIZE("daftar.projection.batch.size"),
    /** Timer: how long a batch took, waiting for Elasticsearch included. */
    BATCH_TIME("daftar.projection.batch.time"),
    /** Counter: tickets that were parked. */
    PARKED("daftar.projection.parked"),
    /** Gauge: tickets that are parked now, as last counted. */
    DEAD_LETTERS("daftar.projection.dead.letters"),
    /** Gauge, 0 to 1: how much of the log a running rebuild has read; 1 when none runs. */
    REBUILD_PROGRESS("daftar.projection.rebuild.progress");

    private final String meter;

    ProjectionMeters(String meter) {
        this.meter = meter;
    }

    /** The meter's name. */
    public String meter() {
        return meter;
    }
}
