/** What can be asked of the read side, and the views that answer it. */
@NullMarked
package daftar.messages.query;

import org.jspecify.annotations.NullMarked;
