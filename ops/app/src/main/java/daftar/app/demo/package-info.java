/** The small organisation of the embedded mode. */
@NullMarked
package daftar.app.demo;

import org.jspecify.annotations.NullMarked;
