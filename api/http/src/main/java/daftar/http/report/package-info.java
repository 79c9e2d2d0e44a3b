/** Reports over HTTP, as JSON and as CSV. */
@NullMarked
package daftar.http.report;

import org.jspecify.annotations.NullMarked;
