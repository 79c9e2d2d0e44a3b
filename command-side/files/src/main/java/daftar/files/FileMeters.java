package daftar.files;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What is measured of files. No meter has a hash, a name or a person as a tag. */
public enum FileMeters {
    RECEIVED(
            "daftar.files.received",
            "Files that came in, by outcome: taken, type, too_large, empty, virus, not_scanned, broken_off, failed"),
    BYTES("daftar.files.bytes", "Bytes of the files that were taken"),
    REMOVED("daftar.files.removed", "Files removed since no ticket ever had them"),
    UNSCANNED("daftar.files.unscanned", "Files taken while the virus scanner was away, still to be looked through");

    private final String meterName;
    private final String description;

    FileMeters(String meterName, String description) {
        this.meterName = meterName;
        this.description = description;
    }

    public String meterName() {
        return meterName;
    }

    public String description() {
        return description;
    }

    Counter counter(MeterRegistry meters, String... tags) {
        return Counter.builder(meterName).description(description).tags(tags).register(meters);
    }
}
