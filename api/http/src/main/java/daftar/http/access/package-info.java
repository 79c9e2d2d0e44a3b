/** API tokens, the first administrator, and what auditors see of access. */
@NullMarked
package daftar.http.access;

import org.jspecify.annotations.NullMarked;
