package daftar.app.reference;

import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.store.Recording;
import daftar.eventstore.EventLog;
import daftar.http.directory.Register;
import daftar.json.TextSeal;
import daftar.messages.directory.Reference;
import daftar.messages.workflow.Workflow;
import daftar.reference.ReferenceView;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the node knows of directory and workflows. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole({NodeRole.COMMAND, NodeRole.PROJECTION, NodeRole.QUERY})
public class ReferenceConfiguration {

    /** How long a request waits for what it has seen elsewhere (design §7). */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    @Bean(initMethod = "start", destroyMethod = "close")
    ReferenceView referenceView(EventLog log, Recording recording, TextSeal seal) {
        return new ReferenceView(new LogSource(log, recording), new LogSnapshots(log, recording), seal::open);
    }

    @Bean
    Register register(ReferenceView view) {
        return new ViewRegister(view);
    }

    private record ViewRegister(ReferenceView view) implements Register {

        @Override
        public Reference reference() {
            return view;
        }

        @Override
        public List<Reference.Person> people() {
            return List.copyOf(view.state().people());
        }

        @Override
        public List<Reference.Department> departments() {
            return List.copyOf(view.state().departments());
        }

        @Override
        public List<Reference.Team> teams() {
            return List.copyOf(view.state().teams());
        }

        @Override
        public List<Reference.Category> categories() {
            return List.copyOf(view.state().categories());
        }

        @Override
        public List<Workflow> workflows() {
            return view.state().workflows();
        }

        @Override
        public @Nullable Workflow workflow(String name) {
            for (Workflow workflow : view.state().workflows()) {
                if (workflow.name().equals(name)) {
                    return workflow;
                }
            }
            return null;
        }

        @Override
        public boolean awaitPosition(long position) {
            return view.awaitPosition(position, PATIENCE);
        }
    }
}
