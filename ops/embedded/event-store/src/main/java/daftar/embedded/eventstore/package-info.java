/** The EventStoreDB protocol over SQLite. */
@NullMarked
package daftar.embedded.eventstore;

import org.jspecify.annotations.NullMarked;
