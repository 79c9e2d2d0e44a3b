/** The report of a ticket that a court reads: one self-contained page, as HTML and as PDF. */
@NullMarked
package daftar.report;

import org.jspecify.annotations.NullMarked;
