package daftar.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import daftar.eventstore.AppendOutcomeUnknown;
import daftar.eventstore.EventStoreUnavailable;
import daftar.http.Problem;
import daftar.http.ProblemResolver;
import java.io.IOException;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** What a caller is told, and the log, when a part cannot be reached and when it refuses what Daftar asked of it. */
class PartsAwayTest {

    private final ProblemResolver problems = new ProblemResolver(new PartsAway());
    private final Logger logger = (Logger) LoggerFactory.getLogger(ProblemResolver.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
        logger.setAdditive(false);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(logged);
        logger.setAdditive(true);
    }

    static List<Throwable> outages() {
        IOException connection = new IOException("connection refused");
        return List.of(
                new EventStoreUnavailable("the store is away", connection),
                new AppendOutcomeUnknown("no answer", connection),
                new daftar.query.ElasticsearchAway("away", connection),
                new daftar.projectors.ElasticsearchAway("away"),
                new IllegalStateException("around it", new EventStoreUnavailable("away", null)));
    }

    static List<Throwable> faults() {
        return List.of(
                new EventStoreException("The event store refused the append to ticket-1: secret of the store"),
                new EventStoreException("The event store refused a read: secret of the store", new RuntimeException()),
                // as a refusal by Elasticsearch comes: its client's exception is an IOException
                new IllegalStateException("Elasticsearch refused a query with 400", new IOException("secret")),
                new IllegalStateException("a secret of our own"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void what_is_away_may_be_asked_again(Throwable outage) {
        Problem problem = problems.problemOf(outage);
        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.headers()).containsKey("Retry-After");
        assertThat(logged.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void what_was_refused_is_a_fault_of_ours_in_the_log_and_without_details_in_the_answer(Throwable fault) {
        Problem problem = problems.problemOf(fault);
        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.toString()).doesNotContain("secret").doesNotContain("refused");
        assertThat(logged.list).singleElement().satisfies(entry -> {
            assertThat(entry.getLevel()).isEqualTo(Level.ERROR);
            assertThat(entry.getFormattedMessage()).contains(problem.correlationId());
            assertThat(entry.getThrowableProxy().getMessage()).isEqualTo(fault.getMessage());
        });
    }

    @Test
    void a_broken_body_of_the_caller_is_no_outage() {
        assertThat(new PartsAway().isCausedByOutage(new java.io.CharConversionException("not UTF-8")))
                .isFalse();
    }
}
