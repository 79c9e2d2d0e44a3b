/** The ledger: proof that nothing of the log was altered. */
@NullMarked
package daftar.messages.ledger;

import org.jspecify.annotations.NullMarked;
