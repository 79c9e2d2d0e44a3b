/** The in-memory view of directory and workflows that commands decide with. */
@NullMarked
package daftar.reference;

import org.jspecify.annotations.NullMarked;
