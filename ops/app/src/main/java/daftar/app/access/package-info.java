/** Who may log in, and which person that is. */
@NullMarked
package daftar.app.access;

import org.jspecify.annotations.NullMarked;
