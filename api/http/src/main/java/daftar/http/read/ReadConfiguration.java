package daftar.http.read;

import daftar.http.directory.Register;
import daftar.http.report.ReportController;
import daftar.http.security.Actors;
import daftar.messages.file.FileStore;
import daftar.messages.ledger.Ledger;
import daftar.messages.query.Changes;
import daftar.report.CourtPdf;
import daftar.report.ReportFonts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Queries over HTTP, for nodes with the query role. Needs a {@link QueryGateway} that reaches the handlers of the read
 * side, {@link Changes}, {@link Register}, {@link PastRegister} and {@link Actors} in the context.
 */
@Configuration(proxyBeanMethods = false)
public class ReadConfiguration {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    @Bean
    SearchController searchController(QueryGateway queries) {
        return new SearchController(queries);
    }

    @Bean
    TicketReadController ticketReadController(QueryGateway queries, EventStreams streams) {
        return new TicketReadController(queries, streams);
    }

    @Bean
    FileReadController fileReadController(QueryGateway queries, FileStore store) {
        return new FileReadController(queries, store);
    }

    @Bean
    TicketDiagramController ticketDiagramController(QueryGateway queries, Register register) {
        return new TicketDiagramController(queries, register);
    }

    @Bean
    KnowledgeController knowledgeController(QueryGateway queries) {
        return new KnowledgeController(queries);
    }

    @Bean
    WorkloadController workloadController(QueryGateway queries, EventStreams streams) {
        return new WorkloadController(queries, streams);
    }

    @Bean
    WorklogController worklogController(QueryGateway queries) {
        return new WorklogController(queries);
    }

    @Bean
    ViewController viewController(QueryGateway queries, EventStreams streams) {
        return new ViewController(queries, streams);
    }

    @Bean
    ReportController reportController(QueryGateway queries) {
        return new ReportController(queries);
    }

    @Bean
    AuditController auditController(QueryGateway queries) {
        return new AuditController(queries);
    }

    @Bean
    AuditReportController auditReportController(
            QueryGateway queries,
            FileStore files,
            ObjectProvider<Ledger> ledger,
            ObjectProvider<CourtPdf> pdf,
            InstantSource clock) {
        return new AuditReportController(queries, files, ledger::getIfAvailable, pdf::getObject, clock);
    }

    /** Fonts are read when the first report is drawn. */
    @Bean
    @Lazy
    CourtPdf courtPdf(@Value("${daftar.report.fonts:}") String folder) {
        return new CourtPdf(new ReportFonts(folder.isBlank() ? null : Path.of(folder), true));
    }

    @Bean
    AuditLogController auditLogController(QueryGateway queries) {
        return new AuditLogController(queries);
    }

    @Bean
    AuditDeskController auditDeskController(QueryGateway queries) {
        return new AuditDeskController(queries);
    }

    @Bean
    AuditDirectoryController auditDirectoryController(PastRegister past, InstantSource clock) {
        return new AuditDirectoryController(past, clock);
    }

    @Bean
    FeedController feedController(QueryGateway queries, Changes changes, EventStreams streams) {
        return new FeedController(queries, changes, streams);
    }

    @Bean
    EventStreams eventStreams(Changes changes) {
        return new EventStreams(changes, HEARTBEAT);
    }

    @Bean
    WebMvcConfigurer daftarReading(Actors actors) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgument(actors));
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new KnownParameters());
            }
        };
    }
}
