package daftar.messages.file;

import daftar.messages.Refused;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The way by which every file comes in, whoever brings it: its type is found out, what is not taken is refused, it is looked
 * through for viruses and stored. What comes out is what a ticket may be told of.
 */
public interface FileIntake {

    /**
     * @param content read to its end
     * @param name as the sender calls it; null for none
     * @param declared the media type that the sender says; only a hint
     * @param person who sends it
     * @throws FileTooLarge where it is larger than is taken
     * @throws Refused where files of this type are not taken, it is empty, or a virus was found
     * @throws IOException where it could not be stored or looked through now; trying later may help
     */
    FileRef receive(InputStream content, @Nullable String name, @Nullable String declared, String person)
            throws IOException;
}
