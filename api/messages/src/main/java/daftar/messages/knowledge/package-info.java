/** Articles of the knowledge base, and what was read instead of raising a request. */
@NullMarked
package daftar.messages.knowledge;

import org.jspecify.annotations.NullMarked;
