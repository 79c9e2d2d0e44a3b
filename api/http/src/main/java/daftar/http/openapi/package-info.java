/** The API's own description, at {@code /v3/api-docs}. */
@NullMarked
package daftar.http.openapi;

import org.jspecify.annotations.NullMarked;
