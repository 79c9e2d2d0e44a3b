/** Replies that the desk keeps at hand, over HTTP. */
@NullMarked
package daftar.http.reply;

import org.jspecify.annotations.NullMarked;
