/** Who is asked how content they are: decider and shell. */
@NullMarked
package daftar.domain.survey;

import org.jspecify.annotations.NullMarked;
