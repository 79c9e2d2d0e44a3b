/** People, departments, teams and categories: decider, fold and shell. */
@NullMarked
package daftar.domain.directory;

import org.jspecify.annotations.NullMarked;
