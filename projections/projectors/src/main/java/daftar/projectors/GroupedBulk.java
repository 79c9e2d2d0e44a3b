package daftar.projectors;

import daftar.projectors.Elasticsearch.Answer;
import daftar.readmodel.DocumentJson;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Group commit for bulk requests: while one is on its way, those of the other segments wait and then go as one. Every
 * request has Elasticsearch sync its logs once per index, so fewer and larger ones are what it takes most of. Each caller
 * gets the part of the answer that is its own.
 */
final class GroupedBulk {

    /** Bytes from which on no more are put together; well under the 100 MB that Elasticsearch takes. */
    private static final int FULL = 8 << 20;

    private static final class Waiting {
        private final byte[] lines;
        private final int length;
        private final int items;
        private @Nullable Answer answer;
        private @Nullable RuntimeException failure;

        private Waiting(byte[] lines, int length, int items) {
            this.lines = lines;
            this.length = length;
            this.items = items;
        }

        private boolean isAnswered() {
            return answer != null || failure != null;
        }
    }

    private final Elasticsearch elasticsearch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean onItsWay;

    GroupedBulk(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /**
     * Sends lines, perhaps together with others'.
     *
     * @param items how many actions the lines hold
     * @return what Elasticsearch says to these items alone
     * @throws ElasticsearchAway as {@link Elasticsearch#bulk}
     */
    Answer send(byte[] lines, int length, int items) {
        Waiting mine = new Waiting(lines, length, items);
        lock.lock();
        try {
            waiting.add(mine);
            while (!mine.isAnswered()) {
                if (onItsWay) {
                    changed.awaitUninterruptibly();
                } else {
                    sendNext();
                }
            }
        } finally {
            lock.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
        return Objects.requireNonNull(mine.answer);
    }

    /** With the lock held, which is given up while the request is on its way. */
    private void sendNext() {
        List<Waiting> group = new ArrayList<>();
        int bytes = 0;
        while (!waiting.isEmpty() && (group.isEmpty() || bytes + waiting.getFirst().length <= FULL)) {
            bytes += waiting.getFirst().length;
            group.add(waiting.removeFirst());
        }
        onItsWay = true;
        lock.unlock();
        try {
            answer(group, bytes);
        } catch (RuntimeException failure) {
            for (Waiting each : group) {
                if (each.answer == null) {
                    each.failure = failure;
                }
            }
        } finally {
            lock.lock();
            onItsWay = false;
            changed.signalAll();
        }
    }

    private void answer(List<Waiting> group, int bytes) {
        if (group.size() > 1) {
            ByteArrayOutputStream all = new ByteArrayOutputStream(bytes);
            group.forEach(each -> all.write(each.lines, 0, each.length));
            Answer answer = elasticsearch.bulk(all.toByteArray(), bytes);
            if (answer.ok()) {
                share(answer, group);
                return;
            }
            // one of them spoils the request for all
        }
        for (Waiting each : group) {
            each.answer = elasticsearch.bulk(each.lines, each.length);
        }
    }

    private static void share(Answer answer, List<Waiting> group) {
        boolean errors = answer.body().path("errors").asBoolean(false);
        int from = 0;
        for (Waiting each : group) {
            each.answer = errors
                    ? new Answer(answer.status(), items(answer.body().path("items"), from, from + each.items))
                    : answer;
            from += each.items;
        }
    }

    private static ObjectNode items(JsonNode all, int from, int to) {
        ObjectNode body = DocumentJson.mapper().createObjectNode().put("errors", true);
        ArrayNode own = body.putArray("items");
        for (int i = from; i < to; i++) {
            own.add(all.path(i));
        }
        return body;
    }
}
