/** Decides who has which report sent when, and to whom. */
@NullMarked
package daftar.domain.reportschedule;

import org.jspecify.annotations.NullMarked;
