/** How Spring puts the command side together; the only place of the domain that knows Spring. */
@NullMarked
package daftar.domain.config;

import org.jspecify.annotations.NullMarked;
