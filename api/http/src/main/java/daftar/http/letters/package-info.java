/** What people want to get from the desk, and how letters are worded. */
@NullMarked
package daftar.http.letters;

import org.jspecify.annotations.NullMarked;
