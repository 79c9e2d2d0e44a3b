/** The service catalogue: decider and shell, and what of it tickets are decided by. */
@NullMarked
package daftar.domain.catalogue;

import org.jspecify.annotations.NullMarked;
