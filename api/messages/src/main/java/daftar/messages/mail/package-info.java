/** Mail that comes in: what the organisation has decided about it, and the mail that no ticket was made of. */
@NullMarked
package daftar.messages.mail;

import org.jspecify.annotations.NullMarked;
