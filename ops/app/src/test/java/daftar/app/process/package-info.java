/** Daftar and its command line as real processes: started, killed, looked at from outside. */
@NullMarked
package daftar.app.process;

import org.jspecify.annotations.NullMarked;
