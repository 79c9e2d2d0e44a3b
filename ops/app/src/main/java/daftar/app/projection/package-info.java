/** The projections on their node, what other nodes see of them, and their operation. */
@NullMarked
package daftar.app.projection;

import org.jspecify.annotations.NullMarked;
