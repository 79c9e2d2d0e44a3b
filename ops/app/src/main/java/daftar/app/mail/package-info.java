/** Mail of this installation: its settings, the mailer, and what signed links lead to. */
@NullMarked
package daftar.app.mail;

import org.jspecify.annotations.NullMarked;
