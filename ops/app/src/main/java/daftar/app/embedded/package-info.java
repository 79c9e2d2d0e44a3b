/** The two servers that run inside of a Daftar which has none of its own. */
@NullMarked
package daftar.app.embedded;

import org.jspecify.annotations.NullMarked;
