package daftar.http.report;

/** Whether letters are sent by this installation. Given by the application. */
@FunctionalInterface
public interface LetterService {

    boolean sendsMail();
}
