package daftar.app.command;

import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.Settings;
import daftar.domain.config.KnowledgeConfiguration;
import daftar.http.knowledge.ArticleRefs;
import daftar.http.knowledge.KnowledgeWriting;
import daftar.http.knowledge.ReadTally;
import daftar.http.knowledge.Solutions;
import daftar.http.reply.ReplyConfiguration;
import daftar.http.reply.TicketValues;
import daftar.messages.query.Caller;
import daftar.messages.query.Query.FindTicket;
import daftar.messages.query.TicketView;
import daftar.query.Elastic;
import daftar.query.Names;
import daftar.query.ReadSide;
import daftar.query.SolvedTickets;
import daftar.query.TicketQueries;
import daftar.readmodel.ReadModel;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** Takes what is written in the knowledge base, and what readers say. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(NodeRole.COMMAND)
@Import({KnowledgeConfiguration.class, KnowledgeWriting.class, ReplyConfiguration.Using.class})
public class KnowledgeSide {

    private static final Duration RECORDED_EACH = Duration.ofHours(1);

    @Bean
    ArticleRefs articleRefs(Elastic elastic, Settings settings) {
        String numbers = ReadModel.NUMBERS.alias(settings.indexPrefix());
        return number -> {
            JsonNode found = elastic.get(numbers, number);
            return found == null ? null : found.at("/_source/ticket").asString();
        };
    }

    @Bean
    Solutions solutions(ReadSide readSide) {
        SolvedTickets tickets = new SolvedTickets(readSide);
        return (actor, ref) -> {
            SolvedTickets.Solved solved = tickets.find(actor, ref);
            return solved == null
                    ? null
                    : new Solutions.Solved(
                            solved.id(),
                            solved.language(),
                            solved.title(),
                            solved.solution(),
                            solved.category(),
                            solved.service());
        };
    }

    /** As the actor sees the ticket: what they may not read, a reply cannot say. */
    @Bean
    TicketValues ticketValues(ReadSide readSide) {
        TicketQueries tickets = new TicketQueries(readSide, ticket -> false);
        return (actor, ref, language, seen) -> {
            TicketView ticket = tickets.find(new FindTicket(new Caller(actor, language, seen), ref));
            return ReplyValues.of(ticket, readSide.names().name(Names.Kind.PERSON, actor.person(), language));
        };
    }

    @Bean
    Recorder readRecorder(ReadTally tally) {
        return new Recorder(tally);
    }

    /**
     * Has it recorded each hour, and when the node stops, how often articles were read: once nobody can ask any more, and while
     * commands are still carried out.
     */
    static final class Recorder implements SmartLifecycle {

        /** The web server stops at 2,048 from the top, Axon at 3,072. */
        private static final int BETWEEN_WEB_SERVER_AND_AXON = DEFAULT_PHASE - 2_560;

        private final ReadTally tally;
        private volatile @Nullable ScheduledExecutorService hours;

        Recorder(ReadTally tally) {
            this.tally = tally;
        }

        @Override
        public void start() {
            ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("reads").factory());
            long seconds = RECORDED_EACH.toSeconds();
            timer.scheduleWithFixedDelay(tally::record, seconds, seconds, TimeUnit.SECONDS);
            hours = timer;
        }

        @Override
        public void stop() {
            ScheduledExecutorService timer = hours;
            hours = null;
            if (timer != null) {
                timer.shutdownNow();
                tally.record();
            }
        }

        @Override
        public boolean isRunning() {
            return hours != null;
        }

        @Override
        public int getPhase() {
            return BETWEEN_WEB_SERVER_AND_AXON;
        }
    }
}
