/** The knowledge base over HTTP: writing articles, saying what helped, and what was read instead of raising. */
@NullMarked
package daftar.http.knowledge;

import org.jspecify.annotations.NullMarked;
