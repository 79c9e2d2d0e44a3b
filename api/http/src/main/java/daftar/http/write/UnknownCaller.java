package daftar.http.write;

import daftar.messages.Text;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom the directory does not know yet, registered provisionally by the request that they raise.
 *
 * @param department an id of the directory; null for none
 */
record UnknownCaller(
        Text name,
        @Nullable Text mail,
        @Nullable Text telephone,
        @Nullable String department) {}
