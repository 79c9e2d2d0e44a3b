/** Commands, events, queries, views and value types: plain records. */
@NullMarked
package daftar.messages;

import org.jspecify.annotations.NullMarked;
