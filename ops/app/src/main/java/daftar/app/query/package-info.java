/** The query side on its node, with names and people from the reference view. */
@NullMarked
package daftar.app.query;

import org.jspecify.annotations.NullMarked;
