/** One action on many tickets: what it was about. */
@NullMarked
package daftar.messages.bulk;

import org.jspecify.annotations.NullMarked;
