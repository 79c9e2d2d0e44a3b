/** import, load, bench, rebuild: over HTTP. */
@NullMarked
package daftar.cli;

import org.jspecify.annotations.NullMarked;
