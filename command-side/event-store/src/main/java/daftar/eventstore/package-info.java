/** Axon event storage over the EventStoreDB client; the raw event log. */
@NullMarked
package daftar.eventstore;

import org.jspecify.annotations.NullMarked;
