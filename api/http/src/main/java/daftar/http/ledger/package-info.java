/** The ledger over HTTP: heads, proofs, and what an export is made of. */
@NullMarked
package daftar.http.ledger;

import org.jspecify.annotations.NullMarked;
