/** What requests may hold: reading a body and its conditions, checking everything, and saying all that is wrong at once. */
@NullMarked
package daftar.http.request;

import org.jspecify.annotations.NullMarked;
