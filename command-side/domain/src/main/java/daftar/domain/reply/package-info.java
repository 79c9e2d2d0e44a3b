/** Replies that the desk keeps at hand: decider and shell. */
@NullMarked
package daftar.domain.reply;

import org.jspecify.annotations.NullMarked;
