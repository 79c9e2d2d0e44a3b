/**
 * The JSON that outlives the code: the stable names and shapes of the events, and the sealing of the texts in them.
 */
@NullMarked
package daftar.json;

import org.jspecify.annotations.NullMarked;
