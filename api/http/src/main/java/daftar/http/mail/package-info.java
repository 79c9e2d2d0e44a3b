/** Mail that comes in: what was set aside, and what the organisation has decided about mail. */
@NullMarked
package daftar.http.mail;

import org.jspecify.annotations.NullMarked;
