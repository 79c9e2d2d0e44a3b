/** Reports: what can be asked for, how it is asked, and what is answered. */
@NullMarked
package daftar.messages.report;

import org.jspecify.annotations.NullMarked;
