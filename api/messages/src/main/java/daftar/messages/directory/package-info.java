/** People, departments, teams and categories. */
@NullMarked
package daftar.messages.directory;

import org.jspecify.annotations.NullMarked;
