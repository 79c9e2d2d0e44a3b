/** Carries redactions out: keys, read models, the servers' files. */
@NullMarked
package daftar.app.redaction;

import org.jspecify.annotations.NullMarked;
