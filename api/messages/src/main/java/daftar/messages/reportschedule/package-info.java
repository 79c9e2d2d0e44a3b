/** Reports that are sent on schedule: commands, events, and what is known of each schedule. */
@NullMarked
package daftar.messages.reportschedule;

import org.jspecify.annotations.NullMarked;
