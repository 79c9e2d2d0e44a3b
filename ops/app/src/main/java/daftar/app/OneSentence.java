package daftar.app;

import daftar.embedded.elasticsearch.FolderInUseException;
import daftar.embedded.eventstore.DataFolderInUse;
import daftar.embedded.eventstore.PortInUse;
import org.springframework.boot.SpringBootExceptionReporter;

/** Says what hindered the start in one sentence, without a stack trace, where that is all there is to know. */
final class OneSentence implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String sentence =
                    switch (cause) {
                        case DataFolderInUse folder -> folder.getMessage();
                        case FolderInUseException folder -> folder.getMessage();
                        case PortInUse port ->
                            port.getMessage() + " Stop what listens there, or choose another with"
                                    + " --daftar.embedded.event-store-port=…";
                        default -> null;
                    };
            if (sentence != null) {
                System.err.println(sentence);
                return true;
            }
        }
        return false;
    }
}
