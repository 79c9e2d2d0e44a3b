/** Decides who may have texts made unreadable, and says so in the streams that hold them. */
@NullMarked
package daftar.domain.redaction;

import org.jspecify.annotations.NullMarked;
