/** Mail in and out. */
@NullMarked
package daftar.mail;

import org.jspecify.annotations.NullMarked;
