/** Webhooks over HTTP: kept, looked after, and where their receivers are. */
@NullMarked
package daftar.http.webhook;

import org.jspecify.annotations.NullMarked;
