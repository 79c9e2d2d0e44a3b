package daftar.app.query;

import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.Settings;
import daftar.http.directory.Register;
import daftar.messages.savedview.SavedViews;
import daftar.query.Elastic;
import daftar.query.Freshness;
import daftar.query.QueryMeters;
import daftar.query.ReadSide;
import daftar.query.SearchQueries;
import daftar.query.ViewQueries;
import daftar.readmodel.Progress;
import daftar.readmodel.ReadModel;
import daftar.reference.ReferenceView;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Searches over tickets: asked for by people on query nodes, and on command nodes by bulks for what they are about. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole({NodeRole.COMMAND, NodeRole.QUERY})
public class Searches {

    @Bean
    ReadSide readSide(
            Elastic elastic,
            Settings settings,
            Progress progress,
            ReferenceView reference,
            InstantSource clock,
            MeterRegistry meters) {
        String indices = Arrays.stream(ReadModel.values())
                .map(model -> model.alias(settings.indexPrefix()))
                .collect(Collectors.joining(","));
        return new ReadSide(
                elastic,
                settings.indexPrefix(),
                new Freshness(progress, () -> elastic.refresh(indices)),
                new ReferencePeople(reference),
                new ReferenceNames(reference),
                clock,
                new QueryMeters(meters));
    }

    @Bean
    SearchQueries searchQueries(ReadSide readSide) {
        return new SearchQueries(readSide);
    }

    @Bean
    ViewQueries viewQueries(ReadSide readSide, SearchQueries search, SavedViews views, Register register) {
        return new ViewQueries(readSide, search, views, register::awaitPosition);
    }
}
