/** Who comes in, and by what: API tokens, logins, identities, the first administrator, and refused administrative acts. */
@NullMarked
package daftar.messages.access;

import org.jspecify.annotations.NullMarked;
