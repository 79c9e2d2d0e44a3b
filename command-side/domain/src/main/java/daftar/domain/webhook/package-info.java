/** Webhooks: decider and shell. */
@NullMarked
package daftar.domain.webhook;

import org.jspecify.annotations.NullMarked;
