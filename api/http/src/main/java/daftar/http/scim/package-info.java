/** SCIM 2.0 (RFC 7643, 7644): an identity provider keeps people and teams current. */
@NullMarked
package daftar.http.scim;

import org.jspecify.annotations.NullMarked;
