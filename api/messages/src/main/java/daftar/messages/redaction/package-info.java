/** Making texts unreadable for ever while their events stay: who asks, who agrees, what was done. */
@NullMarked
package daftar.messages.redaction;

import org.jspecify.annotations.NullMarked;
