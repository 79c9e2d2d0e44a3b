/** What one action on many tickets was about. */
@NullMarked
package daftar.domain.bulk;

import org.jspecify.annotations.NullMarked;
