/** The words of searches over HTTP. */
@NullMarked
package daftar.http.words;

import org.jspecify.annotations.NullMarked;
