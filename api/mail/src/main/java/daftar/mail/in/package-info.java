/** Mail in: read from mailboxes, understood, and made a ticket or a comment of, or set aside with a reason. */
@NullMarked
package daftar.mail.in;

import org.jspecify.annotations.NullMarked;
