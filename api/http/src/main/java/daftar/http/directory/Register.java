package daftar.http.directory;

import daftar.messages.Recorded;
import daftar.messages.directory.Reference;
import java.util.List;

/** What the node knows of directory and workflows, to be read. Given by the application over its {@link Reference}. */
public interface Register {

    Reference reference();

    /** In the order of their ids. */
    List<Reference.Person> people();

    List<Reference.Department> departments();

    List<Reference.Team> teams();

    List<Reference.Category> categories();

    List<Reference.Post> posts();

    List<Reference.Vendor> vendors();

    /** What happened to a person, department, post, team, category or vendor, texts opened; empty for an unknown one. */
    List<Recorded> history(String stream);

    /**
     * Waits, a few seconds at most, until everything up to this commit position is known.
     *
     * @return whether it is
     */
    boolean awaitPosition(long position);
}
