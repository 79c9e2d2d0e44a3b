/** Promises: business calendars, service levels, and what became of both for a ticket. Pure. */
@NullMarked
package daftar.messages.sla;

import org.jspecify.annotations.NullMarked;
