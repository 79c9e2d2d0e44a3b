/** What is open on a person, and passing it to others when they leave. */
@NullMarked
package daftar.http.directory.handover;

import org.jspecify.annotations.NullMarked;
