/** The feed: what happened to tickets, in the order of the log, as far as somebody may see it. */
@NullMarked
package daftar.messages.feed;

import org.jspecify.annotations.NullMarked;
