/** Commands over HTTP. */
@NullMarked
package daftar.http.write;

import org.jspecify.annotations.NullMarked;
