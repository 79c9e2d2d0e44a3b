/** What the organisation has decided about who sees what. */
@NullMarked
package daftar.messages.rights;

import org.jspecify.annotations.NullMarked;
