/** Stable names, revisions, upcasters, sealed text. */
@NullMarked
package daftar.json;

import org.jspecify.annotations.NullMarked;
