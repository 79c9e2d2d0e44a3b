/** The ticket: what can be asked of it, what has happened to it, and the values that both speak of. */
@NullMarked
package daftar.messages.ticket;

import org.jspecify.annotations.NullMarked;
