package daftar.http.mail;

import daftar.messages.mail.AsideMail;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mails that were set aside. Given by the application. */
public interface AsideMails {

    /** Those that wait for somebody, in no order; their texts may be sealed. */
    List<AsideMail> waiting();

    /** The same mail with its texts opened, as far as they can be. */
    AsideMail opened(AsideMail mail);

    /** Any mail that was ever set aside; its texts may be sealed. Null where there is none of this id. */
    @Nullable AsideMail find(String id);

    /** The mail itself. @throws IOException where it is not stored, or the store is away */
    InputStream raw(String sha256) throws IOException;

    /**
     * Takes it: it comes to a ticket, or is set aside again. Either is recorded once this returns.
     *
     * @param person whose mail it is; null for whom it says itself
     * @param anyway whether it does not matter that a machine seems to have sent it
     * @throws IOException where the file store is away
     */
    void retry(AsideMail mail, @Nullable String person, boolean anyway) throws IOException;

    /** Waits until {@link #waiting} knows all up to a position; false where that is not so in time. */
    boolean awaitPosition(long position);
}
