package daftar.app.reference;

import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.store.Recording;
import daftar.eventstore.EventLog;
import daftar.eventstore.keys.KeyStreams;
import daftar.http.directory.Register;
import daftar.json.TextSeal;
import daftar.messages.Recorded;
import daftar.messages.directory.Reference;
import daftar.messages.mail.AsideMail;
import daftar.messages.redaction.Redaction;
import daftar.messages.redaction.Redactions;
import daftar.messages.savedview.SavedView;
import daftar.messages.savedview.SavedViews;
import daftar.reference.ReferenceHistory;
import daftar.reference.ReferenceState;
import daftar.reference.ReferenceView;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the node knows of directory and workflows. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole({NodeRole.COMMAND, NodeRole.PROJECTION, NodeRole.QUERY})
public class ReferenceConfiguration {

    /** How long a request waits for what it has seen elsewhere (design §7). */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    @Bean
    LogSnapshots referenceSnapshots(EventLog log, Recording recording, KeyStreams keys) {
        return new LogSnapshots(log, recording, keys);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ReferenceView referenceView(
            EventLog log, Recording recording, KeyStreams keys, TextSeal seal, LogSnapshots snapshots) {
        return new ReferenceView(new LogSource(log, recording), snapshots, new ReferenceView.Opening() {
            @Override
            public Recorded open(Recorded recorded, Set<String> redacted) {
                // what is in a mail that waits is read when somebody looks at it, not at each start
                return AsideMail.concerns(recorded.stream()) ? recorded : seal.openBut(recorded, redacted);
            }

            @Override
            public void destroyed(Redaction redaction) {
                redaction.places().forEach(place -> keys.forget(place.stream()));
                redaction.files().forEach(file -> keys.forget("file-" + file));
            }
        });
    }

    @Bean
    Redactions redactions(ReferenceView view) {
        return new Redactions() {
            @Override
            public @Nullable Redaction redaction(String id) {
                return view.redactions().redaction(id);
            }

            @Override
            public List<Redaction> redactions() {
                return view.redactions().redactions();
            }
        };
    }

    /** Mails that wait are no part of it, so nothing of theirs is opened. */
    @Bean
    ReferenceHistory referenceHistory(EventLog log, Recording recording, KeyStreams keys, TextSeal seal) {
        return new ReferenceHistory(
                new LogSource(log, recording),
                new LogSnapshots(log, recording, keys),
                recorded -> AsideMail.concerns(recorded.stream()) ? recorded : seal.open(recorded));
    }

    @Bean
    Register register(ReferenceView view, EventLog log, Recording recording, TextSeal seal) {
        return new ViewRegister(view, log, recording, seal);
    }

    @Bean
    SavedViews savedViews(ReferenceView view) {
        return new SavedViews() {
            @Override
            public @Nullable SavedView view(String id) {
                return view.savedViews().view(id);
            }

            @Override
            public List<SavedView> privateOf(String person) {
                return view.savedViews().privateOf(person);
            }

            @Override
            public List<SavedView> ofTeam(String team) {
                return view.savedViews().ofTeam(team);
            }
        };
    }

    private record ViewRegister(ReferenceView view, EventLog log, Recording recording, TextSeal seal)
            implements StateRegister {

        @Override
        public ReferenceState state() {
            return view.state();
        }

        /** {@inheritDoc} Kept current: whoever holds it sees what comes. */
        @Override
        public Reference reference() {
            return view;
        }

        @Override
        public List<Recorded> history(String stream) {
            return recording.all(log, stream, 0).stream().map(seal::open).toList();
        }

        @Override
        public boolean awaitPosition(long position) {
            return view.awaitPosition(position, PATIENCE);
        }
    }
}
