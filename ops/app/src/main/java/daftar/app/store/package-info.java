/** The event store as the other parts see it: events by stable names, texts sealed, numbers. */
@NullMarked
package daftar.app.store;

import org.jspecify.annotations.NullMarked;
