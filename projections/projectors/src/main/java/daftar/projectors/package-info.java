/** Event handlers, versioned bulk writer, token store, dead letters, rebuild. */
@NullMarked
package daftar.projectors;

import org.jspecify.annotations.NullMarked;
