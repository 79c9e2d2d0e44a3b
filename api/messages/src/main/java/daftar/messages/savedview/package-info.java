/** Searches that people keep for themselves or for their team, and those that everybody has. */
@NullMarked
package daftar.messages.savedview;

import org.jspecify.annotations.NullMarked;
