/** Files over HTTP: sending them, and what a request names them by afterwards. */
@NullMarked
package daftar.http.file;

import org.jspecify.annotations.NullMarked;
