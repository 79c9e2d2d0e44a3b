/** What the desk writes to people: letters and what became of them, what each person wants to get, and how letters are worded. */
@NullMarked
package daftar.messages.outbox;

import org.jspecify.annotations.NullMarked;
