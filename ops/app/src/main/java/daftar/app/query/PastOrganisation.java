package daftar.app.query;

import daftar.app.reference.StateRegister;
import daftar.http.directory.Register;
import daftar.http.read.PastRegister;
import daftar.messages.Recorded;
import daftar.messages.Role;
import daftar.messages.audit.AsOf;
import daftar.messages.directory.Reference;
import daftar.query.Names;
import daftar.query.Past;
import daftar.query.People;
import daftar.reference.Known;
import daftar.reference.ReferenceHistory;
import daftar.reference.ReferenceState;
import daftar.reference.ReferenceView;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The directory and the workflows as they were, for queries and to be read. */
record PastOrganisation(ReferenceHistory history, ReferenceView now) implements Past, PastRegister {

    private Known known(AsOf asOf) {
        return history.at(asOf.at(), asOf.recordedAt(), now.position());
    }

    @Override
    public Moment at(AsOf asOf) {
        Known then = known(asOf);
        return new Moment() {
            @Override
            public People people() {
                return new ReferencePeople(then::state);
            }

            @Override
            public Names names() {
                return new ReferenceNames(then::state, then::promises);
            }

            @Override
            public @Nullable Set<Role> rolesOf(String person) {
                Reference.Person known = then.state().person(person);
                return known == null ? null : known.roles();
            }
        };
    }

    @Override
    public Register asOf(AsOf asOf) {
        return new PastState(known(asOf).state());
    }

    /** Nothing comes to it any more, so nobody waits for it. */
    private record PastState(ReferenceState state) implements StateRegister {

        @Override
        public List<Recorded> history(String stream) {
            throw new UnsupportedOperationException("what happened is read from the log itself");
        }

        @Override
        public boolean awaitPosition(long position) {
            return true;
        }
    }
}
