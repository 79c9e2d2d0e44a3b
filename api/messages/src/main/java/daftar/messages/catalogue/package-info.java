/** The service catalogue: what an organisation offers, what may be asked for, and how urgent that is. */
@NullMarked
package daftar.messages.catalogue;

import org.jspecify.annotations.NullMarked;
