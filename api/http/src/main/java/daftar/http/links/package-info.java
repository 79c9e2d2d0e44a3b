/** Signed links of letters: pages for people without a login. */
@NullMarked
package daftar.http.links;

import org.jspecify.annotations.NullMarked;
