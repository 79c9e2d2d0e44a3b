/** The directory and the workflows over HTTP. */
@NullMarked
package daftar.http.directory;

import org.jspecify.annotations.NullMarked;
