/** REST controllers, problem details, ETags, OpenAPI. */
@NullMarked
package daftar.http;

import org.jspecify.annotations.NullMarked;
