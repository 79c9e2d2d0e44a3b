/** The words of searches: what the organisation has decided about them. */
@NullMarked
package daftar.domain.words;

import org.jspecify.annotations.NullMarked;
