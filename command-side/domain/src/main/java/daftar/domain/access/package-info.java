/** API tokens, logins, identities and the first administrator: pure deciders and folds, and their Axon shell. */
@NullMarked
package daftar.domain.access;

import org.jspecify.annotations.NullMarked;
