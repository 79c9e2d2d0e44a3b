/** The ledger of this installation: its key, who keeps it, where its heads are published. */
@NullMarked
package daftar.app.ledger;

import org.jspecify.annotations.NullMarked;
