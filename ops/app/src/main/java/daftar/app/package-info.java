/** The runnable application. */
@NullMarked
package daftar.app;

import org.jspecify.annotations.NullMarked;
