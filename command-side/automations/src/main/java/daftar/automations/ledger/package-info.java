/** Who keeps the ledger: one node at a time. */
@NullMarked
package daftar.automations.ledger;

import org.jspecify.annotations.NullMarked;
