package daftar.http.access;

import daftar.messages.Text;
import org.jspecify.annotations.Nullable;

/**
 * Who the first administrator is to be.
 *
 * @param token the one-time token out of its file
 * @param person an id such as {@code person-anna}; null to have one made
 * @param language BCP 47; null for English
 * @param zone IANA time zone; null for UTC
 * @param login how they log in; null where an identity provider vouches for them
 * @param subject the identity provider's subject; null where they log in by a password
 */
record FirstAdministratorRequest(
        String token,
        @Nullable String person,
        Text name,
        @Nullable Text mail,
        @Nullable String language,
        @Nullable String zone,
        @Nullable PasswordLogin login,
        @Nullable String subject) {

    /** @param passwordHash bcrypt */
    record PasswordLogin(String name, String passwordHash) {
        @Override
        public String toString() {
            return "PasswordLogin " + name; // never the hash
        }
    }

    @Override
    public String toString() {
        return "FirstAdministratorRequest"; // never the token
    }
}
