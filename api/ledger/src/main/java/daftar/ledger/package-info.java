/** The ledger over the log: a Merkle tree after RFC 6962, its proofs, and what checks them. Pure, with no I/O. */
@NullMarked
package daftar.ledger;

import org.jspecify.annotations.NullMarked;
