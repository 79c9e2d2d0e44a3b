/** What Daftar itself says to people: labels, moments and digits in the languages that come with it. */
@NullMarked
package daftar.words;

import org.jspecify.annotations.NullMarked;
