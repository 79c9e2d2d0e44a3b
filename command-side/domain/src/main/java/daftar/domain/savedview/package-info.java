/** Searches that people keep: decider and shell. */
@NullMarked
package daftar.domain.savedview;

import org.jspecify.annotations.NullMarked;
