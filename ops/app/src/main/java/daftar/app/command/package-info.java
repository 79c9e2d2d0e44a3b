/** The command side on its node, with the clock and the first start. */
@NullMarked
package daftar.app.command;

import org.jspecify.annotations.NullMarked;
