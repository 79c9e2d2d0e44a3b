/** What the organisation decides about who sees what: decider and shell. */
@NullMarked
package daftar.domain.rights;

import org.jspecify.annotations.NullMarked;
