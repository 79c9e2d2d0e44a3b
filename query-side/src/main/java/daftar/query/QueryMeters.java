package daftar.query;

import daftar.messages.Refused;
import daftar.messages.query.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The meters of the read side, all of them. None has an id as a tag. */
public final class QueryMeters {

    /** What is measured. */
    public enum Meter {
        /** How long queries take, waiting for freshness included. Tags: {@code query}, {@code outcome}. */
        QUERIES("daftar.queries");

        private final String key;

        Meter(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    /** The kinds of queries, values of the tag {@code query}. */
    public enum Kind {
        TICKET,
        TIMELINE,
        SEARCH,
        INCIDENTS,
        FILES,
        KNOWLEDGE,
        ARTICLES,
        SUGGEST,
        SIMILAR,
        KNOWLEDGE_REPORTS,
        INBOX,
        WORKLOAD,
        WORKLOG,
        TIMERS,
        VIEWS,
        REPORTS,
        REPORT_CASES,
        WHAT_IF,
        AUDIT_EVENTS,
        AUDIT_AS_OF,
        AUDIT_LETTERS,
        AUDIT_HISTORY,
        AUDIT_LOG,
        AUDIT_DESK,
        FEED
    }

    /** How queries end, values of the tag {@code outcome}. */
    public enum Outcome {
        ANSWERED,
        /** Answered, but older than asked for. */
        STALE,
        /** Refused for what the caller sent or may not see. */
        REFUSED,
        /** Elasticsearch or the event store was away, or Daftar failed. */
        FAILED
    }

    private final Timer[][] timers = new Timer[Kind.values().length][Outcome.values().length];
    private final MeterRegistry registry;

    public QueryMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Kind kind : Kind.values()) {
            for (Outcome outcome : Outcome.values()) {
                timers[kind.ordinal()][outcome.ordinal()] = Timer.builder(Meter.QUERIES.key())
                        .description("Latency of queries")
                        .tag("query", word(kind))
                        .tag("outcome", word(outcome))
                        .publishPercentileHistogram()
                        .register(registry);
            }
        }
    }

    /** Answers a query and measures it. */
    <A> A timed(Kind kind, Supplier<A> query) {
        Timer.Sample sample = Timer.start(registry);
        Outcome outcome = Outcome.FAILED;
        try {
            A answer = query.get();
            outcome = isStale(answer) ? Outcome.STALE : Outcome.ANSWERED;
            return answer;
        } catch (Refused refused) {
            outcome = Outcome.REFUSED;
            throw refused;
        } finally {
            sample.stop(timers[kind.ordinal()][outcome.ordinal()]);
        }
    }

    private static boolean isStale(@Nullable Object answer) {
        return answer instanceof Answer view && view.stale();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
