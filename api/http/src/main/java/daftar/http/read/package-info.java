/** Reading over HTTP: search, tickets, timelines, inbox, workload, knowledge, audit, operations, live streams. */
@NullMarked
package daftar.http.read;

import org.jspecify.annotations.NullMarked;
