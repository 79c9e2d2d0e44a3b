/** The service catalogue over HTTP. */
@NullMarked
package daftar.http.catalogue;

import org.jspecify.annotations.NullMarked;
