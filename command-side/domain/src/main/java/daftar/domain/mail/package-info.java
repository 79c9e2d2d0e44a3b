/** Mail that comes in: what becomes of the mail that no ticket was made of, and the organisation's policy. Deciders and shells. */
@NullMarked
package daftar.domain.mail;

import org.jspecify.annotations.NullMarked;
