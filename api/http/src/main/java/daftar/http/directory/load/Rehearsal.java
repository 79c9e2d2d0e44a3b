package daftar.http.directory.load;

import daftar.http.directory.Register;
import daftar.messages.Commands;

/**
 * The directory as it is now, on which commands are carried out by its ordinary rules without anything being recorded; for
 * dry runs. Given by the application.
 */
public interface Rehearsal extends Commands, Register {

    /** Begins one. */
    @FunctionalInterface
    interface Stage {
        Rehearsal begin();
    }
}
