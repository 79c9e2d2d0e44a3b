/** What auditors ask the register itself, and what they are answered. */
@NullMarked
package daftar.messages.audit;

import org.jspecify.annotations.NullMarked;
