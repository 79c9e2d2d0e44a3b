/** Workflows: their publishing, the rules that choose one, and the definitions that Daftar comes with. */
@NullMarked
package daftar.domain.workflow;

import org.jspecify.annotations.NullMarked;
