/** Short numbers that are never given twice. */
@NullMarked
package daftar.eventstore.numbers;

import org.jspecify.annotations.NullMarked;
