/** Business calendars and service levels: decider and shell. */
@NullMarked
package daftar.domain.sla;

import org.jspecify.annotations.NullMarked;
