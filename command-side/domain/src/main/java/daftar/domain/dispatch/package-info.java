/** The way of a command to its aggregate and back. */
@NullMarked
package daftar.domain.dispatch;

import org.jspecify.annotations.NullMarked;
