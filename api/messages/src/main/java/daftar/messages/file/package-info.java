/** Files that people send with their tickets: what a ticket knows of them, and where their content is kept. */
@NullMarked
package daftar.messages.file;

import org.jspecify.annotations.NullMarked;
