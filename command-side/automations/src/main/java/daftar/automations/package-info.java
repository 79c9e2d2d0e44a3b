/** The clock and the outboxes: they read what is due and send ordinary commands. */
@NullMarked
package daftar.automations;

import org.jspecify.annotations.NullMarked;
