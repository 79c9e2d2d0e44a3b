/** Replies that the desk keeps at hand, and what is done with them in one go. */
@NullMarked
package daftar.messages.reply;

import org.jspecify.annotations.NullMarked;
