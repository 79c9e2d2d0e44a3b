/** What the organisation says of words: which mean the same, and which say nothing. */
@NullMarked
package daftar.messages.words;

import org.jspecify.annotations.NullMarked;
