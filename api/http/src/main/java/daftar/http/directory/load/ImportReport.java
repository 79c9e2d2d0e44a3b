package daftar.http.directory.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a file.
 *
 * @param dryRun whether it was only rehearsed
 * @param kind {@code people}, {@code departments} or {@code teams}
 * @param rows how many there were besides the header
 * @param changed how many rows changed something
 * @param unchanged how many found everything as they say
 * @param commands how many were carried out
 * @param refused what was wrong, at most {@link #MOST}
 */
public record ImportReport(
        boolean dryRun, String kind, int rows, int changed, int unchanged, int commands, List<RefusedRow> refused) {

    static final int MOST = 10_000;

    /** @param line of the file, the header's is 1 @param column null where no single one is wrong */
    public record RefusedRow(long line, @Nullable String column, String code, String reason) {}
}
