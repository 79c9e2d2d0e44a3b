/** Letters, what people want to get, and how letters are worded: deciders and shells. */
@NullMarked
package daftar.domain.outbox;

import org.jspecify.annotations.NullMarked;
