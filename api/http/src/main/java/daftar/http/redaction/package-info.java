/** Making texts unreadable, over HTTP: asking, agreeing, seeing what was done. */
@NullMarked
package daftar.http.redaction;

import org.jspecify.annotations.NullMarked;
