/** Bringing the directory in from CSV, and keeping it current so. */
@NullMarked
package daftar.http.directory.load;

import org.jspecify.annotations.NullMarked;
