/** Webhooks: commands, events, and what is known of each. */
@NullMarked
package daftar.messages.webhook;

import org.jspecify.annotations.NullMarked;
