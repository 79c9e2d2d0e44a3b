/** The reference view over the event log. */
@NullMarked
package daftar.app.reference;

import org.jspecify.annotations.NullMarked;
