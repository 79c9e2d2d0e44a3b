/** Business calendars and service levels over HTTP. */
@NullMarked
package daftar.http.sla;

import org.jspecify.annotations.NullMarked;
