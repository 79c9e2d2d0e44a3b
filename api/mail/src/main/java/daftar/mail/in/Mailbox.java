package daftar.mail.in;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox that is read, and what its mails become.
 *
 * @param name by which operators know it
 * @param address its own; null where it is the user's name
 * @param tls how the connection is secured
 * @param login gives the password, or a token of OAuth 2, each time one is needed
 * @param folder that new mail is in
 * @param processed folder that mail is moved to once a ticket has it; made where it is not there
 * @param aside folder that mail is moved to that was set aside
 * @param poll how often is looked where the server does not say by itself that there is mail
 * @param type of the tickets, a code of the catalogue; null for the usual one
 * @param category of the tickets; null for none. Its team gets them
 * @param service of the tickets; null for none
 * @param requestType of the tickets, whose workflow they take; null for none
 */
public record Mailbox(
        String name,
        @Nullable String address,
        String host,
        int port,
        Tls tls,
        String user,
        Login login,
        String folder,
        String processed,
        String aside,
        Duration poll,
        @Nullable String type,
        @Nullable String category,
        @Nullable String service,
        @Nullable String requestType) {

    /** How a connection is secured. */
    public enum Tls {
        /** From the first byte on (RFC 8314). */
        IMPLICIT,
        /** Asked for before the login; without it there is none. */
        STARTTLS,
        /** Not at all: only for a server on the same machine. */
        NONE
    }

    /** How somebody proves who they are. */
    public interface Login {

        /** Whether {@link #secret} is a token of OAuth 2. */
        boolean isToken();

        /** The password or the token. @throws java.io.IOException where it cannot be got now */
        String secret() throws java.io.IOException;

        /** The server did not take it. */
        void refused();
    }

    /** The desk's own address that this mailbox has; null where that is not known. */
    @Nullable String ownAddress() {
        return address != null ? address : user.contains("@") ? user : null;
    }

    @Override
    public String toString() {
        return name + " (" + folder + " of " + user + " at " + host + ":" + port + ")"; // never the secret
    }
}
