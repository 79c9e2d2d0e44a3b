/** The files of tickets: where they are kept, by the settings, and what is done about them. */
@NullMarked
package daftar.app.file;

import org.jspecify.annotations.NullMarked;
