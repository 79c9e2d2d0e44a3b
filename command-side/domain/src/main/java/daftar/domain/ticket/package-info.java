/** The ticket: its rules as data, a pure decider, a pure fold, and the Axon shell around them. */
@NullMarked
package daftar.domain.ticket;

import org.jspecify.annotations.NullMarked;
