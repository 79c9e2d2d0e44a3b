/** Articles of the knowledge base: decider and shells. */
@NullMarked
package daftar.domain.knowledge;

import org.jspecify.annotations.NullMarked;
