package daftar.http.write;

import daftar.http.DaftarPosition;
import daftar.http.Problem;
import daftar.http.ProblemResolver;
import daftar.messages.Receipt;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries bulks out: each ticket on a virtual thread, a few at a time on the whole node, so that nobody else has to wait for
 * somebody's five hundred. The answer is lines of JSON, written as tickets are done. Whoever goes away stops it, and so do
 * the node's end and a store that is away; what was begun is finished, and what is left is said.
 */
public final class BulkRuns implements SmartLifecycle {

    /** Commands of all bulks of the node at one time. */
    static final int AT_ONCE = 8;

    static final String MEDIA_TYPE = "application/x-ndjson";

    private static final Logger LOG = LoggerFactory.getLogger(BulkRuns.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ProblemResolver problems;
    private final Semaphore slots = new Semaphore(AT_ONCE, true);
    private volatile boolean running = true;

    public BulkRuns(ProblemResolver problems) {
        this.problems = problems;
    }

    /** What came of a ticket; neither where it was not tried. */
    private record Outcome(
            String ref, @Nullable Receipt receipt, @Nullable Problem problem) {}

    /**
     * @param refs the tickets, as they were named
     * @param command acts on one; its refusals and faults are outcomes
     */
    void run(
            String bulk,
            String action,
            List<String> refs,
            Function<String, Receipt> command,
            HttpServletResponse response)
            throws IOException {
        response.setContentType(MEDIA_TYPE);
        response.setHeader("X-Accel-Buffering", "no");
        Lines lines = new Lines(response.getOutputStream());
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("bulk", bulk);
        head.put("action", action);
        head.put("tickets", refs.size());
        lines.write(head);

        AtomicBoolean stopped = new AtomicBoolean();
        BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
        Totals totals = new Totals();
        // closing it waits for what was begun
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String ref : refs) {
                threads.execute(() -> outcomes.add(outcome(ref, command, stopped)));
            }
            for (int i = 0; i < refs.size(); i++) {
                Outcome outcome = outcomes.take();
                Map<String, Object> line = totals.add(outcome);
                if (line != null && !lines.write(line)) {
                    stopped.set(true);
                }
            }
        } catch (InterruptedException ended) {
            stopped.set(true);
            Thread.currentThread().interrupt();
        }
        lines.write(totals.line());
    }

    private Outcome outcome(String ref, Function<String, Receipt> command, AtomicBoolean stopped) {
        slots.acquireUninterruptibly();
        try {
            if (stopped.get() || !running) {
                return new Outcome(ref, null, null);
            }
            return new Outcome(ref, command.apply(ref), null);
        } catch (RuntimeException thrown) {
            Problem problem = problems.problemOf(thrown);
            if (problem.status() == 503) {
                stopped.set(true); // the next ones would fare no better
            }
            return new Outcome(ref, null, problem);
        } finally {
            slots.release();
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** What is under way ends before the web server does. */
    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** What has come of them so far. */
    private static final class Totals {
        private int done;
        private int refused;
        private int left;
        private @Nullable DaftarPosition newest;

        /** The line that tells it; null where there is nothing to tell. */
        @Nullable Map<String, Object> add(Outcome outcome) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("ticket", outcome.ref());
            Receipt receipt = outcome.receipt();
            Problem problem = outcome.problem();
            if (receipt != null) {
                done++;
                DaftarPosition position = DaftarPosition.of(receipt);
                if (newest == null || newest.position() < position.position()) {
                    newest = position;
                }
                line.put("id", receipt.stream());
                if (receipt.number() != null) {
                    line.put("number", receipt.number());
                }
                line.put("version", receipt.version());
                if (receipt.repeated()) {
                    line.put("repeated", true);
                }
            } else if (problem != null) {
                refused++;
                line.put("problem", problem.body());
            } else {
                left++;
                return null;
            }
            return line;
        }

        Map<String, Object> line() {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("done", done);
            line.put("refused", refused);
            line.put("left", left);
            if (newest != null) {
                line.put("position", newest.encode());
            }
            return line;
        }
    }

    /** Writes lines as long as somebody reads them. */
    private static final class Lines {
        private final OutputStream out;
        private boolean gone;

        private Lines(OutputStream out) {
            this.out = out;
        }

        /** @return false once nobody reads any more */
        boolean write(Map<String, Object> line) {
            if (gone) {
                return false;
            }
            try {
                out.write((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (IOException left) {
                LOG.debug("Nobody reads a bulk's answer any more: {}", left.toString());
                gone = true;
            }
            return !gone;
        }
    }
}
