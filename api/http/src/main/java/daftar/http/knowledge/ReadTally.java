package daftar.http.knowledge;

import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Refused;
import daftar.messages.knowledge.ArticleCommand.RecordReads;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts on this node how often articles are read, and records it now and then: one event for all the glances of an hour,
 * not one for each. What was counted since the last record is lost where the node dies; where it stops it records first.
 */
public final class ReadTally {

    private static final Logger log = LoggerFactory.getLogger(ReadTally.class);

    /** Nobody has so many articles; whoever sends made-up ids fills no memory. */
    private static final int MOST_ARTICLES = 10_000;

    private final Commands commands;
    private final InstantSource clock;
    private final Map<String, Integer> counted = new ConcurrentHashMap<>();
    private volatile Instant since;

    public ReadTally(Commands commands, InstantSource clock) {
        this.commands = commands;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Somebody reads it. @param article its id */
    void count(String article) {
        if (counted.size() < MOST_ARTICLES || counted.containsKey(article)) {
            counted.merge(article, 1, Integer::sum);
        }
    }

    /** Records what was counted. What cannot be recorded now is counted on. */
    public synchronized void record() {
        Instant from = since;
        Instant to = clock.instant();
        since = to;
        for (String article : counted.keySet()) {
            Integer reads = counted.remove(article);
            if (reads == null) {
                continue;
            }
            UUID id = UUID.randomUUID();
            try {
                commands.send(
                        new RecordReads(article, reads, from, to),
                        new Envelope(Actor.clock(), id, "", null, null, null, id.toString()));
            } catch (Refused refused) {
                log.warn("The reads of {} cannot be recorded: {}", article, refused.getMessage());
            } catch (RuntimeException away) {
                log.warn("The reads of {} cannot be recorded now: {}", article, away.toString());
                counted.merge(article, reads, Integer::sum);
            }
        }
    }
}
