/** Who may come in, and as whom. */
@NullMarked
package daftar.http.security;

import org.jspecify.annotations.NullMarked;
