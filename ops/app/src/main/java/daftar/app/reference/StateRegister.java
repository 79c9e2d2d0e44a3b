package daftar.app.reference;

import daftar.http.directory.Register;
import daftar.messages.directory.Reference;
import daftar.reference.ReferenceState;
import java.util.List;

/** The directory and the workflows to be read, out of a state of the reference view. */
public interface StateRegister extends Register {

    /** As it is now. */
    ReferenceState state();

    @Override
    default Reference reference() {
        return state();
    }

    @Override
    default List<Reference.Person> people() {
        return List.copyOf(state().people());
    }

    @Override
    default List<Reference.Department> departments() {
        return List.copyOf(state().departments());
    }

    @Override
    default List<Reference.Team> teams() {
        return List.copyOf(state().teams());
    }

    @Override
    default List<Reference.Category> categories() {
        return List.copyOf(state().categories());
    }

    @Override
    default List<Reference.Post> posts() {
        return List.copyOf(state().posts());
    }

    @Override
    default List<Reference.Vendor> vendors() {
        return List.copyOf(state().vendors());
    }
}
