/** The organisation's own graphs of stages, as data. */
@NullMarked
package daftar.messages.workflow;

import org.jspecify.annotations.NullMarked;
