package daftar.http.read;

import daftar.http.directory.Register;
import daftar.messages.audit.AsOf;

/** The directory and the workflows as they were. Given by the application. */
@FunctionalInterface
public interface PastRegister {

    Register asOf(AsOf asOf);
}
