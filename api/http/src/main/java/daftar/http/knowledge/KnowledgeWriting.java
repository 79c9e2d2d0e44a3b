package daftar.http.knowledge;

import daftar.http.write.AllowedActions;
import daftar.http.write.TicketRefs;
import daftar.messages.Commands;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The knowledge base's commands, for nodes with the command role. Needs {@link ArticleRefs} and {@link Solutions}. */
@Configuration(proxyBeanMethods = false)
public class KnowledgeWriting {

    @Bean
    ReadTally readTally(Commands commands, InstantSource clock) {
        return new ReadTally(commands, clock);
    }

    @Bean
    ArticleCommandController articleCommandController(
            Commands commands,
            ArticleRefs articles,
            TicketRefs tickets,
            AllowedActions allowed,
            Solutions solutions,
            ReadTally reads,
            InstantSource clock) {
        return new ArticleCommandController(commands, articles, tickets, allowed, solutions, reads, clock);
    }

    @Bean
    KnowledgeDescriptions knowledgeDescriptions() {
        return new KnowledgeDescriptions();
    }
}
