/** What the desk announces: decider and shell. */
@NullMarked
package daftar.domain.announcement;

import org.jspecify.annotations.NullMarked;
