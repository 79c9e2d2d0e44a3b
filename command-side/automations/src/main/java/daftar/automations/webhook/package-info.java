/** Sends events to webhooks' receivers: in order per ticket, again until they are accepted, from where each receiver is. */
@NullMarked
package daftar.automations.webhook;

import org.jspecify.annotations.NullMarked;
