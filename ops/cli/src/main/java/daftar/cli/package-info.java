/** {@code daftar-cli}: imports, loads and measures over the public HTTP API. */
@NullMarked
package daftar.cli;

import org.jspecify.annotations.NullMarked;
